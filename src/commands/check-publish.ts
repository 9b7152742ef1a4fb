import { loadConfig } from '../store/config-file.ts'
import type { Clock } from '../time/clock.ts'
import type { Instant } from '../time/instant.ts'
import { note } from './context.ts'

/** At most this long between two publishes while nothing changes, in seconds. */
const calm = 15 * 60

/** Publishes what the rounds found: at each change of state, else now and then, and at the end. */
export interface Publisher {
  /** After a round; `changed`: a component's verdict is another than before. */
  afterRound: (changed: boolean) => Promise<void>
  /** What is left over. Throws the Failure of the last try when it is still not there. */
  finish: () => Promise<void>
  /** Whether a publish of ours made the results branch: this is the first run of a page. */
  isFirst: () => boolean
}

/**
 * `aside`: rounds do not wait for it, as on a beat, which a remote that does not answer would hold up by half a minute.
 * `afterwards`: what comes after each publish; it is told whether a verdict changed.
 */
export function publisherOf(
  root: string,
  clock: Clock,
  { aside, afterwards = [] }: { aside: boolean; afterwards?: ((changed: boolean) => Promise<void>)[] },
): Publisher {
  let last: Instant | null = null
  let pending = false
  let changedSince = false
  let sending: Promise<void> | null = null
  let began = false
  const send = async () => {
    const { publishResults } = await import('./publish-results.ts')
    const changed = changedSince
    // What comes from now on is another publish's.
    pending = false
    changedSince = false
    try {
      const published = await publishResults(root, (await loadConfig(root)).config, clock())
      began ||= published.began
      last = clock()
      for (const step of afterwards) await step(changed)
    } catch (error) {
      pending = true
      changedSince = true
      throw error
    }
  }
  const isDue = () => pending && (changedSince || last === null || clock() - last >= calm)
  const sendWhatIsDue = async () => {
    while (isDue()) await send()
  }
  return {
    async afterRound(changed) {
      pending = true
      changedSince ||= changed
      if (sending !== null || !isDue()) return
      sending = sendWhatIsDue()
        .catch((error: unknown) => {
          // The rows are here and the next publish carries them; the beat goes on.
          note(`candor: not published yet: ${(error as Error).message}`)
        })
        .finally(() => {
          sending = null
        })
      if (!aside) await sending
    },
    async finish() {
      await sending
      if (pending) await send()
    },
    isFirst: () => began,
  }
}
