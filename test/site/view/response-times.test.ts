import { describe, expect, test } from 'vitest'
import { responseChart } from '../../../src/site/view/response-chart.ts'
import { type Measured, responseSpans, type SpanName } from '../../../src/site/view/response-times.ts'
import { parseInstant } from '../../../src/time/instant.ts'

const now = parseInstant('2026-11-21T10:00:00Z')!
const instant = (text: string) => parseInstant(`2026-11-${text}:00Z`)!
const day = (date: string, p50: number, p95: number) => ({ date: `2026-11-${date}`, runs: 288, p50, p95 })
const at = (time: string, ms: number, verdict: 'up' | 'degraded' | 'down' | 'unknown' = 'up') => ({
  time: instant(time),
  ms,
  verdict,
})
const spanOf = (name: SpanName, measured: Partial<Measured>) =>
  responseSpans({ daily: [], recent: [], ...measured }, now, 300).find((span) => span.name === name)!
const chartOf = (name: SpanName, measured: Partial<Measured>, mirrored = false, zone = 'UTC') =>
  responseChart(spanOf(name, measured), { zone, mirrored })

describe('response times', () => {
  test('are told by hour in the last 24 hours, without failures and what is older', () => {
    const recent = [
      at('20T09:59', 7000),
      at('21T08:10', 100),
      at('21T08:20', 300, 'degraded'),
      at('21T08:30', 9000, 'down'),
      at('21T08:40', 9000, 'unknown'),
      at('21T09:59', 50),
    ]
    expect(spanOf('24h', { recent }).points).toEqual([
      { at: instant('21T08:30'), p50: 100, p95: 300 },
      { at: instant('21T09:30'), p50: 50, p95: 50 },
    ])
  })

  test('are told by day before, the open day from its single results', () => {
    const recent = [at('21T08:10', 100), at('21T08:20', 110), at('21T08:30', 120)]
    expect(spanOf('7d', { daily: [day('13', 1, 2), day('20', 80, 90)], recent }).points).toEqual([
      { at: instant('20T12:00'), p50: 80, p95: 90 },
      // Its noon is yet to come.
      { at: now, p50: 110, p95: 120 },
    ])
  })
})

describe('the chart of response times', () => {
  test('is not drawn of nothing', () => {
    expect(chartOf('24h', {})).toBeNull()
    expect(chartOf('90d', { recent: [at('21T08:10', 100, 'down')] })).toBeNull()
  })

  test('begins at zero, ends at a round number above the highest value, and spans the whole window', () => {
    const chart = chartOf('30d', { daily: [day('06', 100, 230), day('07', 120, 390)] })!
    expect(chart.yTicks.map(({ ms }) => ms)).toEqual([0, 100, 200, 300, 400])
    expect(chart.yTicks.map(({ at: share }) => share)).toEqual([1, 0.75, 0.5, 0.25, 0])
    // Two weeks and some of thirty days lie before the first point.
    expect(chart.line).toBe('M502.8 150L536.1 140')
    expect([chart.lowest, chart.highest, chart.slowest]).toEqual([100, 120, 390])
  })

  test('breaks where a day is missing instead of drawing over it; a lone day is a dot', () => {
    const daily = ['10', '11', '14'].map((date) => day(date, 100, 200))
    expect(chartOf('30d', { daily })!.line).toMatch(/^M[\d. ]+L[\d. ]+M[\d. ]+h0$/)
  })

  test('runs from right to left where the language does', () => {
    const daily = [day('06', 100, 230), day('07', 120, 390)]
    expect(chartOf('30d', { daily }, true)!.line).toBe('M497.2 150L463.9 140')
  })

  test.each([
    ['24h', 'UTC', ['20T12:00', '20T18:00', '21T00:00', '21T06:00']],
    ['24h', 'Europe/Berlin', ['20T11:00', '20T17:00', '20T23:00', '21T05:00']],
    ['7d', 'UTC', ['15T00:00', '17T00:00', '19T00:00', '21T00:00']],
  ] as const)('has its ticks of %s at round moments of %s', (name, zone, ticks) => {
    const measured = { daily: [day('20', 1, 2)], recent: [at('21T08:10', 100)] }
    expect(chartOf(name, measured, false, zone)!.xTicks.map((tick) => tick.instant)).toEqual(ticks.map(instant))
  })
})
