import { performance } from 'node:perf_hooks'
import { pause } from '../probe/deadline.ts'
import type { Beat } from './check-options.ts'

/**
 * Runs `round` on a beat that does not drift: the nth begins n x every after the first, however long rounds take. One
 * that takes longer than a beat skips the beats it missed. Ends after `lasts`, or when `stop` comes.
 */
export async function keepBeat(beat: Beat, stop: AbortSignal, round: (number: number) => Promise<void>): Promise<void> {
  const start = performance.now()
  const end = beat.lasts === null ? Number.POSITIVE_INFINITY : start + beat.lasts * 1000
  const step = beat.every * 1000
  let next = start
  for (let number = 1; !stop.aborted; number += 1) {
    await round(number)
    next = Math.max(next + step, start + Math.ceil((performance.now() - start) / step) * step)
    if (next >= end) return
    await pause(next - performance.now(), stop)
  }
}
