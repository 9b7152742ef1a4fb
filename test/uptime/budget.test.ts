import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '../../src/time/instant.ts'
import { budgetOf } from '../../src/uptime/budget.ts'
import { uptimeOf } from '../../src/uptime/uptime.ts'

const runs = { seed: 1, numRuns: Number(process.env.CANDOR_DEEP ? 20_000 : 500) }
const figures = (observed_s: number, down_s: number, partial_s = 0) => ({
  uptime: null,
  observed_s,
  down_s,
  partial_s,
  degraded_s: 0,
})
const target = (percent: number, decimals: number) => ({ percent, decimals })

test('99.95 % of 30 days allows 21 min 36 s', () => {
  expect(budgetOf(figures(30 * day, 252), target(99.95, 2))).toEqual({ allowed_s: 1296, used_s: 252, spent: false })
})

test('partial outages use up 0.3 of their time', () => {
  expect(budgetOf(figures(30 * day, 0, 100), target(99.9, 1))).toEqual({ allowed_s: 2592, used_s: 30, spent: false })
})

test('a target of 100 % allows nothing, and nothing is not more than that', () => {
  expect(budgetOf(figures(day, 0), target(100, 0))).toEqual({ allowed_s: 0, used_s: 0, spent: false })
  expect(budgetOf(figures(day, 0, 1), target(100, 0))).toEqual({ allowed_s: 0, used_s: 0, spent: true })
})

test('days to come are allowed for; nothing observed allows nothing', () => {
  expect(budgetOf(figures(day, 60), target(99.9, 1), 29 * day)).toMatchObject({ allowed_s: 2592, used_s: 60 })
  expect(budgetOf(figures(0, 0), target(99.9, 1))).toEqual({ allowed_s: 0, used_s: 0, spent: false })
})

test('it is spent exactly when the figure is below the target', () => {
  const seconds = fc.nat(40 * day)
  fc.assert(
    fc.property(seconds, fc.nat(3000), fc.nat(3000), fc.integer({ min: 0, max: 1000 }), (rest, down, partial, off) => {
      const observed = rest + down + partial
      const goal = target((100_000 - off) / 1000, 3)
      const uptime = uptimeOf(observed, down, partial, 3)
      if (uptime === null) return
      expect(budgetOf(figures(observed, down, partial), goal).spent).toBe(uptime < goal.percent)
    }),
    runs,
  )
})
