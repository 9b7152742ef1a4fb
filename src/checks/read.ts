import type { Component, Config } from '../config/config.ts'
import { day, type Instant, utcDate } from '../time/instant.ts'
import type { Finding } from '../verdict/classes.ts'
import { type CheckFiles, type ClosedDays, endOfClosedDays, readClosedDays, seenOf } from './closed-days.ts'
import { dateOfDayFile, type Row, readDayFile } from './day-file.ts'
import type { History, LatencyPoint, LatestResult, Results } from './history.ts'
import { operatorsFile, readOperators } from './operators.ts'
import { lookback, type Rules, rulesOf } from './rules.ts'
import { clipSeen, joinSeen, type Seen, seenInStretches, standingAt } from './seen.ts'
import { timeline } from './timeline.ts'
import { namesOf, type RunResult, resultsByComponent } from './votes.ts'

/** Clocks differ: rows from this many seconds ahead of ours are still believed. */
export const aheadAtMost = 600
/** How far back single results are shown. */
const recentFor = day
/** How far back response times are read: the site draws 90 days of them. */
const charted = 100 * day
const plainlyUp: Finding = { verdict: 'up', class: null, detail: null }

/**
 * Everything the files of checks/ say at `now`. Closed days are read from their spans, open ones from their rows; what a
 * closed day's rows are still read for is what held, or waited to be confirmed, at the last closed midnight. `ahead`: how
 * many seconds after `now` a row may lie; 0 answers as of `now`, whatever came later.
 */
export function readResults(files: CheckFiles, config: Config, now: Instant, ahead = aheadAtMost): Results {
  const names = namesOf(config.components)
  const closed = readClosedDays(files, endOfClosedDays(files, now), names, {
    components: config.components.map(({ id }) => id),
    latencySince: utcDate(now - charted),
  })
  const from = firstNeeded(closed.end, config, now)
  const rows: Row[] = []
  for (const [name, text] of files) {
    const date = dateOfDayFile(name)
    if (date === null || date < utcDate(from)) continue
    for (const row of rowsOfDay(date, text)) if (row.time >= from && row.time <= now + ahead) rows.push(row)
  }
  const byComponent = resultsByComponent(rows, names)

  const histories = new Map<string, History>()
  const latency: Results['latency'] = new Map()
  for (const component of config.components) {
    const results = byComponent.get(component.id) ?? []
    histories.set(component.id, historyOf(component, results, closed, now))
    latency.set(component.id, { daily: closed.daily.get(component.id) ?? [], recent: recentOf(results, now) })
  }
  const operators = readOperators(files.get(operatorsFile) ?? '').filter(({ time }) => time <= now + ahead)
  return { histories, latency, checkedAt: newest(rows, histories, now), operators }
}

/** The rows of a day file that are of its day. */
export function rowsOfDay(date: string, text: string): Row[] {
  return readDayFile(text).filter(({ time }) => utcDate(time) === date)
}

/** Which files of checks/ `readResults` reads, out of the names in the folder: what a year adds are its spans. */
export function filesToRead(names: readonly string[], ledger: string, config: Config, now: Instant): string[] {
  const known = new Map(names.map((name) => [name, name === 'ledger.csv' ? ledger : '']))
  const from = utcDate(firstNeeded(endOfClosedDays(known, now), config, now))
  return names.filter((name) => {
    const date = dateOfDayFile(name)
    return date === null ? /^(spans-\d{4}|latency-\d{4}|ledger|operators)\.csv$/.test(name) : date >= from
  })
}

function firstNeeded(closedUntil: Instant | null, config: Config, now: Instant): Instant {
  if (closedUntil === null) return 0
  const back = Math.max(...config.components.map((component) => lookback(rulesOf(component))), 0)
  return Math.min(closedUntil - back, now - recentFor)
}

function historyOf(component: Component, results: readonly RunResult[], closed: ClosedDays, now: Instant): History {
  const rules = rulesOf(component)
  const before = seenOf(closed, component.id)
  const wasSeen = closed.end !== null && closed.seen.has(component.id)
  const standing = wasSeen ? standingAt(closed.end!, before, rules.staleAfter) : null
  const open = wasSeen ? results : results.filter(({ time }) => closed.end === null || time >= closed.end)
  const seen = joinSeen(before, seenInStretches(timeline(open, rules, standing)))
  const known = results.findLast(({ verdict }) => verdict !== 'unknown')
  return {
    component: component.id,
    first: firstOf(seen),
    ...clipSeen(seen, { start: 0, end: now }),
    latest: latestOf(results.at(-1), rules) ?? lastSeen(seen, rules),
    latestKnown: latestOf(known, rules) ?? lastSeen({ ...seen, unknown: [] }, rules),
    state: stateOf(seen),
  }
}

function firstOf({ observed, unknown }: Seen): Instant | null {
  const starts = [observed[0]?.start, unknown[0]?.start].filter((start) => start !== undefined)
  return starts.length === 0 ? null : Math.min(...starts)
}

/** What was confirmed when it was last seen. */
function stateOf({ observed, bad }: Seen): Finding | null {
  const end = observed.at(-1)?.end
  if (end === undefined) return null
  const last = bad.at(-1)
  const { verdict, class: name, detail } = last?.end === end ? last : plainlyUp
  return { verdict, class: name, detail }
}

function latestOf(result: RunResult | undefined, { staleAfter }: Rules): LatestResult | null {
  if (result === undefined) return null
  const { verdict, class: name, detail, time, ms } = result
  return { verdict, class: name, detail, time, ms, freshUntil: time + staleAfter }
}

/** Of a component whose rows are too old to be read for it: its last result held until the end of what was seen. */
function lastSeen({ observed, bad, unknown }: Seen, { staleAfter }: Rules): LatestResult | null {
  const end = Math.max(observed.at(-1)?.end ?? 0, unknown.at(-1)?.end ?? 0)
  if (end === 0) return null
  const said = [...bad.slice(-1), ...unknown.slice(-1)].find((stretch) => stretch.end === end)
  const { verdict, class: name, detail } = said ?? plainlyUp
  return { verdict, class: name, detail, time: end - staleAfter, ms: 0, freshUntil: end }
}

function recentOf(results: readonly RunResult[], now: Instant): LatencyPoint[] {
  return results
    .filter(({ time }) => time > now - recentFor && time <= now)
    .map(({ time, ms, verdict }) => ({ time, ms, verdict }))
}

function newest(rows: readonly Row[], histories: ReadonlyMap<string, History>, now: Instant): Instant | null {
  let time = Number.NEGATIVE_INFINITY
  for (const row of rows) time = Math.max(time, row.time)
  for (const { latest } of histories.values()) time = Math.max(time, latest?.time ?? time)
  return time === Number.NEGATIVE_INFINITY ? null : Math.min(time, now)
}
