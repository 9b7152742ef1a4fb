import { Fault, faultOf } from './fault.ts'
import type { Phases } from './phases.ts'

/**
 * Asks a third party about the component. When the third party itself fails, nothing is known of the component: that
 * is `checker`, with who failed and how in the detail (`page-timeout`, `rdap-status-503`).
 */
export async function hearsay<T>(who: string, phases: Phases, signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    const found = faultOf(error, phases.current, { aborted: signal.aborted })
    if (found.verdict === 'unknown') throw new Fault(found.class!, found.detail, { cause: error })
    const how = [who, found.class, found.detail].filter((part) => part !== null)
    throw new Fault('checker', how.join('-').slice(0, 40), { cause: error })
  }
}
