import type { Occurrence, Update } from '../incidents/incident.ts'
import type { Entry, EntryUpdate } from '../status/snapshot.ts'
import { compactTime } from '../status/updates.ts'
import { day, hour, type Instant } from '../time/instant.ts'
import { type EventName, eventId } from './event-id.ts'
import type { Occasion } from './occasion.ts'
import type { Ground } from './outage-occasions.ts'

const events: EventName[] = [
  'maintenance.scheduled',
  'maintenance.changed',
  'maintenance.reminder',
  'maintenance.started',
  'maintenance.completed',
]
/** How long before it begins people are reminded. */
const remindsBefore = hour
/** A maintenance whose end is older than this when it is first seen is told to nobody. */
const writtenAfterwards = 2 * hour

/** Announced, changed, about to begin, begun, over: of each occurrence at most one thing at a time. */
export function maintenanceOccasions(ground: Ground, planned: readonly Occurrence[]): Occasion[] {
  const { snapshot } = ground
  const byId = new Map(planned.map((occurrence) => [occurrence.id, occurrence]))
  const seen = new Set<string>()
  const soonestFirst = [...snapshot.maintenances].reverse()
  return soonestFirst.flatMap((entry) => {
    const occurrence = byId.get(entry.id)
    if (occurrence === undefined || entry.window === null || entry.window.end < snapshot.now - day) return []
    const repeats = occurrence.post.maintenance?.repeat != null
    // Of one that repeats, the next is announced; the others wait for their turn.
    if (repeats && entry.status === 'scheduled') {
      if (seen.has(occurrence.post.id)) return []
      seen.add(occurrence.post.id)
    }
    return occasionOf(entry, occurrence, repeats, ground) ?? []
  })
}

function occasionOf(entry: Entry, occurrence: Occurrence, repeats: boolean, ground: Ground): Occasion | null {
  const { snapshot, channel, heard } = ground
  const { now } = snapshot
  const { start, end } = entry.window!
  const said = occurrence.updates.filter(({ at }) => at <= now)
  const loud = channel.audience === 'public' ? said.filter(({ quiet }) => !quiet) : said
  if (said.length > 0 && loud.length === 0) return null

  const announcement = repeats ? occurrence.post.id : entry.id
  const hearings = [
    ...heard.about(events, entry.id),
    ...(repeats ? heard.about(['maintenance.scheduled'], announcement) : []),
  ]
  const isDone = (event: EventName) => hearings.some((one) => one.event === event && one.status !== 'claimed')
  // One that repeats is announced once for all its times.
  const announcedBy = repeats ? occurrence.post.updates.find(({ status }) => status === 'scheduled') : undefined
  const words = loud.filter((update) => update !== announcedBy && isNews(update))
  const version = versionOf(entry, words)
  const make = (event: EventName, mark: string, at: Instant, since: Instant, subject = entry.id): Occasion => {
    const id = eventId(event, subject, mark)
    // What the channel did not take yet is said with it.
    const pending = hearings.filter((one) => one.event === event && one.status === 'claimed' && one.id !== id)
    return {
      event,
      id,
      covers: [...pending.map((one) => one.id), id],
      at,
      over: event === 'maintenance.completed',
      impact: null,
      components: entry.components.map((component) => component.id),
      thread: `maintenance:${entry.id}`,
      about: {
        kind: 'maintenance',
        entry,
        updates: entry.updates.filter((update) => update.at >= since && isSaid(update)),
      },
    }
  }
  // What the clock made says no more than the title; what is quiet is not said.
  const isSaid = ({ at, status }: EntryUpdate) => loud.some((one) => one.at === at && one.status === status)
  const lastTold = Math.max(0, ...hearings.filter(({ status }) => status === 'told').map(({ last }) => last))

  if (entry.status === 'completed') {
    const at = entry.resolvedAt ?? end
    const forgotten = hearings.length === 0 && (at < now - writtenAfterwards || at < (heard.begun ?? 0))
    return isDone('maintenance.completed') || forgotten || at < now - day
      ? null
      : make('maintenance.completed', '', at, Math.max(at, lastTold))
  }
  if (now >= start) {
    if (!isDone('maintenance.started')) return make('maintenance.started', version, start, start)
    return changed()
  }
  if (!isDone('maintenance.scheduled')) {
    if (entry.createdAt >= now - day) return make('maintenance.scheduled', version, entry.createdAt, 0, announcement)
  } else {
    const change = changed()
    if (change !== null) return change
  }
  const announced = hearings.find((one) => one.event === 'maintenance.scheduled')
  const justTold = announced !== undefined && !repeats && now - announced.first < remindsBefore
  if (now < start - remindsBefore || isDone('maintenance.reminder') || justTold) return null
  return make('maintenance.reminder', compactTime(start), start - remindsBefore, Infinity)

  /** A window that was moved, or a person's new words, since it was announced. */
  function changed(): Occasion | null {
    const told = hearings
      .filter((one) => ['maintenance.scheduled', 'maintenance.changed', 'maintenance.started'].includes(one.event))
      .filter(({ status }) => status !== 'claimed')
    const base = repeats ? told.filter(({ event }) => event !== 'maintenance.scheduled') : told
    const before = base.at(-1)?.mark
    if (before === undefined) {
      const young = words.some((update) => update.at >= now - day)
      return repeats && young ? make('maintenance.changed', version, now, Math.max(lastTold, now - day)) : null
    }
    if (before === version || !isNewer(before, version)) return null
    return make('maintenance.changed', version, now, lastTold)
  }
}

/** `<start>-<end>.<words>`: the window, and how many times people have spoken of it. */
function versionOf({ window }: Entry, words: readonly Update[]): string {
  return `${compactTime(window!.start)}-${compactTime(window!.end)}.${words.length}`
}

/** What has a message of its own: beginning and end. */
function isNews({ status }: Update): boolean {
  return status !== 'completed'
}

/** Another window, or more words: one that was taken back is no news. */
function isNewer(before: string, version: string): boolean {
  const [window, count] = before.split('.')
  const [nowWindow, nowCount] = version.split('.')
  return window !== nowWindow || Number(nowCount) > Number(count)
}
