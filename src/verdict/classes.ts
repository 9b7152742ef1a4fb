/** What a run of checks says of a component. */
export const verdicts = ['up', 'degraded', 'partial', 'down', 'unknown'] as const
export type Verdict = (typeof verdicts)[number]

/** Why: the closed list of result classes. No text that a server sent is ever stored; a class and a short detail are. */
export const upClasses = ['cert_expiring', 'domain_expiring'] as const
export const degradedClasses = ['slow'] as const
export const downClasses = [
  'dns_nxdomain',
  'dns_error',
  'refused',
  'unreachable',
  'connect_timeout',
  'reset',
  'closed',
  'timeout',
  'tls_expired',
  'tls_not_yet_valid',
  'tls_hostname',
  'tls_self_signed',
  'tls_untrusted',
  'tls_protocol',
  'tls_client_cert',
  'tls_not_tls',
  'tls_error',
  'cert_expiring_soon',
  'protocol',
  'headers_too_large',
  'truncated',
  'decode',
  'status',
  'redirect_limit',
  'redirect_invalid',
  'redirect_blocked',
  'private_address',
  'body',
  'json',
  'header',
  'answer',
  'late',
  'domain_expired',
  'reported',
] as const
export const unknownClasses = ['checker', 'rate_limited', 'blocked', 'no_ipv6'] as const

export const resultClasses = [...upClasses, ...degradedClasses, ...downClasses, ...unknownClasses] as const
export type ResultClass = (typeof resultClasses)[number]

/** What one attempt, or one run of attempts, found. */
export interface Finding {
  verdict: Verdict
  class: ResultClass | null
  /** `[A-Za-z0-9._-]`, at most 40 characters: a status code, a number of days. Never a server's words. */
  detail: string | null
}

/** A finding with its time to the first byte of the protocol's answer, in whole milliseconds. */
export interface Result extends Finding {
  ms: number
}

const verdictByClass = new Map<string, Verdict>([
  ...upClasses.map((name) => [name, 'up'] as const),
  ...degradedClasses.map((name) => [name, 'degraded'] as const),
  ...downClasses.map((name) => [name, 'down'] as const),
  ...unknownClasses.map((name) => [name, 'unknown'] as const),
])

export function isResultClass(text: string): text is ResultClass {
  return verdictByClass.has(text)
}

export function isDetail(text: string): boolean {
  return /^[A-Za-z0-9._-]{1,40}$/.test(text)
}

/** The verdict that a class stands for; `reported` alone says more in its detail (the other page's own word). */
export function verdictOf(resultClass: ResultClass | null, detail: string | null): Verdict {
  if (resultClass === null) return 'up'
  if (resultClass === 'reported') {
    if (detail === 'degraded_performance') return 'degraded'
    if (detail === 'partial_outage') return 'partial'
  }
  return verdictByClass.get(resultClass)!
}

const severity: Record<Exclude<Verdict, 'unknown'>, number> = { up: 0, degraded: 1, partial: 2, down: 3 }

/** The worse of two verdicts; unknown abstains. */
export function worse(a: Verdict, b: Verdict): Verdict {
  if (a === 'unknown') return b
  if (b === 'unknown') return a
  return severity[a] >= severity[b] ? a : b
}
