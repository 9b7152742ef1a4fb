import { Temporal } from 'temporal-polyfill'
import type { Instant } from './instant.ts'

/** A stretch in which a zone's clocks do not change. */
export interface Calm {
  start: Instant
  end: Instant
  /** Seconds that its clocks are ahead of UTC. */
  offset: number
}

const known = new Map<string, Calm[]>()

/** The stretch of a zone that holds a moment. A zone has two a year: each is asked of Temporal once. */
export function calmAt(zone: string, instant: Instant): Calm {
  const stretches = known.get(zone) ?? []
  const found = stretches.findLast(({ start, end }) => start <= instant && instant < end)
  if (found !== undefined) return found
  const at = Temporal.Instant.fromEpochMilliseconds(instant * 1000).toZonedDateTimeISO(zone)
  const change = (direction: 'next' | 'previous') => at.getTimeZoneTransition(direction)?.epochMilliseconds
  const [end, start] = [change('next'), change('previous')]
  const begins = at.offsetNanoseconds === at.subtract({ nanoseconds: 1 }).offsetNanoseconds
  const calm: Calm = {
    // A moment that is a change itself has the change before it as its previous one.
    start: begins ? (start === undefined ? Number.NEGATIVE_INFINITY : start / 1000) : instant,
    end: end === undefined ? Number.POSITIVE_INFINITY : end / 1000,
    offset: at.offsetNanoseconds / 1e9,
  }
  known.set(zone, [...stretches, calm])
  return calm
}
