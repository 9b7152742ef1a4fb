import type { DayBar } from '../../uptime/figures.ts'

/** How bad a day was, by its weighted downtime, as Statuspage's bars show it. */
export type DayLevel = 'good' | 'none' | 'maintenance' | 'slight' | 'notable' | 'bad'

const notable = 20 * 60
const bad = 60 * 60

export function levelOf(day: DayBar): DayLevel {
  const weighted = day.down_s + 0.3 * day.partial_s
  if (weighted >= bad) return 'bad'
  if (weighted > notable) return 'notable'
  if (weighted > 0 || day.degraded_s > 0) return 'slight'
  if (day.observed > 0) return 'good'
  return day.maintenance_s > 0 ? 'maintenance' : 'none'
}

/** The days as drawing instructions: one path for all good ones, one for those without data, one each for the rest. */
export interface Bars {
  good: string
  none: string
  rest: { d: string; level: DayLevel; day: DayBar }[]
  badDays: number
  emptyDays: number
}

export const barPitch = 6
export const barWidth = 4
export const barHeight = 32

export function barsOf(days: DayBar[], shown = 90): Bars {
  const bars: Bars = { good: '', none: '', rest: [], badDays: 0, emptyDays: 0 }
  const recent = days.slice(-shown)
  for (let index = 0; index < shown; index += 1) {
    const day = recent[index - (shown - recent.length)]
    const level = day ? levelOf(day) : 'none'
    if (level === 'good') bars.good += bar(index)
    else if (level === 'none') {
      bars.none += bar(index)
      bars.emptyDays += 1
    } else {
      bars.rest.push({ d: bar(index), level, day: day! })
      if (level !== 'maintenance') bars.badDays += 1
    }
  }
  return bars
}

const bar = (index: number) => `M${index * barPitch} 0h${barWidth}v${barHeight}h-${barWidth}z`
