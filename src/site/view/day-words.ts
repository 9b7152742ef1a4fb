import type { DayBar } from '../../uptime/figures.ts'
import type { Site } from '../site.ts'

/** Below this share a day says how much of it was looked at. */
const wellObserved = 0.9

/** What happened on a day, in words: `down 12 min, degraded 4 min`. */
export function dayWords(day: DayBar, { t, times, numbers }: Site): string {
  const parts = (['down', 'partial', 'degraded', 'maintenance'] as const)
    .filter((kind) => day[`${kind}_s`] > 0)
    .map((kind) => t(`bars.${kind}`, { time: times.lasting(day[`${kind}_s`]) }))
  if (parts.length === 0) parts.push(t(day.observed > 0 ? 'bars.day_good' : 'bars.no_data'))
  else if (day.observed < wellObserved)
    parts.push(t('bars.observed', { share: numbers.percent(day.observed * 100, 0) }))
  return parts.join(', ')
}
