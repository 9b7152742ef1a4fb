import { type Finding, good, listed, problem, unseen } from './finding.ts'
import type { WorkflowFile } from './workflow-file.ts'

/** Settings > Actions > General, as far as it decides which actions run. */
export interface ActionsPolicy {
  enabled: boolean
  allowed: 'all' | 'local_only' | 'selected' | null
  /** Whether an action that is not pinned to a whole commit is refused. */
  needsCommits: boolean
  /** With `selected`; null: could not be seen. */
  selected: { ofGitHub: boolean; ofVerified: boolean; patterns: string[] } | null
}

/** Whether the workflows' actions may run at all. `owner` is the repository's: its own actions are always allowed. */
export function judgePolicy(policy: ActionsPolicy, files: readonly WorkflowFile[], owner: string): Finding {
  if (!policy.enabled)
    return problem('Actions is switched off for this repository: nothing is checked and no page is built.')
  const used = usedActions(files)
  const loose = used.filter(({ ref }) => !/^[0-9a-f]{40}$/.test(ref))
  if (policy.needsCommits && loose.length > 0) {
    return problem(
      `Actions have to be pinned to a whole commit here, and ${listed(named(loose))} ${loose.length === 1 ? 'is' : 'are'} not.`,
    )
  }
  const foreign = used.filter(({ action }) => ownerOf(action) !== owner.toLowerCase())
  if (policy.allowed === 'local_only' && foreign.length > 0) {
    return problem(`Only actions of \`${owner}\` may run here, and the workflows use ${listed(named(foreign))}.`)
  }
  if (policy.allowed === 'selected') {
    const { selected } = policy
    if (selected === null) return unseen('Only selected actions may run here; which, could not be seen.')
    const missing = foreign.filter((one) => !isAllowed(one, selected))
    if (missing.length > 0) {
      return problem(
        `Only selected actions may run here, and ${listed(named(missing))} ${missing.length === 1 ? 'is' : 'are'} not among them${selected.ofVerified ? ' (unless its maker is verified by GitHub)' : ''}.`,
      )
    }
  }
  return good('Actions is on, and every action that the workflows use may run.')
}

function usedActions(files: readonly WorkflowFile[]): { action: string; ref: string }[] {
  const all = files.flatMap(({ steps }) => steps.flatMap(({ uses }) => (uses === null ? [] : [uses])))
  return [...new Map(all.map((one) => [`${one.action}@${one.ref}`, one])).values()]
}

const named = (actions: readonly { action: string }[]) => [...new Set(actions.map(({ action }) => action))]
const ownerOf = (action: string) => action.split('/')[0]!.toLowerCase()

/** As GitHub documents it: `*` for anything, `!` takes back; a pattern without `@` holds for every version. */
function isAllowed(
  { action, ref }: { action: string; ref: string },
  { ofGitHub, patterns }: NonNullable<ActionsPolicy['selected']>,
): boolean {
  const whole = `${action}@${ref}`
  const matches = (pattern: string) => {
    const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll(/\*+/g, '.*')
    return new RegExp(`^${escaped}${pattern.includes('@') ? '' : '(@.*)?'}$`, 'i').test(whole)
  }
  const [not, yes] = [true, false].map((taken) => patterns.filter((pattern) => pattern.startsWith('!') === taken))
  if (not!.some((pattern) => matches(pattern.slice(1)))) return false
  return (ofGitHub && ['actions', 'github'].includes(ownerOf(action))) || yes!.some(matches)
}
