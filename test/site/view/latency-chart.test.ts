import { describe, expect, test } from 'vitest'
import { latencyChart } from '../../../src/site/view/latency-chart.ts'
import { parseInstant } from '../../../src/time/instant.ts'

const day = (date: string, p50: number, p95: number) => ({ date, runs: 288, p50, p95 })

describe('the response time chart', () => {
  test('needs two days', () => {
    expect(latencyChart([], [])).toBeNull()
    expect(latencyChart([day('2026-11-20', 100, 200)], [])).toBeNull()
  })

  test('begins at zero and ends at a round number above the highest value', () => {
    const chart = latencyChart([day('2026-11-19', 100, 230), day('2026-11-20', 120, 390)], [])!
    expect(chart.yTicks).toEqual([0, 100, 200, 300, 400])
    expect(chart.xTicks[0]).toBe('2026-11-19')
    expect(chart.xTicks.at(-1)).toBe('2026-11-20')
    expect(chart.line).toBe('M0 180L900 168')
  })

  test('breaks where a day is missing instead of drawing over it', () => {
    const days = ['2026-11-10', '2026-11-11', '2026-11-14', '2026-11-15'].map((date) => day(date, 100, 200))
    expect(latencyChart(days, [])!.line.match(/M/g)).toHaveLength(2)
  })

  test('takes the open day from its points, and leaves failures out', () => {
    const time = parseInstant('2026-11-21T10:00:00Z')!
    const points = [100, 110, 120].map((ms) => ({ time, ms, verdict: 'up' as const }))
    const chart = latencyChart([day('2026-11-20', 100, 200)], [...points, { time, ms: 10_000, verdict: 'down' }])!
    expect(chart.days.at(-1)).toEqual({ date: '2026-11-21', runs: 3, p50: 110, p95: 120 })
  })
})
