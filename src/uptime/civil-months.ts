import type { Interval } from '../intervals/interval.ts'
import type { Instant } from '../time/instant.ts'
import { addMonths, dateIn, startOfDateIn } from '../time/zone.ts'

/** `2026-10`, as its first and last seconds are in a zone; null when it is no month. */
export function monthWindow(zone: string, month: string): Interval | null {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return null
  return { start: startOfDateIn(zone, `${month}-01`), end: startOfDateIn(zone, `${addMonths(month, 1)}-01`) }
}

/** The month of a moment in a zone. */
export function monthOf(zone: string, instant: Instant): string {
  return dateIn(zone, instant).slice(0, 7)
}
