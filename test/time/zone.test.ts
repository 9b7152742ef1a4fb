import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatInstant, parseInstant } from '../../src/time/instant.ts'
import {
  addDays,
  addMonths,
  dateIn,
  formatWithOffset,
  inZone,
  isZone,
  readTime,
  readWallClock,
  startOfDateIn,
} from '../../src/time/zone.ts'

const runs = { seed: 1, numRuns: Number(process.env['CANDOR_DEEP'] ? 20_000 : 300) }
const at = (text: string) => parseInstant(text)!

describe('a wall-clock time', () => {
  test.each([
    ['2026-11-21 10:02', 'UTC', '2026-11-21T10:02:00Z'],
    ['2026-11-21T10:02:30', 'Europe/Berlin', '2026-11-21T09:02:30Z'],
    ['2026-07-21 10:02', 'Europe/Berlin', '2026-07-21T08:02:00Z'],
    ['2026-07-21 10:02', 'Asia/Kathmandu', '2026-07-21T04:17:00Z'],
    ['2026-07-21 10:02', 'America/St_Johns', '2026-07-21T12:32:00Z'],
  ])('%s in %s is %s', (text, zone, instant) => {
    expect(readWallClock(text, zone)).toEqual({ kind: 'one', instant: at(instant) })
  })

  test.each([
    ['2026-03-29 02:30', 'Europe/Berlin', '2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z'],
    ['2026-03-08 02:00', 'America/New_York', '2026-03-08T06:00:00Z', '2026-03-08T07:00:00Z'],
    ['2026-10-04 02:15', 'Australia/Lord_Howe', '2026-10-03T15:15:00Z', '2026-10-03T15:45:00Z'],
    // A whole day that Samoa left out, on its way over the date line.
    ['2011-12-30 12:00', 'Pacific/Apia', '2011-12-29T22:00:00Z', '2011-12-30T22:00:00Z'],
  ])('%s in %s is skipped, and both readings are said', (text, zone, before, after) => {
    expect(readWallClock(text, zone)).toEqual({ kind: 'skipped', before: at(before), after: at(after) })
  })

  test.each([
    ['2026-10-25 02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'],
    ['2026-11-01 01:59:59', 'America/New_York', '2026-11-01T05:59:59Z', '2026-11-01T06:59:59Z'],
    ['2026-04-05 01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00Z', '2026-04-04T15:15:00Z'],
  ])('%s in %s comes twice, and both are said', (text, zone, earlier, later) => {
    expect(readWallClock(text, zone)).toEqual({ kind: 'repeated', earlier: at(earlier), later: at(later) })
  })

  test.each([
    ['2026-03-29 01:59:59', 'Europe/Berlin', '2026-03-29T00:59:59Z'],
    ['2026-03-29 03:00', 'Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['2026-10-25 01:59:59', 'Europe/Berlin', '2026-10-24T23:59:59Z'],
    ['2026-10-25 03:00', 'Europe/Berlin', '2026-10-25T02:00:00Z'],
  ])('%s in %s, at the edge of a change, is one moment', (text, zone, instant) => {
    expect(readWallClock(text, zone)).toEqual({ kind: 'one', instant: at(instant) })
  })

  test.each(['2026-02-30 10:00', '2026-11-21', '2026-11-21 24:00', '2026-11-21 1:00', '10:00', '', 'now'])(
    '%j is none',
    (text) => {
      expect(readWallClock(text, 'Europe/Berlin')).toEqual({ kind: 'none' })
    },
  )

  test('of any moment in any zone leads back to that moment', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), zones, (instant, zone) => {
        const reading = readWallClock(
          inZone(zone, instant).toPlainDateTime().toString({ smallestUnit: 'second' }),
          zone,
        )
        if (reading.kind === 'one') expect(reading.instant).toBe(instant)
        else if (reading.kind === 'repeated') expect([reading.earlier, reading.later]).toContain(instant)
        else expect.unreachable(`${formatInstant(instant)} in ${zone} was read as ${reading.kind}`)
      }),
      runs,
    )
  })
})

test('a time with its own zone needs no other', () => {
  expect(readTime('2026-10-25T02:30:00+02:00', 'Europe/Berlin')).toEqual({
    kind: 'one',
    instant: at('2026-10-25T00:30:00Z'),
  })
  expect(readTime('2026-10-25 02:30', 'Europe/Berlin').kind).toBe('repeated')
})

describe('a zone', () => {
  test.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])('is %s', (name) => {
    expect(isZone(name)).toBe(true)
  })

  test.each(['', 'Berlin', 'Europe/Berln', '+01:00', '-0500', 'Mars/Olympus', '../etc'])('is not %j', (name) => {
    expect(isZone(name)).toBe(false)
  })
})

describe('a civil day', () => {
  test.each([
    ['2026-11-21T23:30:00Z', 'UTC', '2026-11-21'],
    ['2026-11-21T23:30:00Z', 'Europe/Berlin', '2026-11-22'],
    ['2026-11-21T23:30:00Z', 'America/New_York', '2026-11-21'],
    ['2026-11-21T11:00:00Z', 'Pacific/Kiritimati', '2026-11-22'],
  ])('%s in %s is %s', (text, zone, date) => {
    expect(dateIn(zone, at(text))).toBe(date)
  })

  test('is 23 or 25 hours long when the clock changes', () => {
    const length = (date: string) =>
      startOfDateIn('Europe/Berlin', addDays(date, 1)) - startOfDateIn('Europe/Berlin', date)
    expect(['2026-03-28', '2026-03-29', '2026-10-25'].map((date) => length(date) / 3600)).toEqual([24, 23, 25])
  })

  test('begins at 01:00 where the clock changes at midnight', () => {
    expect(formatWithOffset('America/Asuncion', startOfDateIn('America/Asuncion', '2023-10-01'))).toBe(
      '2023-10-01T01:00:00-03:00',
    )
  })

  test('begins at or before each of its moments', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (instant) => {
        const date = dateIn('America/Sao_Paulo', instant)
        expect(startOfDateIn('America/Sao_Paulo', date)).toBeLessThanOrEqual(instant)
        expect(startOfDateIn('America/Sao_Paulo', addDays(date, 1))).toBeGreaterThan(instant)
      }),
      runs,
    )
  })
})

test.each([
  ['2024-02-28', 1, '2024-02-29'],
  ['2025-02-28', 1, '2025-03-01'],
  ['2026-01-01', -1, '2025-12-31'],
  ['2026-03-01', 365, '2027-03-01'],
])('%s plus %d days is %s', (date, days, sum) => {
  expect(addDays(date, days)).toBe(sum)
})

test.each([
  ['2026-11', 2, '2027-01'],
  ['2026-01', -1, '2025-12'],
])('%s plus %d months is %s', (month, months, sum) => {
  expect(addMonths(month, months)).toBe(sum)
})

test.each([
  ['Europe/Berlin', '2026-11-21T11:05:03+01:00'],
  ['UTC', '2026-11-21T10:05:03+00:00'],
  ['Asia/Kathmandu', '2026-11-21T15:50:03+05:45'],
])('with the offset of %s a moment is written %s', (zone, text) => {
  expect(formatWithOffset(zone, at('2026-11-21T10:05:03Z'))).toBe(text)
})
