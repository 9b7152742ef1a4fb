import type { Component } from '../config/config.ts'
import { pause } from '../probe/deadline.ts'
import type { Clock } from '../time/clock.ts'
import { isWatched, type Seen } from './check-due.ts'

/**
 * Stays while something is newly down: probes it again and again, `every` seconds apart, until it is up, its `watch` is
 * over, or `stop` comes. `round` keeps `seen` up to date.
 */
export async function watchNewlyDown(
  components: readonly Component[],
  seen: ReadonlyMap<string, Seen>,
  options: { every: number; clock: Clock; stop: AbortSignal },
  round: (newly: Component[]) => Promise<void>,
): Promise<void> {
  const { every, clock, stop } = options
  for (;;) {
    // A minute for a look that would come too late is only a minute longer in the job.
    const next = clock() + every
    if (!components.some((component) => isWatched(component, seen, next))) return
    await pause(every * 1000, stop)
    if (stop.aborted) return
    const newly = components.filter((component) => isWatched(component, seen, clock()))
    if (newly.length > 0) await round(newly)
  }
}
