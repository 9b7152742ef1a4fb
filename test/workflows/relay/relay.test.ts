import process from 'node:process'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { hour, interval, simulate, type Trouble, worstGap } from './simulation.ts'

// Months of runs in some seconds, on a machine that may have other things to do.
vi.setConfig({ testTimeout: process.env['CANDOR_DEEP'] ? 900_000 : 120_000 })

const hours = 200
const simulations = process.env['CANDOR_DEEP'] ? 100 : 8

/** The schedule as people see it, from nearly on time to nearly dead. */
const schedules: Record<string, Trouble['schedule']> = {
  'every 5 minutes, most of them missed': { every: 300, missed: 0.6, late: 1500, twice: 0.1 },
  'once an hour, late and doubled': { every: hour, missed: 0.4, late: 3000, twice: 0.2 },
  'hardly ever': { every: 6 * hour, missed: 0.8, late: 6000, twice: 0.3 },
}

const calm: Trouble = {
  queue: 'one',
  refused: 0,
  swallowed: 0,
  twice: 0,
  stale: 0,
  outages: [],
  schedule: { every: hour, missed: 0, late: 60, twice: 0 },
  badStart: 0,
  lost: 0,
  cancels: 0,
}

const anyTrouble = (schedule: Trouble['schedule'], queue: Trouble['queue']): fc.Arbitrary<Trouble> =>
  fc.record({
    queue: fc.constant(queue),
    schedule: fc.constant(schedule),
    refused: fc.double({ min: 0, max: 0.1, noNaN: true }),
    swallowed: fc.double({ min: 0, max: 0.05, noNaN: true }),
    twice: fc.double({ min: 0, max: 0.2, noNaN: true }),
    stale: fc.integer({ min: 0, max: 20 }),
    outages: fc.array(
      fc
        .tuple(fc.integer({ min: hour, max: 190 * hour }), fc.integer({ min: 600, max: 3 * hour }))
        .map(([from, lasts]): [number, number] => [from, from + lasts]),
      { maxLength: 3 },
    ),
    badStart: fc.double({ min: 0, max: 0.01, noNaN: true }),
    lost: fc.double({ min: 0, max: 0.03, noNaN: true }),
    cancels: fc.integer({ min: 0, max: 4 }),
  })

describe(`the relay over ${hours} hours`, () => {
  for (const [name, schedule] of Object.entries(schedules)) {
    test(`with a schedule ${name}: never two chains, never a gap over two intervals while it may run`, async () => {
      const sum = { hours: 0, runs: 0, schedule: 0, relay: 0, ended: 0, worst: 0 }
      await fc.assert(
        fc.asyncProperty(fc.integer(), anyTrouble(schedule, 'one'), async (seed, trouble) => {
          const report = await simulate(seed, hours, trouble)
          // Where GitHub never came to the schedule there was nothing to begin with.
          expect(report.mostGoing).toBe(report.runs.length > 0 ? 1 : 0)
          expect(report.mostWaiting).toBeLessThanOrEqual(1)
          // A chain ends by an outage, by a person, or by failures in a row, and by nothing else.
          expect(report.broken).toEqual([])
          const { gap } = worstGap(report)
          expect(gap).toBeLessThanOrEqual(2 * interval)
          sum.hours += hours
          sum.runs += report.runs.length
          sum.schedule += report.went.schedule
          sum.relay += report.went.relay
          sum.ended += report.excuses.filter(({ why }) => why.startsWith('chain ended')).length
          sum.worst = Math.max(sum.worst, gap)
        }),
        { numRuns: simulations, seed: 7 },
      )
      const { runs, ended, worst } = sum
      console.log(
        `${sum.hours} hours, schedule ${name}: ${runs} runs asked for, ${sum.schedule} of the schedule and ${sum.relay} of the relay went; ${ended} chains ended by an outage, a person or failures in a row; longest gap ${worst} s of ${2 * interval}`,
      )
    })
  }

  test('does without any schedule once it goes', async () => {
    const once = { every: 1000 * hour, missed: 0, late: 1, twice: 0 }
    const report = await simulate(1, hours, { ...calm, schedule: once })
    expect(report.went.schedule).toBe(1)
    expect(report.went.relay).toBeGreaterThan(200)
    expect(worstGap(report).gap).toBeLessThanOrEqual(2 * interval)
    expect(report.beats.length).toBeGreaterThan((hours * hour) / interval - hours)
  })

  test('never lets them pile up where GitHub lets all of them wait (`queue: max`)', async () => {
    const early = { every: 1000 * hour, missed: 0, late: 1, twice: 1 }
    for (let seed = 1; seed <= 5; seed += 1) {
      const report = await simulate(seed, hours, { ...calm, queue: 'max', schedule: early, twice: 0.3, stale: 20 })
      expect(report.mostGoing).toBe(1)
      expect(report.mostWaiting).toBeLessThanOrEqual(4)
      expect(report.runs.filter(({ status }) => status === 'pending').length).toBeLessThanOrEqual(2)
    }
  })

  test('starts no storm where every job fails: the schedule sets the pace', async () => {
    const report = await simulate(3, hours, { ...calm, badStart: 1 })
    // At most three tries an event of the schedule.
    expect(report.runs.length).toBeLessThanOrEqual(3 * hours + 3)
    expect(report.beats).toEqual([])
  })
})

describe('the simulation sees', () => {
  test('chains that multiply, where a run starts its successor without a look', async () => {
    const blind = await simulate(1, 20, { ...calm, queue: 'max' }, (relay) => ({ ...relay, look: async () => [] }))
    expect(blind.mostWaiting).toBeGreaterThan(5)
  })

  test('a chain that ends, where nobody starts a successor', async () => {
    const once = { every: 8 * hour, missed: 0, late: 1, twice: 0 }
    const report = await simulate(1, 40, { ...calm, schedule: once }, (relay) => ({ ...relay, start: async () => {} }))
    expect(report.broken.length).toBeGreaterThan(2)
    expect(worstGap(report).gap).toBeGreaterThan(2 * interval)
  })
})
