import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { type Contexts, evaluate, fill } from './expression.ts'
import type { Job, Step } from './workflow.ts'

/** What the runner of the tests stands in for: one machine of GitHub Actions, for one job. */
export interface Machine {
  /** Where the job works (GITHUB_WORKSPACE). */
  workspace: string
  /** A folder of its own for what a runner keeps beside it (RUNNER_TEMP, output files, programs first on the PATH). */
  temporary: string
  /** Variables of this run: GITHUB_RUN_ID, GITHUB_API_URL ... */
  env: Record<string, string>
  /** github.* and inputs.* in expressions. */
  contexts: Contexts
  /** Local equivalents of `uses:`, by name without the pin: they give the step's outputs. */
  actions: Record<string, (inputs: Record<string, string>) => Promise<Record<string, string>>>
  /** Called before each step, by its name or action: where a second writer comes in between. */
  before?: (step: string) => Promise<void>
}

export interface StepReport {
  step: string
  /** `skipped`: its condition was false, or one before it failed. */
  outcome: 'success' | 'failure' | 'skipped'
  output: string
}

/** Runs a job's steps in order, as the runner would: conditions, env, outputs, a failed step ends the job. */
export async function runSteps(steps: Step[], machine: Machine): Promise<StepReport[]> {
  return (await runJob({ steps }, machine)).reports
}

/** The same, with what the job hands on to those that need it. */
export async function runJob(
  job: Pick<Job, 'steps' | 'outputs'>,
  machine: Machine,
): Promise<{ reports: StepReport[]; outputs: Record<string, string> }> {
  const { steps } = job
  const reports: StepReport[] = []
  const outputs: Record<string, { outputs: Record<string, string> }> = {}
  mkdirSync(machine.temporary, { recursive: true })
  for (const [index, step] of steps.entries()) {
    const contexts = { ...machine.contexts, runner: { temp: machine.temporary }, steps: outputs }
    const name = step.name ?? step.uses?.replace(/@.*/, '') ?? `step ${index + 1}`
    const failed = reports.some(({ outcome }) => outcome === 'failure')
    if (!isWanted(step, failed, contexts)) {
      reports.push({ step: name, outcome: 'skipped', output: '' })
      continue
    }
    await machine.before?.(name)
    const done = step.uses === undefined ? await runScript(step, machine, contexts) : await act(step, machine, contexts)
    if (step.id !== undefined) outputs[step.id] = { outputs: done.outputs }
    reports.push({ step: name, outcome: done.code === 0 ? 'success' : 'failure', output: done.output })
  }
  const handed = Object.entries(job.outputs ?? {}).map(([key, value]) => [key, fill(value, { steps: outputs })])
  return { reports, outputs: Object.fromEntries(handed) }
}

/** Without a word on the job's state in it, a condition also means "if all went well so far". */
function isWanted(step: Step, failed: boolean, contexts: Contexts): boolean {
  const condition = step.if?.replace(/^\$\{\{|\}\}$/g, '') ?? ''
  if (failed && !condition.includes('cancelled()')) return false
  return condition === '' || evaluate(condition, contexts) === true
}

interface Done {
  code: number
  output: string
  outputs: Record<string, string>
}

async function act(step: Step, machine: Machine, contexts: Contexts): Promise<Done> {
  const name = step.uses!.replace(/@.*/, '')
  const action = machine.actions[name]
  if (action === undefined) throw new Error(`The runner of the tests has no stand-in for ${name}.`)
  const inputs = Object.entries(step.with ?? {}).map(([key, value]) => [key, fill(value, contexts)])
  return { code: 0, output: '', outputs: await action(Object.fromEntries(inputs)) }
}

async function runScript(step: Step, machine: Machine, contexts: Contexts): Promise<Done> {
  const { workspace, temporary } = machine
  const [script, outputFile] = [join(temporary, 'script.sh'), join(temporary, 'output')]
  writeFileSync(script, step.run!)
  rmSync(outputFile, { force: true })
  const own = Object.entries(step.env ?? {}).map(([key, value]) => [key, fill(value, contexts)])
  const env: NodeJS.ProcessEnv = {
    // Nothing of the machine that runs the tests but its programs; this Node first, as setup-node would have it.
    PATH: [join(temporary, 'bin'), dirname(process.execPath), process.env['PATH']].join(':'),
    HOME: temporary,
    GIT_CONFIG_NOSYSTEM: '1',
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_OUTPUT: outputFile,
    GITHUB_STEP_SUMMARY: join(temporary, 'summary.md'),
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temporary,
    ...machine.env,
    ...Object.fromEntries(own),
  }
  // `shell: bash` in a workflow is exactly this.
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], { cwd: workspace, env })
  let output = ''
  child.stdout.on('data', (part) => {
    output += part
  })
  child.stderr.on('data', (part) => {
    output += part
  })
  const code = await new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? 1)))
  const lines = existsSync(outputFile) ? readFileSync(outputFile, 'utf8').trim().split('\n') : []
  const outputs = lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])
  return { code, output, outputs: Object.fromEntries(outputs) }
}
