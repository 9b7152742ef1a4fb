import type { Instant } from '../time/instant.ts'
import type { Interval } from './interval.ts'

/**
 * Sets of seconds, and the one algebra under spans, maintenance, declared statuses, uptime and bars. A set is a list of
 * intervals in order that neither overlap nor touch; `normalise` makes one of any list, everything else takes and
 * gives sets. Nothing is changed in place.
 */

/** Any intervals, in any order, as a set. Empty and backward ones count for nothing. */
export function normalise(intervals: Iterable<Interval>): Interval[] {
  const sorted = [...intervals].filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start)
  const set: Interval[] = []
  for (const { start, end } of sorted) {
    const last = set.at(-1)
    if (last === undefined || start > last.end) set.push({ start, end })
    else if (end > last.end) last.end = end
  }
  return set
}

export function union(...sets: readonly (readonly Interval[])[]): Interval[] {
  const some = sets.filter((set) => set.length > 0)
  return some.length === 1 ? [...some[0]!] : normalise(some.flat())
}

export function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const set: Interval[] = []
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const start = Math.max(a[i]!.start, b[j]!.start)
    const end = Math.min(a[i]!.end, b[j]!.end)
    if (start < end) set.push({ start, end })
    if (a[i]!.end < b[j]!.end) i += 1
    else j += 1
  }
  return set
}

/** What is in `a` and not in `b`. */
export function subtract(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  if (a.length === 0 || b.length === 0) return [...a]
  const set: Interval[] = []
  let j = 0
  for (const { start, end } of a) {
    let from = start
    while (j < b.length && b[j]!.end <= from) j += 1
    for (let k = j; k < b.length && b[k]!.start < end; k += 1) {
      if (b[k]!.start > from) set.push({ start: from, end: b[k]!.start })
      from = Math.max(from, b[k]!.end)
    }
    if (from < end) set.push({ start: from, end })
  }
  return set
}

/** The part of a set inside a window; finds its place by halving, so that a short window of a long life costs little. */
export function clip<T extends Interval>(set: readonly T[], window: Interval): T[] {
  const [begin, end] = [set[0], set.at(-1)]
  // All of it, as of most lives: years need not be copied to be looked at.
  if (begin !== undefined && end !== undefined && begin.start >= window.start && end.end <= window.end) {
    return set as T[]
  }
  const first = firstEndingAfter(set, window.start)
  const part = set.slice(first, firstStartingFrom(set, window.end, first))
  for (const at of new Set([0, part.length - 1])) {
    const interval = part[at]
    if (interval === undefined) continue
    const start = Math.max(interval.start, window.start)
    const end = Math.min(interval.end, window.end)
    if (start >= end) return []
    if (start !== interval.start || end !== interval.end) part[at] = { ...interval, start, end }
  }
  return part
}

/** Index of the first interval that ends after a moment; the set's length when none does. */
export function firstEndingAfter(set: readonly Interval[], instant: Instant): number {
  let low = 0
  let high = set.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (set[middle]!.end > instant) high = middle
    else low = middle + 1
  }
  return low
}

/** Index, from `low` on, of the first interval that starts at a moment or later; the set's length when none does. */
function firstStartingFrom(set: readonly Interval[], instant: Instant, low: number): number {
  let from = low
  let high = set.length
  while (from < high) {
    const middle = (from + high) >> 1
    if (set[middle]!.start >= instant) high = middle
    else from = middle + 1
  }
  return from
}

/** How many seconds a set holds. */
export function seconds(set: readonly Interval[]): number {
  let total = 0
  for (const { start, end } of set) total += end - start
  return total
}

export function holds(set: readonly Interval[], instant: Instant): boolean {
  const interval = set[firstEndingAfter(set, instant)]
  return interval !== undefined && interval.start <= instant
}
