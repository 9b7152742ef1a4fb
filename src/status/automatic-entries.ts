import type { Config } from '../config/config.ts'
import { impactOf } from '../incidents/impact.ts'
import type { ComponentStatus } from '../incidents/incident.ts'
import type { Outage } from '../outages/outage.ts'
import { formatDuration } from '../time/duration.ts'
import { type Instant, minute } from '../time/instant.ts'
import { sentenceOf } from '../verdict/sentence.ts'
import { componentName } from './components.ts'
import { componentsOf } from './incident-entries.ts'
import type { Entry, EntryUpdate } from './snapshot.ts'
import { changes, madeUpdate } from './updates.ts'

const stillFailingAfter = 30 * minute

/** An incident that no person wrote: outages that belong together (oldest first), told in sentences of ours. */
export function automaticEntry(
  group: readonly Outage[],
  config: Config,
  now: Instant,
  /** When somebody of ours said to look at it; null while nobody did. */
  seenAt: Instant | null = null,
): Entry {
  const first = group[0]!
  const lasting = group.some((outage) => outage.end === null)
  const end = lasting ? null : Math.max(...group.map((outage) => outage.end!))
  const failing = Object.fromEntries(group.map((outage) => [outage.component, statusOf(outage)]))
  const well = Object.fromEntries(group.map((outage) => [outage.component, 'operational' as ComponentStatus]))
  const before = changes(well, failing, config)
  const same = changes(failing, failing, config)

  const updates: EntryUpdate[] = [madeUpdate('investigating', first.start, opening(group, config), before, 'failing')]
  const reminderAt = first.start + stillFailingAfter
  if (reminderAt <= now && (end === null || reminderAt < end)) {
    updates.push(madeUpdate('investigating', reminderAt, 'Still failing after 30 minutes.', same, 'still_failing'))
  }
  if (seenAt !== null && seenAt <= now && (end === null || seenAt < end)) {
    const seen = `Our team has seen this at ${clockTime(seenAt, config)}.`
    updates.push(madeUpdate('investigating', Math.max(seenAt, first.start + 1), seen, same, 'seen'))
    updates.sort((a, b) => a.at - b.at)
  }
  if (end !== null)
    updates.push(
      madeUpdate('resolved', end, ending(first.start, end, config), changes(failing, well, config), 'passing'),
    )
  updates.reverse()

  return {
    id: first.id,
    kind: 'incident',
    title: titleOf(group, config),
    status: end === null ? 'investigating' : 'resolved',
    impact: impactOf(Object.values(failing)),
    automatic: true,
    audience: 'public',
    startedAt: first.start,
    createdAt: first.start,
    updatedAt: updates[0]!.at,
    monitoringAt: null,
    resolvedAt: end,
    updates,
    components: componentsOf(end === null ? failing : well, config),
    window: null,
    outages: [...group],
    stillFailingSince: null,
    post: null,
    language: null,
    open: end === null,
  }
}

function statusOf(outage: Outage): ComponentStatus {
  return outage.verdict === 'partial' ? 'partial_outage' : 'major_outage'
}

/** A sentence that fits any name, singular or plural. */
function titleOf(group: readonly Outage[], config: Config): string {
  const partly = group.every((outage) => outage.verdict === 'partial')
  return `Checks fail for ${list(namesOf(group, config))}${partly ? ' from some places' : ''}`
}

function opening(group: readonly Outage[], config: Config): string {
  const first = group[0]!
  const since = clockTime(first.start, config)
  const why = sentenceOf(first.class, first.detail)
  return `Our checks cannot reach ${list(namesOf(group, config))} since ${since}. ${why} Nobody has confirmed this yet.`
}

function ending(start: Instant, end: Instant, config: Config): string {
  return `Checks pass again since ${clockTime(end, config)}. The failure lasted about ${about(end - start)}.`
}

/** Probes know a failure's length to a minute or so; from two minutes on seconds would feign more. */
function about(seconds: number): string {
  return formatDuration(seconds < 2 * minute ? seconds : Math.round(seconds / minute) * minute)
}

function namesOf(group: readonly Outage[], config: Config): string[] {
  return [...new Set(group.map((outage) => outage.component))].map((id) => componentName(config, id))
}

const conjunction = new Intl.ListFormat('en', { type: 'conjunction' })

/** Three names at most; a phone has no room for more. */
function list(names: readonly string[]): string {
  if (names.length <= 3) return conjunction.format(names)
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`
}

/** `10:02 UTC`, in the page's zone. */
function clockTime(instant: Instant, config: Config): string {
  const parts = clockOf(config.site.timezone).formatToParts(instant * 1000)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)!.value
  return `${part('hour')}:${part('minute')} ${part('timeZoneName')}`
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** Making one takes a hundred times as long as using it, and a page has one zone. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known !== undefined) return known
  const clock = new Intl.DateTimeFormat('en', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  })
  clocks.set(timeZone, clock)
  return clock
}
