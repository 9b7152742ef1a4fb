import { describe, expect, test } from 'vitest'
import { barsOf, levelOf } from '../../../src/site/view/bars.ts'
import type { DayBar } from '../../../src/uptime/figures.ts'

const day = (more: Partial<DayBar> = {}): DayBar => ({
  date: '2026-11-21',
  observed: 1,
  observed_s: 86_400,
  uptime: 100,
  down_s: 0,
  partial_s: 0,
  degraded_s: 0,
  maintenance_s: 0,
  incidents: [],
  outages: [],
  ...more,
})

describe('the colour of a day', () => {
  test.each([
    [{}, 'good'],
    [{ down_s: 1 }, 'slight'],
    [{ down_s: 1200 }, 'slight'],
    [{ down_s: 1201 }, 'notable'],
    [{ down_s: 3599 }, 'notable'],
    [{ down_s: 3600 }, 'bad'],
    [{ partial_s: 3600 }, 'slight'],
    [{ partial_s: 12_000 }, 'bad'],
    [{ degraded_s: 60 }, 'slight'],
    [{ observed: 0, observed_s: 0, uptime: null }, 'none'],
    [{ observed: 0, observed_s: 0, uptime: null, maintenance_s: 86_400 }, 'maintenance'],
    [{ maintenance_s: 600 }, 'good'],
  ] as const)('of %j is %s', (more, level) => {
    expect(levelOf(day(more))).toBe(level)
  })
})

describe('the bars', () => {
  test('put all good days into one path and each other day into its own', () => {
    const bars = barsOf([...Array.from({ length: 88 }, () => day()), day({ down_s: 60 }), day({ observed: 0 })])
    expect(bars.good.match(/M/g)).toHaveLength(88)
    expect(bars.none.match(/M/g)).toHaveLength(1)
    expect(bars.rest).toHaveLength(1)
    expect(bars).toMatchObject({ badDays: 1, emptyDays: 1 })
  })

  test('end today: days that are missing are the oldest', () => {
    const bars = barsOf([day()])
    expect(bars.good).toBe('M534 0h4v32h-4z')
    expect(bars.emptyDays).toBe(89)
  })
})
