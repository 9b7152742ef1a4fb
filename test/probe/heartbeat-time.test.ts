import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMoment } from '../../src/probe/heartbeat-time.ts'
import { formatInstant } from '../../src/time/instant.ts'

const moment = 1_795_255_380 // 2026-11-21T10:03:00Z

test.each<[unknown]>([
  ['2026-11-21T10:03:00Z'],
  ['2026-11-21T11:03:00+01:00'],
  ['2026-11-21T11:03:00+0100'],
  ['2026-11-21 10:03:00.250Z'],
  ['2026-11-21T10:03Z\n'],
  [1_795_255_380],
  ['1795255380'],
  ['1795255380.75'],
  [1_795_255_380_123],
  ['1795255380123'],
  ['Sat, 21 Nov 2026 10:03:00 GMT'],
  ['Sat, 21 Nov 2026 10:03:00 +0000'],
  ['Saturday, 21-Nov-26 10:03:00 GMT'],
  ['Sat Nov 21 10:03:00 2026'],
  ['Sat Nov 21 10:03:00 UTC 2026'],
])('%j is read', (value) => {
  expect(readMoment(value)).toBe(moment)
})

test.each<[unknown]>([
  ['2026-11-21T10:03:00'],
  ['2026-11-21'],
  ['10:03'],
  ['2026-02-30T10:03:00Z'],
  ['Sat, 31 Feb 2026 10:03:00 GMT'],
  ['Sat, 21 Nox 2026 10:03:00 GMT'],
  ['Sat Nov 21 10:03:00 CET 2026'],
  ['yesterday'],
  ['0'],
  [0],
  [-1_795_255_380],
  ['179525538'],
  ['1e9'],
  [Number.NaN],
  [''],
  [null],
  [undefined],
  [true],
  [['2026-11-21T10:03:00Z']],
  [{ time: moment }],
])('%j is no moment', (value) => {
  expect(readMoment(value)).toBeNull()
})

test('every moment is read back from each way of writing it', () => {
  const moments = fc.integer({ min: 1_000_000_000, max: 4_102_444_799 })
  const property = fc.property(moments, (instant) => {
    const date = new Date(instant * 1000)
    for (const form of [
      formatInstant(instant),
      instant,
      String(instant * 1000),
      date.toUTCString(),
      date.toISOString(),
    ])
      expect(readMoment(form)).toBe(instant)
  })
  fc.assert(property, { seed: 1, numRuns: Number(process.env['CANDOR_DEEP'] ? 20_000 : 300) })
})

test('no text makes it throw', () => {
  const property = fc.property(fc.anything(), fc.string(), (value, text) => {
    readMoment(value)
    readMoment(text)
  })
  fc.assert(property, { seed: 1, numRuns: Number(process.env['CANDOR_DEEP'] ? 20_000 : 300) })
})
