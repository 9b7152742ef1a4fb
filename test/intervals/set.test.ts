import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Interval } from '../../src/intervals/interval.ts'
import { clip, holds, intersect, normalise, seconds, subtract, union } from '../../src/intervals/set.ts'

const life = 60
const runs = { seed: 1, numRuns: Number(process.env.CANDOR_DEEP ? 20_000 : 500) }

const anyInterval = fc.tuple(fc.integer({ min: 0, max: life }), fc.integer({ min: 0, max: life }))
const anyIntervals = fc.array(
  anyInterval.map(([start, end]) => ({ start, end })),
  { maxLength: 8 },
)

/** The same set, one bit a second: slow and plainly right. */
function bits(intervals: readonly Interval[]): boolean[] {
  const each = Array.from({ length: life }, () => false)
  for (const { start, end } of intervals) if (end > start) each.fill(true, start, end)
  return each
}

function isSet(set: readonly Interval[]): boolean {
  return set.every(({ start, end }, at) => start < end && (at === 0 || set[at - 1]!.end < start))
}

test('normalise keeps every second and gives intervals in order that neither overlap nor touch', () => {
  fc.assert(
    fc.property(anyIntervals, (intervals) => {
      const set = normalise(intervals)
      expect(isSet(set)).toBe(true)
      expect(bits(set)).toEqual(bits(intervals))
    }),
    runs,
  )
})

test('union, intersect and subtract agree with the same work done second by second', () => {
  fc.assert(
    fc.property(anyIntervals.map(normalise), anyIntervals.map(normalise), (a, b) => {
      const [inA, inB] = [bits(a), bits(b)]
      for (const [set, rule] of [
        [union(a, b), (x: boolean, y: boolean) => x || y],
        [intersect(a, b), (x: boolean, y: boolean) => x && y],
        [subtract(a, b), (x: boolean, y: boolean) => x && !y],
      ] as const) {
        expect(isSet(set)).toBe(true)
        expect(bits(set)).toEqual(inA.map((x, at) => rule(x, inB[at]!)))
      }
    }),
    runs,
  )
})

test('clip, seconds and holds agree with the same work done second by second', () => {
  fc.assert(
    fc.property(anyIntervals.map(normalise), anyInterval, (set, [start, end]) => {
      const each = bits(set)
      const within = each.map((is, at) => is && at >= start && at < end)
      expect(bits(clip(set, { start, end }))).toEqual(within)
      expect(seconds(set)).toBe(each.filter(Boolean).length)
      expect(each.map((_, at) => holds(set, at))).toEqual(each)
    }),
    runs,
  )
})

test('nothing is changed in place', () => {
  const a = [{ start: 0, end: 10 }]
  const b = [{ start: 5, end: 20 }]
  union(a, b)
  subtract(a, b)
  clip(a, { start: 2, end: 4 })
  normalise([a[0]!, b[0]!])
  expect([a, b]).toEqual([[{ start: 0, end: 10 }], [{ start: 5, end: 20 }]])
})
