import type { Finding, Verdict } from './classes.ts'

const order: Verdict[] = ['up', 'degraded', 'partial', 'down']

/**
 * The verdict of a run: the best of its attempts, unknown ones left out, told by the first attempt of that verdict
 * (contract, section 6). Only when every attempt is unknown is the run unknown, told by the first. Throws on none.
 */
export function bestOf<A extends Finding>(attempts: readonly A[]): A {
  const first = attempts[0]
  if (first === undefined) throw new RangeError('A run without attempts has no verdict.')
  for (const verdict of order) {
    const found = attempts.find((attempt) => attempt.verdict === verdict)
    if (found !== undefined) return found
  }
  return first
}
