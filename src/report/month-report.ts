import type { Interval } from '../intervals/interval.ts'
import { clip, seconds } from '../intervals/set.ts'
import type { Outage } from '../outages/outage.ts'
import type { ComponentNow, Entry, Snapshot } from '../status/snapshot.ts'
import type { Instant } from '../time/instant.ts'
import { type Budget, budgetOf } from '../uptime/budget.ts'
import { monthWindow } from '../uptime/civil-months.ts'
import { countedSeconds } from '../uptime/counted.ts'
import type { Figures } from '../uptime/figures.ts'
import { figures } from '../uptime/uptime.ts'
import { type Basis, basisOf } from './basis.ts'
import { type Erratum, errataOf } from './errata.ts'
import { type Exclusion, exclusionsOf } from './exclusions.ts'
import { type Response, type ResponseTimes, responseOf, responseTimes } from './response.ts'

/** One component's month. */
export interface ComponentMonth extends Figures {
  id: string
  decimals: number
  target: { percent: number; decimals: number } | null
  budget: Budget | null
  /** Share of the month, as far as it has come, that was looked at or taken out with a reason: 0 to 1. */
  observed: number
  /** Those that touch the month and count. */
  outages: Outage[]
}

export interface IncidentMonth extends Response {
  entry: Entry
}

/** Everything a month has to say. Figures are those of `now`, with whatever was corrected since. */
export interface MonthReport {
  month: string
  zone: string
  window: Interval
  now: Instant
  /** False while the month lasts. */
  isOver: boolean
  components: ComponentMonth[]
  /** Incidents that touch the month, oldest first. */
  incidents: IncidentMonth[]
  /** Of the incidents that began in the month. */
  acknowledge: ResponseTimes
  resolve: ResponseTimes
  exclusions: Exclusion[]
  errata: Erratum[]
}

/**
 * The month of `site.timezone` that is written `2026-10`; null when there is no such month or it has not begun.
 * `changedAt`: when each incident file was last changed, as far as Git knows.
 */
export function monthReport(
  snapshot: Snapshot,
  month: string,
  changedAt: ReadonlyMap<string, Instant> = new Map(),
  basis: Basis = basisOf(snapshot),
): MonthReport | null {
  const { now, config } = snapshot
  const window = monthWindow(config.site.timezone, month)
  if (window === null || window.start >= now) return null
  const soFar = { start: window.start, end: Math.min(window.end, now) }
  const all = [...snapshot.components, ...snapshot.retired]
  const incidents = snapshot.incidents
    .filter((entry) => entry.startedAt < soFar.end && (entry.resolvedAt ?? now) > soFar.start)
    .sort((a, b) => a.startedAt - b.startedAt)
    .map((entry) => ({ entry, ...responseOf(entry) }))
  const begun = incidents.filter(({ entry }) => entry.startedAt >= soFar.start)
  return {
    month,
    zone: config.site.timezone,
    window,
    now,
    isOver: window.end <= now,
    components: all.map((one) => {
      const facts = basis.facts.get(one.component.id)!
      const decimals = decimalsOf(one)
      const of = figures(facts, soFar, decimals)
      const { target } = one.component
      return {
        id: one.component.id,
        decimals,
        target,
        budget: target === null || of.uptime === null ? null : budgetOf(of, target, window.end - soFar.end),
        ...of,
        observed: seconds(clip(countedSeconds(facts).lookedAt, soFar)) / (soFar.end - soFar.start),
        outages: (basis.outages.get(one.component.id) ?? []).filter(
          (outage) => outage.falseAlarm === null && touches(outage, soFar),
        ),
      }
    }),
    incidents,
    acknowledge: responseTimes(begun.map(({ acknowledge_s }) => acknowledge_s)),
    resolve: responseTimes(begun.map(({ resolve_s }) => resolve_s)),
    exclusions: all.flatMap(({ component }) => exclusionsOf(component.id, basis, soFar)),
    errata: errataOf(snapshot, basis, window, changedAt),
  }
}

function decimalsOf({ component }: ComponentNow): number {
  return Math.max(2, component.target?.decimals ?? 0)
}

function touches({ start, end }: Outage, window: Interval): boolean {
  return start < window.end && (end === null || end > window.start)
}
