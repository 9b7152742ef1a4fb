import type { Interval } from '../intervals/interval.ts'
import { normalise } from '../intervals/set.ts'
import { day, type Instant, utcDate } from '../time/instant.ts'
import type { DailyLatency } from './history.ts'
import { firstDateOf, type LatencyRow, readLatency } from './latency.ts'
import { readLedger } from './ledger.ts'
import { closesAfter } from './rules.ts'
import { nothingSeen, type Seen, seenInSpans } from './seen.ts'
import { dayOf, everybody, readSpans, type Span } from './spans.ts'
import { readStamp } from './stamp.ts'
import type { Names } from './votes.ts'

/** Files of checks/ by name (`2026-11-21.csv`, `spans-2026.csv`, ...) and their text. */
export type CheckFiles = ReadonlyMap<string, string>

/** The closed part of every component's life. */
export interface ClosedDays {
  /** First moment that is not closed; null when no day is. */
  end: Instant | null
  /** By component that was ever named on a closed day. */
  seen: Map<string, Seen>
  daily: Map<string, DailyLatency[]>
}

/**
 * The end of the days that were closed at `now`: with an earlier `now`, later days are still open. Days in a row from
 * the ledger's first; where one is missing (two writers closed at once) the days after it are read from their rows.
 */
export function endOfClosedDays(files: CheckFiles, now: Instant): Instant | null {
  let end: Instant | null = null
  for (const { date } of readLedger(files.get('ledger.csv') ?? '')) {
    const start = midnightOf(date)
    if (start === null) continue
    if (end !== null && start !== end) break
    const wasClosed = start + day + closesAfter <= now
    // Its raw file may be gone by now; then its spans are all there is.
    if (!wasClosed && (start >= now || files.has(`${date}.csv`))) break
    end = start + day
  }
  return end
}

/** What is asked of the closed days, where it is not everything: it keeps reading quick however long the history is. */
export interface Asked {
  /** Present ids. */
  components: readonly string[]
  /** Response times from this date on. */
  latencySince: string
}

/** Reads spans and latency of the days before `end`. */
export function readClosedDays(files: CheckFiles, end: Instant | null, names: Names, asked?: Asked): ClosedDays {
  const closed: ClosedDays = { end, seen: new Map(), daily: new Map() }
  if (end === null) return closed
  const spans = groupByComponent(
    textsOf(files, 'spans').flatMap((text) => readSpans(text)),
    names,
  )
  const latency = groupByComponent(
    textsOf(files, 'latency').flatMap((text) => readLatency(text, asked?.latencySince)),
    names,
  )
  const firsts = asked === undefined ? new Map<string, string>() : firstDates(files, asked.components, names)
  const lastDate = utcDate(end - day)
  const nobody = normalise(inOrder(spans.get(everybody) ?? [], end))
  spans.delete(everybody)

  for (const id of new Set([...spans.keys(), ...latency.keys(), ...firsts.keys()])) {
    const own = inOrder(spans.get(id) ?? [], end)
    const days = (latency.get(id) ?? []).filter(({ date }) => date <= lastDate)
    const dates = [firsts.get(id), ...days.map(({ date }) => date)].filter(
      (date) => date !== undefined && date <= lastDate,
    )
    const starts = [own[0]?.start, startOf(dates as string[])].filter((instant) => instant !== undefined).map(dayOf)
    if (starts.length === 0) continue
    const window: Interval = { start: Math.min(...starts), end }
    closed.seen.set(id, seenInSpans(own, nobody, window))
    closed.daily.set(id, dailyLatency(days))
  }
  return closed
}

/** The first date with response times of each component, under its name or one it had. */
function firstDates(files: CheckFiles, components: readonly string[], names: Names): Map<string, string> {
  const firsts = new Map<string, string>()
  const written = [...components.map((id) => [id, id] as const), ...names]
  for (const text of textsOf(files, 'latency')) {
    for (const [name, id] of written) {
      const date = firsts.has(id) ? null : firstDateOf(text, name)
      if (date !== null) firsts.set(id, date)
    }
  }
  return firsts
}

/** The ledger names thousands of days: without Temporal. */
function midnightOf(date: string): Instant | null {
  return readStamp(`${date}T00:00:00Z`)
}

/** Oldest year first. */
function textsOf(files: CheckFiles, kind: 'spans' | 'latency'): string[] {
  const names = [...files.keys()].filter((name) => /^[a-z]+-\d{4}\.csv$/.test(name) && name.startsWith(`${kind}-`))
  return names.sort().map((name) => files.get(name)!)
}

function groupByComponent<T extends { component: string }>(rows: readonly T[], names: Names): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const id = names.get(row.component) ?? row.component
    const group = groups.get(id)
    if (group === undefined) groups.set(id, [row])
    else group.push(row)
  }
  return groups
}

/** By start, apart from each other: where two writers closed a day differently, the earlier start is believed. */
function inOrder(spans: readonly Span[], end: Instant): Span[] {
  const ordered: Span[] = []
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.end > end) continue
    const start = Math.max(span.start, ordered.at(-1)?.end ?? span.start)
    if (start < span.end) ordered.push(start === span.start ? span : { ...span, start })
  }
  return ordered
}

function startOf(dates: readonly string[]): Instant | undefined {
  const first = dates.reduce<string | null>((least, date) => (least === null || date < least ? date : least), null)
  return first === null ? undefined : (midnightOf(first) ?? undefined)
}

function dailyLatency(days: readonly LatencyRow[]): DailyLatency[] {
  const byDate = new Map<string, DailyLatency>()
  for (const { date, runs, p50, p95 } of days) {
    if (p50 !== null && p95 !== null && !byDate.has(date)) byDate.set(date, { date, runs, p50, p95 })
  }
  return [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1))
}

export function seenOf(closed: ClosedDays, id: string): Seen {
  return closed.seen.get(id) ?? nothingSeen
}
