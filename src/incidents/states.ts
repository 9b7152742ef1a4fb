import type { ComponentStatus, Update } from './incident.ts'

/** What an incident says of its components before and after one update. */
export interface States {
  update: Update
  before: Record<string, ComponentStatus>
  after: Record<string, ComponentStatus>
}

/**
 * Follows an incident's updates, oldest first. Resolved and completed set every component back to operational;
 * a postmortem changes nothing; a later update re-opens with what held before, changed by its own braces.
 */
export function followStates(start: Record<string, ComponentStatus>, updates: readonly Update[]): States[] {
  const names = new Set([...Object.keys(start), ...updates.flatMap((update) => Object.keys(update.components))])
  const all = (status: ComponentStatus) => Object.fromEntries([...names].map((name) => [name, status]))
  let open = { ...all('operational'), ...start }
  let shown: Record<string, ComponentStatus> = all('operational')
  return updates.map((update) => {
    const before = shown
    if (update.status === 'resolved' || update.status === 'completed') {
      shown = all('operational')
    } else if (update.status !== 'postmortem') {
      open = { ...open, ...update.components }
      shown = open
    }
    return { update, before, after: shown }
  })
}
