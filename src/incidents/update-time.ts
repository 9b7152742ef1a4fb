import type { Instant } from '../time/instant.ts'
import type { Update } from './incident.ts'
import { lifecycleRank, type Status } from './words.ts'

/**
 * The time of an update that is written now. Whole minutes read better; one that would not come after the last has its
 * seconds: of two at the same time the later word of the lifecycle counts, and re-opening would be lost.
 */
export function timeOfUpdate(
  now: Instant,
  earlier: readonly Pick<Update, 'at' | 'status'>[],
  status: Status = 'investigating',
): Instant {
  const wholeMinute = now - (now % 60)
  const last = Math.max(0, ...earlier.map(({ at }) => at))
  if (last < wholeMinute || last > now) return wholeMinute
  const same = earlier.filter(({ at }) => at === wholeMinute)
  const later = last === wholeMinute && same.every((one) => lifecycleRank(one.status) < lifecycleRank(status))
  return later ? wholeMinute : Math.max(now, last + 1)
}
