import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { History, Stretch } from '../../src/checks/history.ts'
import type { ComponentStatus, Declaration } from '../../src/incidents/incident.ts'
import type { Interval } from '../../src/intervals/interval.ts'
import { holds, intersect, normalise, subtract } from '../../src/intervals/set.ts'
import { civilDays } from '../../src/uptime/civil-days.ts'
import { days, type Facts, figures } from '../../src/uptime/uptime.ts'

const runs = { seed: 1, numRuns: Number(process.env.CANDOR_DEEP ? 5_000 : 200) }
const now = 600

const interval = fc.tuple(fc.nat(now + 50), fc.nat(now + 50)).map(([start, end]) => ({ start, end }))
const anySet = fc.array(interval, { maxLength: 5 }).map(normalise)
const declaration = fc
  .record({
    at: interval.filter(({ start, end }) => start < end),
    status: fc.constantFrom<ComponentStatus>(
      'operational',
      'degraded_performance',
      'partial_outage',
      'major_outage',
      'under_maintenance',
    ),
    lasts: fc.boolean(),
  })
  .filter(({ at }) => at.start < now)
  .map(
    ({ at, status, lasts }): Declaration => ({
      post: 'p',
      component: 'api',
      status,
      start: at.start,
      end: lasts ? null : at.end,
    }),
  )

const life = fc.record({
  observed: anySet.map((set) => intersect(set, [{ start: 0, end: now }])),
  down: anySet,
  partial: anySet,
  degraded: anySet,
  maintenance: anySet,
  struck: anySet,
  declarations: fc.array(declaration, { maxLength: 4 }),
  hasCheck: fc.boolean(),
  since: fc.option(fc.nat(now)),
})
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never

/** Stretches as a timeline gives them: apart from each other, within what was observed. */
function badOf({ observed, down, partial, degraded }: Life): Stretch[] {
  const stretch = (verdict: Stretch['verdict']) => (each: Interval) => ({ ...each, verdict, class: null, detail: null })
  return [
    ...intersect(down, observed).map(stretch('down')),
    ...subtract(intersect(partial, observed), down).map(stretch('partial')),
    ...subtract(subtract(intersect(degraded, observed), down), partial).map(stretch('degraded')),
  ].sort((a, b) => a.start - b.start)
}

function factsOf(one: Life, bad = badOf(one)): Facts {
  const { observed, declarations, maintenance, struck, hasCheck, since } = one
  const history: History = {
    component: 'api',
    first: 0,
    observed,
    bad,
    unknown: [],
    latest: null,
    latestKnown: null,
    state: null,
  }
  return { history, declarations, maintenance, struck, hasCheck, since, now }
}

/** The rule as it is written, one second at a time: slow and plainly right. */
function byHand(one: Life, window: Interval) {
  const count = { observed_s: 0, down_s: 0, partial_s: 0, degraded_s: 0 }
  const bad = badOf(one)
  for (let second = window.start; second < Math.min(window.end, now); second += 1) {
    if (holds(one.maintenance, second) || holds(one.struck, second)) continue
    const said = new Set(
      one.declarations.filter(({ start, end }) => start <= second && second < (end ?? now)).map(({ status }) => status),
    )
    const seen = bad.find(({ start, end }) => start <= second && second < end)?.verdict
    const watched = !one.hasCheck && one.since !== null && second >= one.since
    const declared = [...said].some((status) => status !== 'operational')
    if (!holds(one.observed, second) && !watched && !declared) continue
    count.observed_s += 1
    if (seen === 'down' || said.has('major_outage')) count.down_s += 1
    else if (seen === 'partial' || said.has('partial_outage')) count.partial_s += 1
    else if (seen === 'degraded' || said.has('degraded_performance')) count.degraded_s += 1
  }
  return count
}

