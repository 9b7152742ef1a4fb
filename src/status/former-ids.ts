import type { Outage } from '../outages/outage.ts'
import { outageId } from '../outages/outages.ts'
import type { Entry, Snapshot } from './snapshot.ts'

/**
 * Ids that once were an incident's address, and the id under which it is told now: links in chats, feeds and messages
 * go on working. An outage was an incident of its own until a person's incident or an earlier outage spoke for it,
 * until somebody struck it, or until its component was renamed; a file may have been renamed; a repeating maintenance
 * is told under the days on which it takes place.
 */
export function formerIds(snapshot: Snapshot): Map<string, string> {
  const { incidents, maintenances, notices, posts, outages } = snapshot
  const pages = new Set([...incidents, ...maintenances, ...notices].map(({ id }) => id))
  const former = new Map<string, string>()
  const lead = (from: string, to: string | undefined) => {
    if (to !== undefined && pages.has(to) && !pages.has(from) && !former.has(from)) former.set(from, to)
  }
  const placeOf = new Map<string, string>()
  for (const entry of incidents) for (const { id } of entry.outages) placeOf.set(id, entry.id)
  const names = new Map(snapshot.config.components.map(({ id, was }) => [id, [id, ...was]]))
  for (const outage of outages) {
    if (outage.verdict === 'degraded') continue
    const to = outage.falseAlarm?.incident ?? placeOf.get(outage.id) ?? coveringId(outage, maintenances)
    for (const name of names.get(outage.component) ?? []) lead(outageId(name, outage.start), to)
  }
  const seats = new Map<string, Entry[]>()
  for (const entry of maintenances) {
    if (entry.post !== null) seats.set(entry.post, [...(seats.get(entry.post) ?? []), entry])
  }
  for (const { id, was = [] } of posts) {
    const now = pages.has(id) ? id : currentOf(seats.get(id) ?? [])?.id
    for (const from of [id, ...was]) lead(from, now)
  }
  return former
}

/** The maintenance in whose window it lay: nobody called it an incident, but a link to it may have been sent. */
function coveringId({ component, start, end }: Outage, maintenances: readonly Entry[]): string | undefined {
  return maintenances.find(
    ({ window, components }) =>
      window !== null &&
      window.start <= start &&
      (end ?? start) <= window.end &&
      components.some(({ id }) => id === component),
  )?.id
}

/** What people look for under the name of a repeating maintenance: the one that runs, else the next, else the last. */
function currentOf(entries: readonly Entry[]): Entry | undefined {
  const inOrder = entries.toSorted((a, b) => a.window!.start - b.window!.start)
  return inOrder.find(({ status }) => status !== 'completed') ?? inOrder.at(-1)
}
