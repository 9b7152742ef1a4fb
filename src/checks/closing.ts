import type { Config } from '../config/config.ts'
import type { Interval } from '../intervals/interval.ts'
import { clip, intersect, normalise, subtract } from '../intervals/set.ts'
import { day, startOfUtcDate } from '../time/instant.ts'
import type { Row } from './day-file.ts'
import { type LatencyRow, latencyOf } from './latency.ts'
import { closesAfter, rulesOf } from './rules.ts'
import { everybody, type Span } from './spans.ts'
import { type Standing, timeline } from './timeline.ts'
import { namesOf, type RunResult, resultsByComponent } from './votes.ts'

/** A UTC day that is over, and what its neighbours say of its two midnights. */
export interface DayToClose {
  date: string
  /** Of the day itself. */
  rows: readonly Row[]
  /** Of the days before, as far back as `lookback`: what still held at its beginning. */
  carried: readonly Row[]
  /** Of the day after: those of its first two hours may confirm what began before its midnight. */
  following: readonly Row[]
  /** How each component that was ever seen on a closed day stood at the beginning. */
  standings: ReadonlyMap<string, Standing>
}

export interface ClosedDay {
  /** By component, then by start. */
  spans: Span[]
  latency: LatencyRow[]
}

/**
 * A day's rows as spans and latency. Pure, and the same whenever it is done: rows later than two hours after the day's
 * end have no say in it. A component that had results before and was not looked at has an unknown span.
 */
export function closeDay(toClose: DayToClose, config: Config): ClosedDay {
  const start = startOfUtcDate(toClose.date)!
  const window = { start, end: start + day }
  const rows = [
    ...toClose.carried.filter(({ time }) => time < start),
    ...toClose.rows.filter(({ time }) => time >= start && time < window.end),
    ...toClose.following.filter(({ time }) => time >= window.end && time < window.end + closesAfter),
  ]
  const results = resultsByComponent(rows, namesOf(config.components))
  const components = new Map(config.components.map((component) => [component.id, component]))

  const spans: Span[] = []
  const latency: LatencyRow[] = []
  const gaps = new Map<string, Interval[]>()
  const isOfTheDay = ({ time }: RunResult) => time >= start && time < window.end
  for (const id of new Set([...toClose.standings.keys(), ...results.keys()])) {
    const standing = toClose.standings.get(id) ?? null
    const all = results.get(id) ?? []
    const mine = standing === null ? all.filter(({ time }) => time >= start) : all
    const ofTheDay = mine.filter(isOfTheDay)
    // First seen after this day: it had no life yet.
    if (standing === null && ofTheDay.length === 0) continue
    const stretches = clip(timeline(mine, rulesOf(components.get(id)), standing), window)
    for (const stretch of stretches) if (stretch.verdict !== 'up') spans.push({ component: id, ...stretch })
    gaps.set(id, subtract([window], normalise(stretches)))
    if (ofTheDay.length > 0) latency.push(latencyOf(toClose.date, id, ofTheDay))
  }

  const nobody = [...gaps.values()].reduce((common, each) => intersect(common, each), [window])
  spans.push(...nobody.map((gap) => unknown(everybody, gap)))
  for (const [id, own] of gaps) spans.push(...subtract(own, nobody).map((gap) => unknown(id, gap)))
  spans.sort((a, b) => (a.component === b.component ? a.start - b.start : a.component < b.component ? -1 : 1))
  latency.sort((a, b) => (a.component < b.component ? -1 : 1))
  return { spans, latency }
}

function unknown(component: string, { start, end }: Interval): Span {
  return { component, start, end, verdict: 'unknown', class: null, detail: null }
}
