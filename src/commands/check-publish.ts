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
}

export function publisherOf(root: string, clock: Clock): Publisher {
  let last: Instant | null = null
  let pending = false
  const send = async () => {
    const { publishResults } = await import('./publish-results.ts')
    await publishResults(root, (await loadConfig(root)).config, clock())
    last = clock()
    pending = false
  }
  return {
    async afterRound(changed) {
      pending = true
      if (!changed && last !== null && clock() - last < calm) return
      await send().catch((error: unknown) => {
        // The rows are here and the next publish carries them; the beat goes on.
        note(`candor: not published yet: ${(error as Error).message}`)
      })
    },
    async finish() {
      if (pending) await send()
    },
  }
}
