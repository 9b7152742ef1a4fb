import type { LatencyRow } from '../checks/latency.ts'
import { closesAfter } from '../checks/rules.ts'
import { dayOf, everybody, type Span } from '../checks/spans.ts'
import { day, type Instant, startOfUtcDate, utcDate } from '../time/instant.ts'
import type { Haul } from './haul.ts'

export interface ClosedHistory {
  /** Days in a row, oldest first. */
  dates: string[]
  spans: Span[]
  latency: LatencyRow[]
}

/**
 * What was seen elsewhere as closed days of ours: whole UTC days that are over, up to the day before `before` (the first
 * day that is here already), and without a hole, since days are read in a row. In a hole nobody looked.
 */
export function closedHistory(
  history: NonNullable<Haul['history']>,
  about: { idOf: (key: string) => string | null; before: string | null; now: Instant },
): ClosedHistory {
  const { idOf, before, now } = about
  const starts = [
    ...history.latency.filter(({ component }) => idOf(component) !== null).map(({ date }) => startOfUtcDate(date)!),
  ]
  const first = starts.reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY)
  const lastClosed = dayOf(now - closesAfter) - day
  const until = before === null ? Math.min(dayOf(history.end), lastClosed) : startOfUtcDate(before)! - day
  const result: ClosedHistory = { dates: [], spans: [], latency: [] }
  if (!Number.isFinite(first)) return result
  for (let at = first; at <= until; at += day) result.dates.push(utcDate(at))
  const dates = new Set(result.dates)
  const named = <T extends { component: string }>(one: T): T[] => {
    const component = idOf(one.component)
    return component === null ? [] : [{ ...one, component }]
  }
  result.spans = history.spans.flatMap(named).filter(({ start }) => dates.has(utcDate(start)))
  result.latency = history.latency.flatMap(named).filter(({ date }) => dates.has(date))
  for (const date of result.dates) {
    const start = startOfUtcDate(date)!
    if (start > history.end)
      result.spans.push({
        component: everybody,
        start,
        end: start + day,
        verdict: 'unknown',
        class: null,
        detail: null,
      })
  }
  result.spans.sort((a, b) => dayOf(a.start) - dayOf(b.start) || compare(a.component, b.component) || a.start - b.start)
  result.latency.sort((a, b) => compare(a.date, b.date) || compare(a.component, b.component))
  return result
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
