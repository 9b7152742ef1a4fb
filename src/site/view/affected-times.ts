import type { ComponentStatus } from '../../incidents/incident.ts'
import type { Entry } from '../../status/snapshot.ts'
import type { Instant } from '../../time/instant.ts'

/** A stretch in which an entry said one thing of a component. */
export interface Said {
  status: ComponentStatus
  start: Instant
  /** Null while it still says so. */
  end: Instant | null
}

export interface AffectedTimes {
  from: Instant
  to: Instant
  components: { id: string; name: string; listed: boolean; said: Said[] }[]
}

/** What was affected when, by what the updates said; null of an entry that named nothing as worse than operational. */
export function affectedTimes(entry: Entry, now: Instant): AffectedTimes | null {
  const end = entry.resolvedAt
  const components = entry.components
    .map(({ id, name, listed }) => ({ id, name, listed, said: saidOf(entry, id, end) }))
    .filter(({ said }) => said.length > 0)
  if (components.length === 0) return null
  const starts = components.flatMap(({ said }) => said.map(({ start }) => start))
  const ends = components.flatMap(({ said }) => said.map((one) => one.end ?? now))
  const from = starts.reduce((a, b) => Math.min(a, b), entry.startedAt)
  const to = ends.reduce((a, b) => Math.max(a, b), end ?? now)
  return to > from ? { from, to, components } : null
}

function saidOf(entry: Entry, id: string, resolved: Instant | null): Said[] {
  const said: Said[] = []
  // Updates stand newest first.
  for (const update of entry.updates.toReversed()) {
    const change = update.components.find((one) => one.id === id)
    if (change === undefined || update.status === 'postmortem') continue
    const last = said.at(-1)
    if (last?.end === null) {
      if (last.status === change.after) continue
      last.end = update.at
    }
    if (change.after !== 'operational') said.push({ status: change.after, start: update.at, end: null })
  }
  const open = said.at(-1)
  if (open?.end === null && resolved !== null) open.end = Math.max(open.start, resolved)
  return said.filter(({ start, end }) => end === null || end > start)
}
