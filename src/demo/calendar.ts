import { day, formatInstant, hour, type Instant, minute, startOfUtcDate, utcDate } from '../time/instant.ts'

/** Moments of the sample history, counted back from the day on which the demo runs. */
export interface Calendar {
  now: Instant
  /** `daysAgo(4, '09:58')`: that UTC time four days ago; negative numbers lie ahead. */
  daysAgo: (days: number, time: string) => Instant
  minutesAgo: (minutes: number) => Instant
}

export function calendarAt(now: Instant): Calendar {
  const today = startOfUtcDate(utcDate(now))!
  return {
    now,
    daysAgo: (days, time) => {
      const [hours, minutes] = time.split(':').map(Number)
      return today - days * day + hours! * hour + minutes! * minute
    },
    minutesAgo: (minutes) => Math.floor(now / minute) * minute - minutes * minute,
  }
}

/** `2026-11-21 10:02 UTC`, as people write it in a heading. */
export function written(instant: Instant): string {
  return `${formatInstant(instant).slice(0, 16).replace('T', ' ')} UTC`
}
