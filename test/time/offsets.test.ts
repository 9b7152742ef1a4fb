import process from 'node:process'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { calmAt } from '../../src/time/offsets.ts'
import { dateIn, readWallClock } from '../../src/time/zone.ts'

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Pacific/Apia',
  'America/New_York',
  'Asia/Pyongyang',
]
const runs = process.env['CANDOR_DEEP'] ? 20_000 : 1000
const moment = fc.integer({ min: Date.UTC(1970, 0) / 1000, max: Date.UTC(2037, 0) / 1000 })

test('offset, civil date and wall-clock time are what Temporal says, in any order of asking', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), moment, (zone, instant) => {
      const zoned = Temporal.Instant.fromEpochMilliseconds(instant * 1000).toZonedDateTimeISO(zone)
      const calm = calmAt(zone, instant)
      expect(calm.offset).toBe(zoned.offsetNanoseconds / 1e9)
      expect(calm.start <= instant && instant < calm.end).toBe(true)
      expect(dateIn(zone, instant)).toBe(zoned.toPlainDate().toString())
      const text = zoned.toPlainDateTime().toString({ smallestUnit: 'second' })
      const reading = readWallClock(text, zone)
      const all =
        reading.kind === 'one' ? [reading.instant] : reading.kind === 'repeated' ? [reading.earlier, reading.later] : []
      expect(all).toContain(instant)
    }),
    { seed: 1, numRuns: runs },
  )
})

test('a stretch begins with the very second of a change', () => {
  const change = Date.UTC(2026, 2, 29, 1) / 1000
  expect(calmAt('Europe/Berlin', change)).toMatchObject({ start: change, offset: 7200 })
  expect(calmAt('Europe/Berlin', change - 1)).toMatchObject({ end: change, offset: 3600 })
})
