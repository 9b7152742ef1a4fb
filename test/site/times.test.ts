import { describe, expect, test } from 'vitest'
import { timesOf } from '../../src/site/times.ts'
import { parseInstant } from '../../src/time/instant.ts'

const instant = parseInstant('2026-07-01T22:05:00Z')!

describe('times on the page', () => {
  test('are those of the page and name its zone', () => {
    expect(timesOf('en', 'UTC').show(instant, 'time')).toBe('22:05 UTC')
    expect(timesOf('en', 'Europe/Berlin').show(instant, 'moment')).toBe('2 Jul, 00:05 CEST')
    expect(timesOf('en', 'UTC').machine(instant)).toBe('2026-07-01T22:05:00Z')
  })

  test('name days and months whatever the zone', () => {
    const times = timesOf('en', 'Pacific/Auckland')
    expect(times.day('2026-11-21')).toBe('Saturday, 21 November 2026')
    expect(times.shortDay('2026-11-21')).toBe('21 Nov')
    expect(times.month('2026-11')).toBe('November 2026')
  })

  test.each([
    [0, '0 sec'],
    [59, '59 sec'],
    [60, '1 min'],
    [3600, '1 hr'],
    [4140, '1 hr 9 min'],
    [86_400 * 2 + 3600 + 60, '2 days 1 hr'],
    [86_400 + 60, '1 day'],
  ])('tell %i seconds as %s', (seconds, text) => {
    expect(timesOf('en', 'UTC').lasting(seconds)).toBe(text)
  })
})
