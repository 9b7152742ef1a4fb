import type { Entry, EntryUpdate } from '../status/snapshot.ts'
import { day, hour, type Instant } from '../time/instant.ts'
import { type EventName, eventId } from './event-id.ts'
import type { Heard } from './heard.ts'
import type { Occasion } from './occasion.ts'
import type { Ground } from './outage-occasions.ts'

const events: EventName[] = ['incident.created', 'incident.updated', 'incident.resolved']
/** An incident whose end is older than this when it is first seen was written down afterwards: nobody is told. */
const writtenAfterwards = 2 * hour

/** What people wrote: of each incident everything new in one message. Automatic ones are told as outages. */
export function incidentOccasions(ground: Ground): Occasion[] {
  return ground.snapshot.incidents
    .filter((entry) => !entry.automatic)
    .flatMap((entry) => incidentOccasion(entry, ground) ?? [])
}

function incidentOccasion(entry: Entry, { snapshot, channel, heard }: Ground): Occasion | null {
  const { now } = snapshot
  const all = [...entry.updates].reverse()
  const updates = channel.audience === 'public' ? all.filter(({ quiet }) => !quiet) : all
  const known = new Map(heard.about(events, entry.id).map((hearing) => [hearing.mark, hearing]))
  if (known.size === 0 && isPast(entry, heard, now)) return null

  const pending = updates.filter(({ id }) => known.get(id)?.status === 'claimed')
  const fresh = freshOf(updates, new Set(known.keys()), now)
  const telling = updates.filter((update) => pending.includes(update) || fresh.includes(update))
  const last = telling.at(-1)
  if (last === undefined) return null

  const idOf = (update: EntryUpdate) => eventId(eventOf(update, all), entry.id, update.id)
  const first = telling.includes(all[0]!) && ![...known.values()].some(({ status }) => status === 'told')
  return {
    event: last.status === 'resolved' ? 'incident.resolved' : first ? 'incident.created' : 'incident.updated',
    id: idOf(last),
    covers: telling.map(idOf),
    at: last.at,
    over: entry.resolvedAt !== null,
    impact: entry.impact === 'maintenance' ? null : entry.impact,
    components: entry.components.map(({ id }) => id),
    thread: `incident:${entry.id}`,
    about: { kind: 'incident', entry, updates: telling, first },
  }
}

/** What an update is claimed as follows from itself alone, whatever it is told together with. */
function eventOf(update: EntryUpdate, all: readonly EntryUpdate[]): EventName {
  if (update.status === 'resolved') return 'incident.resolved'
  return update === all[0] ? 'incident.created' : 'incident.updated'
}

function isPast(entry: Entry, heard: Heard, now: Instant): boolean {
  if (entry.resolvedAt === null) return false
  return entry.updatedAt < now - writtenAfterwards || entry.resolvedAt < (heard.begun ?? 0)
}

/**
 * Updates that were added since the last was told. An edit tells nothing: neither new words under an old heading, nor a
 * corrected time (which makes another id, but not one update more), nor one put in between afterwards.
 */
function freshOf(updates: readonly EntryUpdate[], known: ReadonlySet<string>, now: Instant): EntryUpdate[] {
  const young = updates.filter(({ id, at }) => !known.has(id) && at >= now - day)
  if (known.size === 0) return young
  const latest = [...known]
    .map((id) => id.slice(0, '20261121T100200Z'.length))
    .sort()
    .at(-1)!
  const added = Math.max(0, updates.length - known.size)
  const later = young.filter(({ id }) => id.slice(0, latest.length) >= latest)
  return added === 0 ? [] : later.slice(-added)
}
