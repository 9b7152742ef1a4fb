import { isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml'

/** A step as far as the page's set-up depends on it. */
export interface WorkflowStep {
  /** `owner/name/path` and what stands behind its `@`; null for a script. */
  uses: { action: string; ref: string } | null
  /** What it runs of Candor: `check --publish`; null when nothing. */
  command: string | null
  /** Whether the engine's action runs the command (`uses:`), not a script of this repository. */
  byAction: boolean
  /** Names of the environment that it sees, with their values as written. */
  env: Record<string, string>
}

export interface WorkflowFile {
  /** `.github/workflows/checks.yml` */
  path: string
  steps: WorkflowStep[]
}

/** Reads a workflow as far as it can be read: what is no map or list is passed over. Never throws. */
export function readWorkflow(path: string, text: string): WorkflowFile {
  const root = parseDocument(text, { logLevel: 'silent' }).contents
  const top = envOf(root)
  const jobs = isMap(root) ? root.get('jobs') : null
  const steps = (isMap(jobs) ? jobs.items : []).flatMap(({ value: job }) => {
    const list = isMap(job) ? job.get('steps') : null
    const env = { ...top, ...envOf(job) }
    return (isSeq(list) ? list.items : []).filter((step) => isMap(step)).map((step) => readStep(step, env))
  })
  return { path, steps }
}

function readStep(step: YAMLMap, outer: Record<string, string>): WorkflowStep {
  const env = { ...outer, ...envOf(step) }
  const [, action, ref] = /^([^@\s]+)@(\S+)$/.exec(textAt(step, 'uses')) ?? []
  const withs = step.get('with')
  const asked = isMap(withs) ? textAt(withs, 'command') : ''
  const command =
    /(?:^|\s|\/)candor\s+([a-z][^\n]*)/.exec(textAt(step, 'run'))?.[1] ??
    /\.github\/steps\/(\S+)/.exec(textAt(step, 'run'))?.[1]
  return {
    uses: action === undefined || ref === undefined ? null : { action, ref },
    command: asked !== '' ? asked : (command ?? null),
    byAction: asked !== '',
    env,
  }
}

function envOf(node: unknown): Record<string, string> {
  const env = isMap(node) ? node.get('env') : null
  if (!isMap(env)) return {}
  return Object.fromEntries(
    env.items.flatMap(({ key, value }) =>
      isScalar(key) && isScalar(value) ? [[String(key.value), String(value.value)]] : [],
    ),
  )
}

function textAt(map: YAMLMap, key: string): string {
  const value = map.get(key)
  return typeof value === 'string' ? value : ''
}

/** Steps that run one of these commands of Candor, with their file. */
export function stepsThat(files: readonly WorkflowFile[], commands: readonly string[]) {
  return files.flatMap(({ path, steps }) =>
    steps.filter(({ command }) => commands.includes(command?.split(/\s/)[0] ?? '')).map((step) => ({ path, step })),
  )
}

/** Whether a workflow here deploys to GitHub Pages. */
export function deploysToPages(files: readonly WorkflowFile[]): boolean {
  return files.some(({ steps }) => steps.some(({ uses }) => uses?.action === 'actions/deploy-pages'))
}

/** The engine as thin workflows pin it; none when the engine is in this repository itself. */
export function enginePins(files: readonly WorkflowFile[]) {
  return files.flatMap(({ path, steps }) =>
    steps.flatMap(({ uses, byAction }) =>
      byAction && uses !== null ? [{ path, repository: uses.action, ref: uses.ref }] : [],
    ),
  )
}
