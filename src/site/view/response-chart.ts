import type { Instant } from '../../time/instant.ts'
import { addDays, dateIn, startOfDateIn } from '../../time/zone.ts'
import type { ResponseSpan, SpanName } from './response-times.ts'

/** A chart as drawing instructions: lines in a box of `boxWidth` x `boxHeight`, ticks as shares of its sides. */
export interface ResponseChart {
  /** The line of p50, the area between p50 and p95; both in pieces where nobody looked. */
  line: string
  band: string
  /** From 0 up, evenly apart; `at` is the share from the top. */
  yTicks: { at: number; ms: number }[]
  /** `at` is the share from the left. */
  xTicks: { at: number; instant: Instant }[]
  lowest: number
  highest: number
  /** Of p95. */
  slowest: number
}

export const boxWidth = 1000
export const boxHeight = 200
const quarters = [0, 1, 2, 3, 4]

export interface Drawing {
  zone: string
  /** Time runs from right to left, as the language is read. */
  mirrored: boolean
}

/** Null when there is nothing to draw. */
export function responseChart(span: ResponseSpan, { zone, mirrored }: Drawing): ResponseChart | null {
  const { points, from, to } = span
  if (points.length === 0) return null
  const medians = points.map(({ p50 }) => p50)
  const slowest = Math.max(...points.map(({ p95 }) => p95))
  const top = niceTop(slowest)
  const share = (at: Instant) => {
    const along = (at - from) / (to - from)
    return mirrored ? 1 - along : along
  }
  const place = (at: Instant, ms: number) =>
    `${tenth(share(at) * boxWidth)} ${tenth(boxHeight - (ms / top) * boxHeight)}`
  const pieces = unbroken(span)
  return {
    // A single point is a dot: a line of no length with round ends.
    line: pieces
      .map((piece) => `M${piece.map(({ at, p50 }) => place(at, p50)).join('L')}${piece.length === 1 ? 'h0' : ''}`)
      .join(''),
    band: pieces
      .map((piece) => [
        ...piece.map(({ at, p95 }) => place(at, p95)),
        ...piece.toReversed().map(({ at, p50 }) => place(at, p50)),
      ])
      .map((corners) => `M${corners.join('L')}z`)
      .join(''),
    yTicks: quarters.map((quarter) => ({ at: 1 - quarter / 4, ms: (top / 4) * quarter })),
    xTicks: ticksOf(span, zone).map((instant) => ({ at: share(instant), instant })),
    lowest: Math.min(...medians),
    highest: Math.max(...medians),
    slowest,
  }
}

function unbroken({ points, gap }: ResponseSpan): ResponseSpan['points'][] {
  const pieces: ResponseSpan['points'][] = []
  let before = Number.NEGATIVE_INFINITY
  for (const point of points) {
    if (point.at - before > gap) pieces.push([])
    pieces.at(-1)!.push(point)
    before = point.at
  }
  return pieces
}

/** The next 1, 2, 4, 8 or 10 times a power of ten: quarters of it are round numbers. */
function niceTop(highest: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(highest, 4)))
  return [1, 2, 4, 8, 10].map((step) => step * power).find((top) => top >= highest)!
}

const everyDays: Record<Exclude<SpanName, '24h'>, number> = { '7d': 2, '30d': 7, '90d': 21 }
const sixHours = 6 * 3600

/** Round moments of the page's zone: every six hours, or the starts of days. */
function ticksOf({ name, from, to }: ResponseSpan, zone: string): Instant[] {
  const id = `${name} ${to} ${zone}`
  const made = known.get(id) ?? roundMoments(name, to, zone).filter((at) => at >= from && at <= to)
  known.set(id, made)
  return made
}

/** Every component's charts have the same ticks, and calendars are slow. */
const known = new Map<string, Instant[]>()

function roundMoments(name: SpanName, to: Instant, zone: string): Instant[] {
  const today = dateIn(zone, to)
  return name === '24h'
    ? [-4, -3, -2, -1, 0, 1, 2, 3].map((step) => startOfDateIn(zone, today) + step * sixHours)
    : [4, 3, 2, 1, 0].map((step) => startOfDateIn(zone, addDays(today, -step * everyDays[name])))
}

const tenth = (value: number) => Math.round(value * 10) / 10
