import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatDuration, parseDuration } from '../../src/time/duration.ts'

const runs = { seed: 1, numRuns: Number(process.env['CANDOR_DEEP'] ? 20_000 : 500) }

describe('reads', () => {
  test.each([
    ['800ms', 0.8],
    ['10s', 10],
    ['5m', 300],
    ['24h', 86_400],
    ['90d', 7_776_000],
    ['2w', 1_209_600],
    ['1h30m', 5400],
    ['1.5h', 5400],
    ['0s', 0],
    ['0.1s', 0.1],
    ['0.1s0.2s', 0.3],
  ])('%s', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds)
  })

  test.each(['', '10', 's', '5 m', '-5m', '5min', '1h 30m', '٣m', '5M', '1e3s', '.5h', '5.m', '5m!', 'm5', '5m\n'])(
    '%j as no length of time',
    (text) => {
      expect(parseDuration(text)).toBeNull()
    },
  )

  test('any parts as their sum', () => {
    const unit = fc.constantFrom(['s', 1], ['m', 60], ['h', 3600], ['d', 86_400], ['w', 604_800])
    const parts = fc.array(fc.tuple(fc.nat({ max: 999 }), unit), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(parts, (list) => {
        const text = list.map(([count, [letter]]) => `${count}${letter}`).join('')
        expect(parseDuration(text)).toBe(list.reduce((sum, [count, [, seconds]]) => sum + count * Number(seconds), 0))
      }),
      runs,
    )
  })

  test('any text as a number or as none', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0159.smhdw -'.split('')) }), (text) => {
        const seconds = parseDuration(text)
        expect(seconds === null || (Number.isFinite(seconds) && seconds >= 0)).toBe(true)
      }),
      runs,
    )
  })
})

test.each([
  [0, '0 s'],
  [-5, '0 s'],
  [0.4, '0 s'],
  [45, '45 s'],
  [59.6, '1 min'],
  [252, '4 min 12 s'],
  [3600, '1 h'],
  [3605, '1 h'],
  [3660, '1 h 1 min'],
  [86_399, '23 h 59 min'],
  [183_600, '2 d 3 h'],
  [86_400 * 400, '400 d'],
])('writes %d seconds as %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text)
})
