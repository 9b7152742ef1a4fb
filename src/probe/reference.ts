import type { CheckOf } from '../config/config.ts'
import type { Finding, ResultClass } from '../verdict/classes.ts'
import { attempt, type RoundContext } from './attempt.ts'

/** Failures that a checker without a network would see too. */
const connectionLevel: ReadonlySet<ResultClass | null> = new Set<ResultClass | null>([
  'dns_nxdomain',
  'dns_error',
  'refused',
  'unreachable',
  'connect_timeout',
  'reset',
])

/** At least 3 and 80 % of what was probed fail at connection or name level (contract, section 6). Pure. */
export function looksLikeOurFault(results: readonly Finding[]): boolean {
  const failed = results.filter(({ verdict, class: name }) => verdict === 'down' && connectionLevel.has(name)).length
  return failed >= 3 && failed >= 0.8 * results.length
}

/** Seconds a reference host has to answer. */
const timeout = 5

/** Whether any reference host gives any HTTP answer at all: then it is not our network that is broken. */
export async function anyReferenceAnswers(
  urls: readonly string[],
  context: RoundContext,
  stop?: AbortSignal,
): Promise<boolean> {
  const answers = urls.map(async (url) => {
    const result = await attempt(referenceCheck(url), context, { stop, onFailure: () => {} })
    if (result.timings.ttfb === null) throw new Error(`${url} gave no answer.`)
  })
  return await Promise.any(answers).then(
    () => true,
    () => false,
  )
}

/** The hosts are the page owner's choice, and nothing of what they say is kept: the guard would protect nobody. */
function referenceCheck(url: string): CheckOf<'http'> {
  const timing = {
    interval: 0,
    stale_after: 0,
    confirm: 1,
    confirm_every: 0,
    confirm_runs: 1,
    recover_runs: 1,
    watch: 0,
  }
  const none = { degraded_over: null, ip: null, ca: null, locations: [] }
  return { type: 'http', url, follow: 0, timeout, allow_private: true, ...timing, ...none }
}
