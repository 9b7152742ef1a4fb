import type { Interval } from '../intervals/interval.ts'
import { clip, seconds } from '../intervals/set.ts'
import type { Outage } from '../outages/outage.ts'
import { civilDays } from './civil-days.ts'
import { countedSeconds, type Facts } from './counted.ts'
import type { DayBar, Figures } from './figures.ts'

export type { Facts } from './counted.ts'

/** One component's figures over a window; what of it lies after `now` counts for nothing. */
export function figures(facts: Facts, window: Interval, decimals: number): Figures {
  const counted = countedSeconds(facts)
  const part = { start: window.start, end: Math.min(window.end, facts.now) }
  const observed = seconds(clip(counted.observed, part))
  const down = seconds(clip(counted.down, part))
  const partial = seconds(clip(counted.partial, part))
  // Incidents alone set its state, and nobody said from when on it is watched: there is nothing to take a share of.
  const isMeasured = facts.hasCheck || facts.since !== null || facts.history.observed.length > 0
  return {
    uptime: isMeasured ? uptimeOf(observed, down, partial, decimals) : null,
    observed_s: observed,
    down_s: down,
    partial_s: partial,
    degraded_s: seconds(clip(counted.degraded, part)),
  }
}

/** 100 - (down + 0.3 x partial) / observed x 100, floored: in whole numbers, so that 99.999... never becomes 100. */
export function uptimeOf(observed: number, down: number, partial: number, decimals: number): number | null {
  if (observed <= 0) return null
  const scale = 10n ** BigInt(decimals)
  const whole = 10n * BigInt(observed)
  const lost = 10n * BigInt(down) + 3n * BigInt(partial)
  return Number(((whole - lost) * 100n * scale) / whole) / Number(scale)
}

/** A group's figure: the mean of its components' that have one, floored to two decimals; null when none has. */
export function groupUptime(uptimes: readonly (number | null)[]): number | null {
  const some = uptimes.filter((uptime) => uptime !== null)
  if (some.length === 0) return null
  // Sums of decimals are a hair off; six places are beyond any target's.
  const total = some.reduce((sum, uptime) => sum + Math.round(uptime * 1_000_000), 0)
  return Math.floor(total / some.length / 10_000) / 100
}

export interface BarsAsked {
  /** `site.timezone`: bars are its civil days. */
  zone: string
  count: number
  decimals: number
  incidents: readonly (Interval & { id: string })[]
  outages: readonly Outage[]
}

/** The last civil days, oldest first, today (as far as it has come) last. */
export function days(facts: Facts, { zone, count, decimals, incidents, outages }: BarsAsked): DayBar[] {
  const { maintenance, lookedAt } = countedSeconds(facts)
  return civilDays(zone, count, facts.now).map(({ date, start, end }) => {
    const soFar = { start, end: Math.min(end, facts.now) }
    const length = soFar.end - soFar.start
    const touches = (one: { start: number; end: number | null }) =>
      one.start < soFar.end && (one.end ?? facts.now) > soFar.start
    return {
      date,
      ...figures(facts, soFar, decimals),
      observed: length <= 0 ? 0 : seconds(clip(lookedAt, soFar)) / length,
      maintenance_s: seconds(clip(maintenance, soFar)),
      incidents: incidents.filter(touches).map(({ id }) => id),
      outages: outages.filter(touches).map(({ id }) => id),
    }
  })
}
