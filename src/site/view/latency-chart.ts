import type { DailyLatency, LatencyPoint } from '../../checks/history.ts'
import { startOfUtcDate, utcDate } from '../../time/instant.ts'

/** A chart as drawing instructions in a box of `width` x `height`; the labels stand beside it as text. */
export interface LatencyChart {
  width: number
  height: number
  /** The line of p50, the area between p50 and p95; both in pieces where days are missing. */
  line: string
  band: string
  /** From 0 up, evenly apart. */
  yTicks: number[]
  /** Dates, evenly apart, the first and last day at the ends. */
  xTicks: string[]
  days: DailyLatency[]
}

const width = 900
const height = 240
const daySeconds = 86_400

/** Null when there is nothing to draw: a line needs two days. */
export function latencyChart(daily: DailyLatency[], recent: LatencyPoint[], shown = 90): LatencyChart | null {
  const days = withOpenDays(daily, recent).slice(-shown)
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last || days.length < 2) return null
  const [from, to] = [startOfUtcDate(first.date)!, startOfUtcDate(last.date)!]
  const top = niceTop(Math.max(...days.map((day) => day.p95)))
  const x = (date: string) => round(((startOfUtcDate(date)! - from) / (to - from)) * width)
  const y = (ms: number) => round(height - (ms / top) * height)
  const pieces = unbroken(days)
  const along = (piece: DailyLatency[], key: 'p50' | 'p95') => piece.map((day) => `${x(day.date)} ${y(day[key])}`)
  return {
    width,
    height,
    line: pieces.map((piece) => `M${along(piece, 'p50').join('L')}`).join(''),
    band: pieces.map((piece) => `M${[...along(piece, 'p95'), ...along(piece, 'p50').reverse()].join('L')}z`).join(''),
    yTicks: [0, 1, 2, 3, 4].map((tick) => (top / 4) * tick),
    xTicks: [0, 1, 2, 3, 4].map((tick) => utcDate(from + Math.round(((to - from) / 4) * tick))),
    days,
  }
}

/** Days that are not closed yet have single points only: their p50 and p95 are taken from those. */
function withOpenDays(daily: DailyLatency[], recent: LatencyPoint[]): DailyLatency[] {
  const closed = new Set(daily.map((day) => day.date))
  const open = new Map<string, number[]>()
  for (const { time, ms, verdict } of recent) {
    const date = utcDate(time)
    // A failure's time is not an answer's.
    if (closed.has(date) || verdict === 'down' || verdict === 'unknown') continue
    open.set(date, [...(open.get(date) ?? []), ms])
  }
  const added = [...open].map(([date, list]) => {
    const sorted = list.sort((a, b) => a - b)
    const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!
    return { date, runs: list.length, p50: at(0.5), p95: at(0.95) }
  })
  return [...daily, ...added].sort((a, b) => (a.date < b.date ? -1 : 1))
}

/** Cut where a day is missing: a line over a gap would say that somebody looked. */
function unbroken(days: DailyLatency[]): DailyLatency[][] {
  const pieces: DailyLatency[][] = []
  let before = Number.NEGATIVE_INFINITY
  for (const day of days) {
    const start = startOfUtcDate(day.date)!
    if (start - before > daySeconds) pieces.push([])
    pieces.at(-1)!.push(day)
    before = start
  }
  return pieces
}

/** The next 1, 2, 4 or 8 times a power of ten: quarters of it are round numbers. */
function niceTop(highest: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(highest, 4)))
  return [1, 2, 4, 8, 10].map((step) => step * power).find((top) => top >= highest)!
}

const round = (value: number) => Math.round(value * 10) / 10
