import { day, type Instant } from '../time/instant.ts'

/** What was read, and when. */
interface Kept<T> {
  at: Instant
  value: Promise<T>
}

/**
 * Asks once a day and keeps the answer: registries see to it that they are not asked more often. Whoever asks while an
 * answer is on its way waits for that one; a failure is not kept, nor handed to those who waited.
 */
export function daily<T>(): (key: string, now: Instant, ask: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, Kept<T>>()
  return async (key, now, ask) => {
    for (;;) {
      const known = kept.get(key)
      if (known === undefined || now < known.at || now - known.at >= day) break
      try {
        return await known.value
      } catch {
        // It failed for another's reasons, such as another's deadline.
        if (kept.get(key) === known) kept.delete(key)
      }
    }
    const value = ask()
    kept.set(key, { at: now, value })
    value.catch(() => {
      if (kept.get(key)?.value === value) kept.delete(key)
    })
    return await value
  }
}
