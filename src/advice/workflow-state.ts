import { type Finding, good, listed, noted, problem } from './finding.ts'
import { deploysToPages, stepsThat, type WorkflowFile } from './workflow-file.ts'

/** What GitHub says of a workflow. */
export interface WorkflowState {
  path: string
  state: string
}

const why: Record<string, string> = {
  disabled_inactivity: 'switched off by GitHub after 60 days without activity in the repository',
  disabled_manually: 'switched off by somebody',
  disabled_fork: 'off in a fork until somebody switches Actions on',
  deleted: 'deleted, as GitHub knows it',
}

/** The workflows that a page needs, among the files here. */
export function judgeFiles(files: readonly WorkflowFile[]): Finding | null {
  if (files.length === 0)
    return problem('There are no workflows in .github/workflows/: nothing is checked and no page is built.')
  const checks = stepsThat(files, ['checks', 'check', 'keep-beat']).length > 0
  if (!checks && !deploysToPages(files))
    return problem('No workflow in .github/workflows/ checks, and none deploys a page.')
  if (!deploysToPages(files)) return noted('No workflow deploys to GitHub Pages: the page has to be brought elsewhere.')
  if (!checks) return noted('No workflow checks: a machine of your own has to.')
  return null
}

/** The workflows here against those that GitHub runs. */
export function judgeStates(files: readonly WorkflowFile[], states: readonly WorkflowState[]): Finding {
  const wrong = judgeFiles(files)
  if (wrong?.state === 'problem') return wrong
  const ours = files.filter(({ steps }) => steps.some(({ command }) => command !== null))
  const byPath = new Map(states.map(({ path, state }) => [path, state]))
  const unknown = ours.filter(({ path }) => !byPath.has(path))
  if (unknown.length > 0) {
    return problem(
      `GitHub does not know ${listed(unknown.map(({ path }) => path))} yet: push ${unknown.length === 1 ? 'it' : 'them'} to the default branch.`,
    )
  }
  const off = ours.flatMap(({ path }) => (byPath.get(path) === 'active' ? [] : [{ path, state: byPath.get(path)! }]))
  if (off.length > 0) {
    const [{ state }] = off as [(typeof off)[number]]
    return problem(
      `${listed(off.map(({ path }) => path))} ${off.length === 1 ? 'does' : 'do'} not run: ${why[state] ?? `GitHub says ${state.replaceAll('_', ' ')}`}.`,
    )
  }
  if (wrong !== null) return wrong
  if (stepsThat(files, ['post']).length === 0)
    return noted('All workflows are on; there is none that posts what people comment.')
  return good(`All ${ours.length} workflows are there and on.`)
}
