import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeBeat, sayBeat } from '../../src/advice/beat.ts'
import { parseInstant } from '../../src/time/instant.ts'

const now = parseInstant('2026-11-21T12:00:00Z')!
const minute = 60
const hour = 3600
const day = 86_400
const promised = { interval: 5 * minute, staleAfter: hour }

/** Rounds each `every` seconds from `from` to `to` before now. */
const rounds = (every: number, from: number, to = 0): number[] => {
  const times: number[] = []
  for (let ago = from; ago >= to; ago -= every) times.push(now - ago)
  return times
}
const said = (times: number[]) => sayBeat(judgeBeat(times, promised, now), promised)

describe('the beat of the last week', () => {
  test('is good when checks come as promised', () => {
    expect(judgeBeat(rounds(300, 7 * day), promised, now).state).toBe('good')
    expect(said(rounds(300, 7 * day))).toBe(
      'Promised every 5 min, checks came mostly 5 min apart; the longest gap in 24 hours was 5 min.',
    )
  })

  test("is slow on GitHub's own schedule: never stale, and never in time", () => {
    expect(judgeBeat(rounds(40 * minute, 7 * day), promised, now).state).toBe('slow')
    expect(said(rounds(40 * minute, 7 * day))).toContain('mostly 40 min apart; the longest gap in 24 hours was 40 min')
  })

  test('is good when one round among many is late', () => {
    const times = rounds(300, 7 * day).filter((time) => time < now - 5 * hour || time > now - 4.5 * hour)
    expect(judgeBeat(times, promised, now).state).toBe('good')
    expect(said(times)).toContain('the longest gap in 24 hours was 40 min')
  })

  test('has gaps when the page was stale in the last 24 hours', () => {
    const times = rounds(300, 7 * day).filter((time) => time < now - 5 * hour || time > now - 3 * hour)
    expect(judgeBeat(times, promised, now).state).toBe('gaps')
    expect(said(times)).toMatch(/longest gap in 24 hours was 2 h 10 min: longer than 1 h and the page says/)
  })

  test('forgives what is older than a day, and tells it', () => {
    const times = rounds(300, 7 * day).filter((time) => time < now - 3 * day || time > now - 2 * day)
    expect(judgeBeat(times, promised, now).state).toBe('good')
    expect(said(times)).toMatch(/in 24 hours was 5 min, in 7 days 1 d\.$/)
  })

  test('is silent when nothing came lately, however good it was', () => {
    expect(judgeBeat(rounds(300, 7 * day, 3 * hour), promised, now).state).toBe('silent')
    expect(said(rounds(300, 7 * day, 3 * hour))).toMatch(/^Nothing has been checked for 3 h/)
  })

  test('is none without rows, and young with a few', () => {
    expect(judgeBeat([], promised, now).state).toBe('none')
    expect(judgeBeat([now - 30 * day], promised, now).state).toBe('none')
    expect(judgeBeat([now - 600], promised, now).state).toBe('young')
    expect(judgeBeat([now - 2 * hour], promised, now).state).toBe('silent')
  })

  test('does not hang on the order of rows, on doubled ones or on those of the future', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: now - 8 * day, max: now }), { minLength: 1 }), (times) => {
        const plain = judgeBeat(times, promised, now)
        expect(judgeBeat([...times, ...times, now + 60].reverse(), promised, now)).toEqual(plain)
      }),
      { seed: 11 },
    )
  })

  test('never says that a gap was shorter than it was', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: now - day + 1, max: now }), { minLength: 3 }), (times) => {
        const finding = judgeBeat(times, promised, now)
        if (!('beat' in finding)) return
        const sorted = [...times, now].sort((a, b) => a - b)
        const longest = Math.max(...sorted.slice(1).map((time, index) => time - sorted[index]!))
        expect(finding.beat.worstDay).toBe(longest)
        expect(finding.beat.worstWeek).toBe(longest)
      }),
      { seed: 12 },
    )
  })
})
