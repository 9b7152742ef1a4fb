import { formatDuration } from '../time/duration.ts'
import { day, hour, minute } from '../time/instant.ts'

/** A length as people say it in passing: `75 min` would be told to the minute, `3 d` of what was forgotten to the day. */
export function roughly(seconds: number): string {
  const step = seconds < 2 * hour ? minute : seconds < 2 * day ? hour : day
  return formatDuration(Math.max(minute, Math.floor(seconds / step) * step))
}
