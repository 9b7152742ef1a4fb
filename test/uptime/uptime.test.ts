import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { History } from '../../src/checks/history.ts'
import type { ComponentStatus, Declaration } from '../../src/incidents/incident.ts'
import type { Interval } from '../../src/intervals/interval.ts'
import { intersect, normalise, subtract } from '../../src/intervals/set.ts'
import { parseInstant } from '../../src/time/instant.ts'
import { days, type Facts, figures, groupUptime, uptimeOf } from '../../src/uptime/uptime.ts'

const runs = { seed: 1, numRuns: Number(process.env.CANDOR_DEEP ? 10_000 : 300) }
const now = 1000

function facts(observed: Interval[], bad: History['bad'], more: Partial<Facts> = {}): Facts {
  const history = {
    component: 'api',
    first: 0,
    observed,
    bad,
    unknown: [],
    latest: null,
    latestKnown: null,
    state: null,
  }
  return { history, declarations: [], maintenance: [], struck: [], since: null, hasCheck: true, now, ...more }
}
const bad = (verdict: 'down' | 'partial' | 'degraded', start: number, end: number) => ({
  start,
  end,
  verdict,
  class: null,
  detail: null,
})
const said = (status: ComponentStatus, start: number, end: number | null): Declaration => ({
  post: 'p',
  component: 'api',
  status,
  start,
  end,
})
const all = [{ start: 0, end: now }]
const whole = { start: 0, end: now }

test.each<[string, Facts, number | null]>([
  ['nothing bad is 100', facts(all, []), 100],
  ['a second of a thousand', facts(all, [bad('down', 0, 1)]), 99.9],
  ['partial weighs 0.3', facts(all, [bad('partial', 0, 100)]), 97],
  ['nothing observed is no figure', facts([], []), null],
  [
    'people may say worse than the probes',
    facts(all, [bad('partial', 0, 100)], { declarations: [said('major_outage', 50, 100)] }),
    93.5,
  ],
  [
    'the same time is not counted twice',
    facts(all, [bad('down', 0, 100)], { declarations: [said('partial_outage', 50, 100)] }),
    90,
  ],
  [
    'what people say is observed',
    facts([], [], { declarations: [said('major_outage', 0, 100), said('degraded_performance', 100, 200)] }),
    50,
  ],
  [
    'a declaration that lasts goes on until now',
    facts(all, [], { declarations: [said('major_outage', 900, null)] }),
    90,
  ],
  [
    'maintenance is taken out of everything',
    facts(all, [bad('down', 0, 100)], { maintenance: [{ start: 0, end: 200 }] }),
    100,
  ],
  [
    'so are false alarms',
    facts(all, [bad('down', 0, 100), bad('down', 500, 540)], { struck: [{ start: 0, end: 200 }] }),
    95,
  ],
  [
    'no check: observed since its first day',
    facts([], [], { hasCheck: false, since: 500, declarations: [said('major_outage', 600, 700)] }),
    80,
  ],
  [
    'no check and no first day is no figure',
    facts([], [], { hasCheck: false, declarations: [said('major_outage', 600, 700)] }),
    null,
  ],
])('%s', (_, given, uptime) => {
  expect(figures(given, whole, 2).uptime).toBe(uptime)
})

test('a figure is floored to its decimals, never rounded up', () => {
  expect(uptimeOf(31_536_000, 1, 0, 2)).toBe(99.99)
  expect(uptimeOf(31_536_000, 1, 0, 4)).toBe(99.9999)
  expect(uptimeOf(3, 1, 0, 2)).toBe(66.66)
  expect(uptimeOf(1000, 71, 0, 2)).toBe(92.9)
})

test('a group is the mean of the members that have a figure', () => {
  expect(groupUptime([100, 99.99, null])).toBe(99.99)
  expect(groupUptime([99.9, 99.8])).toBe(99.85)
  expect(groupUptime([null])).toBeNull()
})

const anySet = fc
  .array(fc.tuple(fc.nat(now), fc.nat(now)), { maxLength: 6 })
  .map((pairs) => normalise(pairs.map(([start, end]) => ({ start, end }))))
const life = fc.record({ observed: anySet, down: anySet, partial: anySet, maintenance: anySet, more: anySet })

test('figures are those of counting second by second; more downtime never raises uptime; cutting changes nothing', () => {
  fc.assert(
    fc.property(life, fc.nat(now), ({ observed, down, partial, maintenance, more }, cut) => {
      const badOf = (downs: Interval[]) =>
        [
          ...intersect(downs, observed).map(({ start, end }) => bad('down', start, end)),
          ...subtract(intersect(partial, observed), downs).map(({ start, end }) => bad('partial', start, end)),
        ].sort((a, b) => a.start - b.start)
      const given = figures(facts(observed, badOf(down), { maintenance }), whole, 2)
      const inside = (set: Interval[], second: number) => set.some(({ start, end }) => start <= second && second < end)
      const counts = { observed_s: 0, down_s: 0, partial_s: 0 }
      for (let second = 0; second < now; second += 1) {
        if (inside(maintenance, second) || !inside(observed, second)) continue
        counts.observed_s += 1
        if (inside(down, second)) counts.down_s += 1
        else if (inside(partial, second)) counts.partial_s += 1
      }
      expect(given).toMatchObject(counts)

      const worse = figures(facts(observed, badOf(normalise([...down, ...more])), { maintenance }), whole, 2)
      expect(worse.uptime ?? 0).toBeLessThanOrEqual(given.uptime ?? 0)

      const halves = (interval: History['bad'][number]) =>
        interval.start < cut && cut < interval.end
          ? [
              { ...interval, end: cut },
              { ...interval, start: cut },
            ]
          : [interval]
      expect(figures(facts(observed, badOf(down).flatMap(halves), { maintenance }), whole, 2)).toEqual(given)
    }),
    runs,
  )
})

test('bars are the civil days of the zone, 25 hours when the clocks go back, today as far as it has come', () => {
  const noon = parseInstant('2026-10-26T11:00:00Z')!
  const start = noon - 10 * 86_400
  const given = facts([{ start, end: noon }], [], { now: noon, maintenance: [{ start: noon - 600, end: noon + 600 }] })
  const bars = days(given, {
    zone: 'Europe/Berlin',
    count: 3,
    decimals: 2,
    incidents: [{ id: 'i', start, end: noon - 43_200 - 3600 }],
    outages: [],
  })
  expect(bars.map(({ date, observed_s, observed }) => [date, observed_s / 3600, observed])).toEqual([
    ['2026-10-24', 24, 1],
    ['2026-10-25', 25, 1],
    ['2026-10-26', 12 - 1 / 6, 1],
  ])
  expect(bars.at(-1)!.maintenance_s).toBe(600)
  expect(bars.map(({ incidents }) => incidents.length)).toEqual([1, 1, 0])
})
