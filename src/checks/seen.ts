import type { Interval } from '../intervals/interval.ts'
import { clip, firstEndingAfter, intersect, normalise, seconds, subtract, union } from '../intervals/set.ts'
import type { Instant } from '../time/instant.ts'
import type { History, Stretch } from './history.ts'
import type { Span } from './spans.ts'
import { append, type Standing } from './timeline.ts'

/** What was seen of one component over some stretch of its life, wherever it was read from. */
export type Seen = Pick<History, 'observed' | 'bad' | 'unknown'>

export const nothingSeen: Seen = { observed: [], bad: [], unknown: [] }

/** From the stretches of open days. */
export function seenInStretches(stretches: readonly Stretch[]): Seen {
  const seen: Seen = { observed: [], bad: [], unknown: [] }
  for (const stretch of stretches) {
    if (stretch.verdict === 'unknown') append(seen.unknown, stretch, stretch.start, stretch.end)
    else if (stretch.verdict !== 'up') append(seen.bad, stretch, stretch.start, stretch.end)
  }
  seen.observed = normalise(stretches.filter(({ verdict }) => verdict !== 'unknown'))
  return seen
}

/**
 * From the spans of closed days. `window` are the closed days from the component's first one on, `nobody` the time in
 * which nobody was probed, as a set: what neither these nor its own spans cover was up.
 */
export function seenInSpans(spans: readonly Span[], nobody: readonly Interval[], window: Interval): Seen {
  const seen: Seen = { observed: [], bad: [], unknown: [] }
  const gaps: Interval[] = []
  for (const span of spans) {
    if (isGap(span)) gaps.push(span)
    else append(span.verdict === 'unknown' ? seen.unknown : seen.bad, span, span.start, span.end)
  }
  const own = union(normalise(gaps), normalise(seen.unknown))
  seen.observed = own.length === 0 ? leftBy(nobody, window) : subtract(leftBy(nobody, window), own)
  return seen
}

const remembered = new WeakMap<readonly Interval[], { window: Interval; left: Interval[] }>()

/** What everybody's gaps leave of a window. The last answer is kept: most components share it, years of it. */
function leftBy(nobody: readonly Interval[], window: Interval): Interval[] {
  const known = remembered.get(nobody)
  if (known?.window.start === window.start && known.window.end === window.end) return known.left
  const left = subtract([window], clip(nobody, window))
  remembered.set(nobody, { window, left })
  return left
}

/** Only a gap has no class: every result of verdict unknown says why. */
export function isGap(span: Span): boolean {
  return span.verdict === 'unknown' && span.class === null
}

/** An earlier part of a life and the one that follows it. */
export function joinSeen(earlier: Seen, later: Seen): Seen {
  return {
    observed: joinSets(earlier.observed, later.observed),
    bad: joinStretches(earlier.bad, later.bad),
    unknown: joinStretches(earlier.unknown, later.unknown),
  }
}

/** Years on the one side and a day on the other: nothing but the seam is looked at. */
function joinSets(earlier: readonly Interval[], later: readonly Interval[]): Interval[] {
  const [last, next] = [earlier.at(-1), later[0]]
  if (last === undefined || next === undefined || last.end < next.start) return [...earlier, ...later]
  return [...earlier.slice(0, -1), ...normalise([last, ...later])]
}

function joinStretches(earlier: readonly Stretch[], later: readonly Stretch[]): Stretch[] {
  const stretches = earlier.slice(0, -1)
  for (const stretch of [...earlier.slice(-1), ...later]) append(stretches, stretch, stretch.start, stretch.end)
  return stretches
}

export function clipSeen({ observed, bad, unknown }: Seen, window: Interval): Seen {
  return { observed: clip(observed, window), bad: clip(bad, window), unknown: clip(unknown, window) }
}

/**
 * Whether an outage that was seen last at `from` is over by `to`, when the next bad result (or nothing yet) comes: the
 * component was up in between, or nobody looked for longer than `staleAfter`. Unknown results do not end it.
 */
export function isBroken(seen: Seen, from: Instant, to: Instant, staleAfter: number): boolean {
  if (from >= to) return false
  const looked = seen.observed[firstEndingAfter(seen.observed, from)]
  if (looked !== undefined && looked.start < to) return true
  if (to - from <= staleAfter) return false
  const between = [{ start: from, end: to }]
  const asked = intersect(normalise(clip(seen.unknown, between[0]!)), between)
  return subtract(between, asked).some((gap) => seconds([gap]) > staleAfter)
}

/** Bad stretches in order, as the outages they make: an outage is the stretches that nothing breaks apart. */
export function* outageStretches(seen: Seen, staleAfter: number): Generator<Stretch[]> {
  let outage: Stretch[] = []
  for (const stretch of seen.bad) {
    const last = outage.at(-1)
    if (last !== undefined && isBroken(seen, last.end, stretch.start, staleAfter)) {
      yield outage
      outage = []
    }
    outage.push(stretch)
  }
  if (outage.length > 0) yield outage
}

/** How a component stood at a closed midnight, from what was seen before it. */
export function standingAt(at: Instant, seen: Seen, staleAfter: number): Standing {
  const { bad } = seen
  const last = bad.at(-1)
  if (last === undefined) return { at, bad: null, lastEnd: null }
  if (isBroken(seen, last.end, at, staleAfter)) return { at, bad: null, lastEnd: last.end }
  let first = bad.length - 1
  while (first > 0 && !isBroken(seen, bad[first - 1]!.end, bad[first]!.start, staleAfter)) first -= 1
  const { verdict, class: name, detail } = last
  return { at, bad: { verdict, class: name, detail }, lastEnd: bad[first - 1]?.end ?? null }
}
