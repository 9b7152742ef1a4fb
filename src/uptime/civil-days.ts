import type { Interval } from '../intervals/interval.ts'
import type { Instant } from '../time/instant.ts'
import { addDays, dateIn, startOfDateIn } from '../time/zone.ts'

/** One civil day of a zone: 23, 24 or 25 hours, now and then something else. */
export interface CivilDay extends Interval {
  date: string
}

let last: { zone: string; today: string; count: number; days: CivilDay[] } | null = null

/** The last `count` civil days of a zone, oldest first, the one that holds `now` last. The last answer is kept: every
 * component of a page asks for the same days, and calendars are slow. */
export function civilDays(zone: string, count: number, now: Instant): readonly CivilDay[] {
  const today = dateIn(zone, now)
  if (last?.zone === zone && last.today === today && last.count === count) return last.days
  const days: CivilDay[] = []
  let end = startOfDateIn(zone, addDays(today, 1))
  for (let back = 0; back < count; back += 1) {
    const date = addDays(today, -back)
    const start = startOfDateIn(zone, date)
    days.unshift({ date, start, end })
    end = start
  }
  last = { zone, today, count, days }
  return days
}
