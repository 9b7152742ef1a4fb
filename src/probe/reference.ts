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

/** A failure that says as much of our network as of theirs. */
export function isConnectionLevel({ verdict, class: name }: Finding): boolean {
  return verdict === 'down' && connectionLevel.has(name)
}

/**
 * At least 3 and 80 % of the probed components fail at connection or name level (contract, section 6). `results` are
 * those of this machine; a component that it asks over both families fails when both do. Pure.
 */
export function looksLikeOurFault(results: readonly (Finding & { component: string })[]): boolean {
  const failing = new Map<string, boolean>()
  for (const result of results) {
    if (result.verdict === 'unknown') continue
    failing.set(result.component, (failing.get(result.component) ?? true) && isConnectionLevel(result))
  }
  // What a third party could not tell (`checker`) is no sign of a network; a limit or a bot wall is one.
  const told = results.filter(({ class: name }) => name !== 'checker')
  const probed = new Set(told.map(({ component }) => component)).size
  const failed = [...failing.values()].filter(Boolean).length
  return failed >= 3 && failed >= 0.8 * probed
}

/** Seconds a reference host has to answer. */
const timeout = 5

/**
 * What the reference hosts say: `answers` when any gives any HTTP answer at all (then it is not our network that is
 * broken), `silent` when none does, `no-address` when none has an address of the family.
 */
export async function askReferences(
  urls: readonly string[],
  context: RoundContext,
  options: { family?: 4 | 6; stop?: AbortSignal | undefined } = {},
): Promise<'answers' | 'silent' | 'no-address'> {
  let reachable = false
  const answers = urls.map(async (url) => {
    const check = { ...referenceCheck(url), ip: options.family ?? null }
    const result = await attempt(check, context, { stop: options.stop, onFailure: () => {} })
    if (result.detail !== 'no-address') reachable = true
    if (result.timings.ttfb === null) throw new Error(`${url} gave no answer.`)
  })
  return await Promise.any(answers).then(
    () => 'answers',
    () => (reachable ? 'silent' : 'no-address'),
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
