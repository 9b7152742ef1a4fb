import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { fill } from './expression.ts'
import { type Machine, runJob, type StepReport } from './runner.ts'
import type { Action } from './workflow.ts'

export interface ActionRun {
  /** The step that runs Candor. */
  report: StepReport
  reports: StepReport[]
  outputs: Record<string, string>
}

/** Runs the steps of an engine's action.yml, as GitHub does for `uses:` with these inputs. */
export async function runAction(engine: string, inputs: Record<string, string>, machine: Machine): Promise<ActionRun> {
  const action = parse(readFileSync(join(engine, 'action.yml'), 'utf8')) as Action
  const defaults = Object.entries(action.inputs).map(([name, input]) => [
    name,
    fill(input.default ?? '', machine.contexts),
  ])
  const unknown = Object.keys(inputs).filter((name) => action.inputs[name] === undefined)
  if (unknown.length > 0) throw new Error(`action.yml has no input ${unknown.join(', ')}.`)
  const { reports, outputs } = await runJob(
    {
      steps: action.runs.steps,
      outputs: Object.fromEntries(Object.entries(action.outputs).map(([name, { value }]) => [name, value])),
    },
    {
      ...machine,
      env: { ...machine.env, GITHUB_ACTION_PATH: engine },
      contexts: { ...machine.contexts, inputs: { ...Object.fromEntries(defaults), ...inputs } },
    },
  )
  return {
    report: reports.findLast(({ outcome, step }) => outcome !== 'skipped' && step.startsWith('step '))!,
    reports,
    outputs,
  }
}
