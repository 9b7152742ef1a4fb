import { Failure } from '../problem/problem.ts'
import type { Clock } from '../time/clock.ts'
import { type Instant, minute } from '../time/instant.ts'
import { note } from './context.ts'

/** At most this long between two looks at what has to be told, while nothing changes: nothing is later than that. */
const calm = minute

/** Tells people what the rounds found: at each change of state, at least every minute of a beat, and at the end. */
export interface Notifier {
  /** After a round that began at `time`; `changed`: a component's verdict is another than before. */
  afterRound: (changed: boolean, time: Instant) => Promise<void>
  /** Once more. Throws a Failure when somebody was not told: the run is marked failed, and the next one tries again. */
  finish: () => Promise<void>
}

export function notifierOf(root: string, clock: Clock, stop: AbortSignal): Notifier {
  let last: Instant | null = null
  /** By channel, until it takes a message again. */
  const troubles = new Map<string, string>()
  let round: Instant = 0
  // What a round saw began with it and has lasted no time yet; a second later it is there.
  const since = () => Math.max(clock(), round + 1)
  const tell = async () => {
    const { notifyAll, troublesIn } = await import('./notify-run.ts')
    last = clock()
    const outcome = await notifyAll(root, since, stop)
    for (const { channel } of outcome.told) troubles.delete(channel.id)
    if (outcome.stopped === null) troubles.delete('')
    for (const [channel, why] of troublesIn(outcome)) {
      troubles.set(channel, why)
      note(`candor: ${why}`)
    }
  }
  return {
    async afterRound(changed, time) {
      round = time
      if (changed || last === null || clock() - last >= calm) await tell()
    },
    async finish() {
      if (stop.aborted) return
      if (last === null || clock() - last >= calm) await tell()
      if (troubles.size > 0) throw new Failure([...troubles.values()].join('\n'))
    },
  }
}
