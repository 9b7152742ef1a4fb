import process from 'node:process'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { Repeat } from '../../src/incidents/repeat.ts'

const runs = { seed: 7, numRuns: process.env['CANDOR_DEEP'] ? 600 : 60 }
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'Pacific/Apia',
  'America/Santiago',
]

/** Counted out day by day with Temporal alone: the clock face moves on, then the zone says when that is. */
function byHand(first: Temporal.PlainDateTime, zone: string, step: Temporal.DurationLike, count: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const parts = Object.entries(step).map(([unit, amount]) => [unit, (amount as number) * index])
    return first.add(Object.fromEntries(parts)).toZonedDateTime(zone).epochMilliseconds / 1000
  })
}

const first = fc
  .record({ day: fc.integer({ min: 0, max: 6000 }), minute: fc.integer({ min: 0, max: 1439 }) })
  .map(({ day, minute }) => Temporal.PlainDateTime.from('2012-01-01T00:00').add({ days: day, minutes: minute }))

describe('a rule takes place', () => {
  test.each([
    ['DAILY', 'days'],
    ['WEEKLY', 'weeks'],
  ])('%s by the clock of the zone, to the second, over every clock change', (freq, unit) => {
    fc.assert(
      fc.property(first, fc.constantFrom(...zones), fc.integer({ min: 1, max: 9 }), (start, zone, interval) => {
        const expected = byHand(start, zone, { [unit]: interval }, 40)
        const rule = new Repeat(`FREQ=${freq};INTERVAL=${interval};COUNT=40`, expected[0]!, zone)
        // A start of a skipped hour is the hour after: from there on the rule goes by the clock it was given.
        const skipped = start.toZonedDateTime(zone).toPlainDateTime().equals(start) === false
        if (!skipped) expect(rule.starts(expected[0]!, expected.at(-1)!, 0)).toEqual(expected)
      }),
      runs,
    )
  })

  test('the next twelve after any moment, each after it and in order', () => {
    fc.assert(
      fc.property(
        first,
        fc.constantFrom(...zones),
        fc.constantFrom('FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=SU', 'FREQ=MONTHLY;BYDAY=-1FR', 'FREQ=MONTHLY;BYMONTHDAY=1'),
        fc.integer({ min: 0, max: 900 * 86_400 }),
        (start, zone, text, later) => {
          const from = start.toZonedDateTime(zone).epochMilliseconds / 1000
          const next = new Repeat(text, from, zone).starts(from + later + 1, from + later, 12)
          expect(next).toHaveLength(12)
          expect(next.every((at, index) => at > (next[index - 1] ?? from + later - 3601))).toBe(true)
        },
      ),
      runs,
    )
  })

  test('however odd the rule, it is refused with a sentence or expanded, and never stops a page', () => {
    const number = fc.integer({ min: -400, max: 9999 })
    const part = fc.oneof(
      fc.constantFrom('BYDAY=MO,SU', 'BYDAY=5MO', 'BYDAY=-1FR', 'BYMONTH=2', 'BYMONTHDAY=31', 'WKST=SU', 'BYSETPOS=-1'),
      number.map((value) => `COUNT=${value}`),
      number.map((value) => `INTERVAL=${value}`),
      number.map((value) => `BYYEARDAY=${value}`),
      fc.constantFrom('UNTIL=19700101', 'UNTIL=20261231T000000Z', 'UNTIL=99991231', 'UNTIL=x', 'BYWEEKNO=53', 'X=1'),
    )
    const rule = fc
      .tuple(
        fc.constantFrom('FREQ=DAILY', 'FREQ=WEEKLY', 'FREQ=MONTHLY', 'FREQ=YEARLY'),
        fc.array(part, { maxLength: 3 }),
      )
      .map(([freq, rest]) => [freq, ...rest].join(';'))
    const now = 1_795_262_400
    fc.assert(
      fc.property(rule, fc.integer({ min: 0, max: now }), (text, start) => {
        let repeat: Repeat
        try {
          repeat = new Repeat(text, start, 'Europe/Berlin')
        } catch (error) {
          expect((error as Error).message).not.toBe('')
          return
        }
        expect(repeat.starts(Math.max(start, now - 400 * 86_400), now, 12).length).toBeLessThan(500)
      }),
      { ...runs, numRuns: process.env['CANDOR_DEEP'] ? 500 : 80 },
    )
  }, 60_000)

  test('a count beyond reason is refused', () => {
    expect(() => new Repeat('FREQ=DAILY;COUNT=20000', 315_532_800, 'UTC')).toThrow(/COUNT goes to 5000/)
  })
})
