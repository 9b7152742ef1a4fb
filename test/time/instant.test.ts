import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fixedClock, systemClock } from '../../src/time/clock.ts'
import { formatInstant, parseInstant, startOfUtcDate, utcDate } from '../../src/time/instant.ts'

const runs = { seed: 1, numRuns: Number(process.env['CANDOR_DEEP'] ? 20_000 : 500) }
/** The years that four digits can say. */
const instants = fc.integer({ min: -62_167_219_200, max: 253_402_300_799 })

describe('reads', () => {
  test.each([
    ['2026-11-21T10:05:03Z', 1_795_255_503],
    ['2026-11-21 10:05:03Z', 1_795_255_503],
    ['2026-11-21T10:05:03.999Z', 1_795_255_503],
    ['2026-11-21T11:05:03+01:00', 1_795_255_503],
    ['2026-11-21T11:05:03+0100', 1_795_255_503],
    ['2026-11-21T10:05Z', 1_795_255_500],
    ['1969-12-31T23:59:59.5Z', -1],
    ['2024-02-29T00:00:00Z', 1_709_164_800],
  ])('%s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant)
  })

  test.each([
    '',
    '2026-11-21',
    '2026-11-21T10:05:03',
    '2026-02-30T10:05:03Z',
    '2025-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-11-21T25:00:00Z',
    '2026-11-21T10:60:00Z',
    '2026-11-21T10:05:03Z[Europe/Berlin]',
    '1795255503',
    '21.11.2026 10:05 Z',
  ])('%j as no moment', (text) => {
    expect(parseInstant(text)).toBeNull()
  })

  test('what it writes as every program writes it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_167_219_200, max: 8_640_000_000_000 }), (instant) => {
        expect(formatInstant(instant)).toBe(new Date(instant * 1000).toISOString().replace('.000Z', 'Z'))
      }),
      runs,
    )
  })

  test('what it writes, for every second of ten thousand years', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        expect(formatInstant(instant)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
        expect(parseInstant(formatInstant(instant))).toBe(instant)
      }),
      runs,
    )
  })
})

describe('a UTC day', () => {
  test('begins at or before each of its moments and lasts 86400 seconds', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const start = startOfUtcDate(utcDate(instant))!
        expect(instant - start >= 0 && instant - start < 86_400).toBe(true)
      }),
      runs,
    )
  })

  test.each(['2026-02-30', '2026-1-1', '2026-11-21T00:00:00Z', ''])('is not %j', (date) => {
    expect(startOfUtcDate(date)).toBeNull()
  })
})

describe('the clock', () => {
  test('stands still where it was told to', () => {
    const clock = fixedClock('2026-11-21T10:05:03Z')
    expect([clock?.(), clock?.()]).toEqual([1_795_255_503, 1_795_255_503])
  })

  test('is none for a time without a zone', () => {
    expect(fixedClock('2026-11-21 10:05')).toBeNull()
  })

  test('says whole seconds', () => {
    expect(Number.isInteger(systemClock())).toBe(true)
  })
})
