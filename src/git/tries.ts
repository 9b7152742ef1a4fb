import { setTimeout as wait } from 'node:timers/promises'
import { GitFailure, type Trouble } from './trouble.ts'

export const mostTries = 8

/** What may be otherwise in a moment. */
export const worthAnother: ReadonlySet<Trouble> = new Set<Trouble>(['moved', 'network', 'locked'])

/** Waits this many milliseconds. Tests do not. */
export type Pause = (milliseconds: number) => Promise<unknown>

/**
 * Does it again when others were first, a lock was held or the network failed; at most `most` times, then the last Failure
 * stands. Full jitter, twice as long each time up to 15 s: five writers that met once are soon far apart.
 */
export async function inTries<T>(
  attempt: (tries: number) => Promise<T>,
  pause: Pause = wait,
  most = mostTries,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt(tries)
    } catch (error) {
      if (!(error instanceof GitFailure) || !worthAnother.has(error.trouble) || tries === most) throw error
    }
    await pause(20 + Math.random() * Math.min(15_000, 250 * 2 ** tries))
  }
}
