import type { Instant } from '../time/instant.ts'

/** A stretch of time, `start` included, `end` not; never empty. */
export interface Interval {
  start: Instant
  end: Instant
}
