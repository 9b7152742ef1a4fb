import type { RoundContext } from './attempt.ts'
import { findingOf } from './fault.ts'
import type { ProbeResult } from './probe.ts'
import { askReferences, isConnectionLevel, looksLikeOurFault } from './reference.ts'
import { columnOf } from './targets.ts'

/** What this machine found, once it has asked itself whether it was to blame. */
export interface Judged {
  results: ProbeResult[]
  /** It had no network: nothing that was found in this round counts. */
  ourFault: boolean
}

/** Nothing can be said: the place that checks had no network. */
export function asNoNetwork(result: ProbeResult): ProbeResult {
  return { ...result, ...findingOf('checker', 'no-network') }
}

/**
 * The checker's own failure (contract, section 6): when nearly everything fails to connect and no reference host answers
 * either, the whole run is unknown; when only IPv6 fails, and for the reference hosts too, that column is `no_ipv6`.
 */
export async function judgeOurselves(
  results: ProbeResult[],
  context: RoundContext,
  options: {
    reference: readonly string[]
    stop?: AbortSignal | undefined
    /** Columns that were asked over IPv6 alone. */
    overIpv6: ReadonlySet<string>
  },
): Promise<Judged> {
  const { reference, stop } = options
  if (looksLikeOurFault(results) && (await askReferences(reference, context, { stop })) !== 'answers') {
    // Asked to end before they could answer: what cannot be told apart is left out.
    if (stop?.aborted) return { results: results.filter((result) => !isConnectionLevel(result)), ourFault: false }
    return { results: results.map(asNoNetwork), ourFault: true }
  }
  const lost = lostOverIpv6(results.filter((result) => options.overIpv6.has(columnOf(result))))
  if (lost.size === 0 || (await askReferences(reference, context, { family: 6, stop })) !== 'silent') {
    return { results, ourFault: false }
  }
  if (stop?.aborted) return { results: results.filter((result) => !lost.has(result)), ourFault: false }
  return {
    results: results.map((result) => (lost.has(result) ? { ...result, ...findingOf('no_ipv6') } : result)),
    ourFault: false,
  }
}

/** What found no way over IPv6, if nothing else got through by it: a refusal, too, would have come from there. */
function lostOverIpv6(results: readonly ProbeResult[]): ReadonlySet<ProbeResult> {
  const failed = results.filter(({ verdict }) => verdict !== 'unknown')
  const lost = failed.filter(({ class: name }) => name === 'unreachable' || name === 'connect_timeout')
  const named = failed.filter(({ class: name }) => name === 'dns_nxdomain' || name === 'dns_error')
  return new Set(lost.length + named.length === failed.length ? lost : [])
}
