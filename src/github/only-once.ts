import type { GitHub } from './client.ts'
import { GitHubFailure } from './trouble.ts'

const mostTries = 4

/**
 * Makes what must not be there twice. When GitHub failed and nobody knows whether it was made all the same, it is looked
 * for before it is made again. `find` is asked first, so that a second run of the same job finds what the first one made.
 */
export async function onlyOnce<T>(
  github: GitHub,
  { find, make }: { find: () => Promise<T | null>; make: () => Promise<T> },
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const there = await find()
    if (there !== null) return there
    try {
      return await make()
    } catch (error) {
      if (!(error instanceof GitHubFailure) || !error.isOpen || tries === mostTries) throw error
    }
    await github.pause(2 ** (tries - 1))
  }
}
