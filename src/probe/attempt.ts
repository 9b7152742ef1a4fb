import type { AnyCheck } from '../config/config.ts'
import { Failure } from '../problem/problem.ts'
import { before, withDeadline } from './deadline.ts'
import { faultOf, findingOf } from './fault.ts'
import { startPhases } from './phases.ts'
import type { Attempt, ProbeContext } from './probe.ts'
import { probe } from './table.ts'

/** What all attempts of a round share. */
export type RoundContext = Omit<ProbeContext, 'signal'>

/** How long a probe may take to tidy up after its deadline before it is left behind. */
const grace = 250

/**
 * One attempt, which always ends: within the check's `timeout`, and whatever a server does or a probe gets wrong.
 * `onFailure` hears the sentences meant for the person who runs the checks (a missing secret).
 */
export async function attempt(
  check: AnyCheck,
  context: RoundContext,
  options: { stop?: AbortSignal | undefined; onFailure: (failure: Failure) => void },
): Promise<Attempt> {
  const phases = startPhases()
  const fill = (text: string) => {
    try {
      return context.fill(text)
    } catch (error) {
      if (error instanceof Failure) options.onFailure(error)
      throw error
    }
  }
  return await withDeadline(check.timeout, options.stop, async (signal) => {
    const late = AbortSignal.timeout(Math.ceil(check.timeout * 1000) + grace)
    try {
      return await before(late, probe(check, { ...context, fill, signal }))
    } catch (error) {
      if (late.aborted) return phases.finish(findingOf('timeout'))
      return phases.finish(faultOf(error, 'dns', { aborted: false }))
    }
  })
}