test('over any window, figures are those of going through it second by second', () => {
  fc.assert(
    fc.property(life, interval, (one, window) => {
      const given = figures(factsOf(one), window, 2)
      expect(given).toMatchObject(byHand(one, window))
      if (given.uptime !== null) {
        expect(given.uptime).toBeGreaterThanOrEqual(0)
        expect(given.uptime).toBeLessThanOrEqual(100)
        expect(given.observed_s).toBeGreaterThan(0)
      }
    }),
    runs,
  )
})

test('a window cut in two has the seconds of its parts', () => {
  fc.assert(
    fc.property(life, fc.nat(now), (one, cut) => {
      const facts = factsOf(one)
      const [whole, before, after] = [
        { start: 0, end: now },
        { start: 0, end: cut },
        { start: cut, end: now },
      ].map((window) => figures(facts, window, 2)) as [ReturnType<typeof figures>, never, never]
      const parts: ReturnType<typeof figures>[] = [before, after]
      for (const key of ['observed_s', 'down_s', 'partial_s', 'degraded_s'] as const) {
        expect(parts.reduce((sum, part) => sum + part[key], 0)).toBe(whole[key])
      }
    }),
    runs,
  )
})

test('time that nobody observed changes no figure, nor does cutting or joining what was seen', () => {
  fc.assert(
    fc.property(life, fc.nat(now), (one, cut) => {
      const later = { ...factsOf(one), now: now + 1_000 }
      const settled = one.declarations.every(({ end }) => end !== null) && (one.hasCheck || one.since === null)
      const whole = { start: 0, end: now }
      if (settled) {
        const ended = {
          ...one,
          declarations: one.declarations.map((each) => ({ ...each, end: Math.min(each.end!, now) })),
        }
        const given = figures(factsOf(ended), whole, 2)
        expect(figures({ ...later, declarations: ended.declarations }, { start: 0, end: now + 1_000 }, 2)).toEqual(
          given,
        )
      }
      const halves = badOf(one).flatMap((each) =>
        each.start < cut && cut < each.end
          ? [
              { ...each, end: cut },
              { ...each, start: cut },
            ]
          : [each],
      )
      expect(figures(factsOf(one, halves), whole, 2)).toEqual(figures(factsOf(one), whole, 2))
    }),
    runs,
  )
})

const zones = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia', 'Australia/Lord_Howe']

test('the days of any zone, whatever its clocks do, follow each other without a gap and add up', () => {
  const moment = fc.integer({ min: 1_262_304_000, max: 1_893_456_000 })
  fc.assert(
    fc.property(fc.constantFrom(...zones), moment, fc.array(interval, { maxLength: 4 }), (zone, at, downs) => {
      const bars = civilDays(zone, 10, at)
      for (const [nth, day] of bars.entries()) {
        if (nth > 0) expect(day.start).toBe(bars[nth - 1]!.end)
      }
      const [first, last] = [bars[0]!, bars.at(-1)!]
      expect(first.start < last.end && last.start <= at && at < last.end).toBe(true)
      // Hours instead of seconds, so that they fall into different days.
      const down = normalise(downs.map(({ start, end }) => ({ start: at - start * 1500, end: at - end * 1500 })))
      const observed = [{ start: first.start, end: at }].filter(({ start, end }) => start < end)
      const facts: Facts = {
        history: {
          component: 'api',
          first: first.start,
          observed,
          bad: intersect(down, observed).map((each) => ({ ...each, verdict: 'down', class: null, detail: null })),
          unknown: [],
          latest: null,
          latestKnown: null,
          state: null,
        },
        declarations: [],
        maintenance: [],
        struck: [],
        since: null,
        hasCheck: true,
        now: at,
      }
      const each = days(facts, { zone, count: 10, decimals: 2, incidents: [], outages: [] })
      const whole = figures(facts, { start: first.start, end: at }, 2)
      expect(each.reduce((sum, { down_s }) => sum + down_s, 0)).toBe(whole.down_s)
      expect(each.reduce((sum, { observed_s }) => sum + observed_s, 0)).toBe(whole.observed_s)
    }),
    { ...runs, numRuns: Math.min(runs.numRuns, 1_000) },
  )
})
