import type { DailyLatency, LatencyPoint } from '../../checks/history.ts'
import { day, hour, type Instant, startOfUtcDate, utcDate } from '../../time/instant.ts'

export const spans = ['24h', '7d', '30d', '90d'] as const
export type SpanName = (typeof spans)[number]

/** How fast it answered around a moment: by hour in the last day, by UTC day before. */
export interface ResponsePoint {
  at: Instant
  p50: number
  p95: number
}

/** What one chart shows. */
export interface ResponseSpan {
  name: SpanName
  from: Instant
  to: Instant
  points: ResponsePoint[]
  /** Points further apart than this have nothing between them: a line there would say that somebody looked. */
  gap: number
}

const lengths: Record<Exclude<SpanName, '24h'>, number> = { '7d': 7, '30d': 30, '90d': 90 }

export interface Measured {
  daily: DailyLatency[]
  /** Single results of the last day. */
  recent: LatencyPoint[]
}

export function responseSpans({ daily, recent }: Measured, now: Instant, interval: number): ResponseSpan[] {
  const days = withOpenDays(daily, recent)
  return spans.map((name) => {
    if (name === '24h') {
      const from = now - day
      return { name, from, to: now, points: byHour(recent, from, now), gap: Math.max(2 * hour, 2 * interval) }
    }
    const from = now - lengths[name] * day
    const points = days.filter(({ at }) => at >= from && at <= now + day / 2)
    return { name, from, to: now, points: points.map((one) => ({ ...one, at: Math.min(one.at, now) })), gap: 1.5 * day }
  })
}

/** A failure's time is not an answer's. */
const answered = (points: LatencyPoint[]) => points.filter(({ verdict }) => verdict === 'up' || verdict === 'degraded')

function byHour(recent: LatencyPoint[], from: Instant, to: Instant): ResponsePoint[] {
  const inside = answered(recent).filter(({ time }) => time >= from && time < to)
  const hours = Map.groupBy(inside, ({ time }) => Math.floor((time - from) / hour))
  return [...hours]
    .sort(([a], [b]) => a - b)
    .map(([index, points]) => ({ at: from + index * hour + hour / 2, ...percentiles(points.map(({ ms }) => ms)) }))
}

/** Days that are not closed yet have single results only: their figures are taken from those. A day stands at its noon. */
function withOpenDays(daily: DailyLatency[], recent: LatencyPoint[]): ResponsePoint[] {
  const closed = new Set(daily.map(({ date }) => date))
  const open = Map.groupBy(
    answered(recent).filter(({ time }) => !closed.has(utcDate(time))),
    ({ time }) => utcDate(time),
  )
  const noon = (date: string) => startOfUtcDate(date)! + day / 2
  return [
    ...daily.map(({ date, p50, p95 }) => ({ at: noon(date), p50, p95 })),
    ...[...open].map(([date, points]) => ({ at: noon(date), ...percentiles(points.map(({ ms }) => ms)) })),
  ].sort((a, b) => a.at - b.at)
}

/** Nearest rank, so that each is a time that was measured. */
function percentiles(times: number[]): { p50: number; p95: number } {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!
  return { p50: at(0.5), p95: at(0.95) }
}
