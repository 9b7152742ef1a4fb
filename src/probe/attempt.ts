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
    const late = graceAfter(signal)
    try {
      return await before(late.signal, probe(check, { ...context, fill, signal }))
    } catch (error) {
      if (late.signal.aborted) return phases.finish(findingOf('timeout'))
      return phases.finish(faultOf(error, 'dns', { aborted: false }))
    } finally {
      late.cancel()
    }
  })
}

/**
 * A signal that comes `grace` after another. It is counted from that one's coming: on a machine that was held up both
 * would be due at once, and the probe that knows how far it came would not be heard.
 */
function graceAfter(signal: AbortSignal): { signal: AbortSignal; cancel: () => void } {
  const late = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const begin = () => {
    timer = setTimeout(() => late.abort(), grace)
  }
  signal.addEventListener('abort', begin, { once: true })
  if (signal.aborted) begin()
  return {
    signal: late.signal,
    cancel() {
      signal.removeEventListener('abort', begin)
      clearTimeout(timer)
    },
  }
}
