import { networkInterfaces } from 'node:os'
import { Failure } from '../problem/problem.ts'
import { type Finding, type ResultClass, verdictOf } from '../verdict/classes.ts'
import type { Phase } from './phases.ts'

/** A probe's own reason to stop, already with its class. */
export class Fault extends Error {
  readonly finding: Finding

  constructor(resultClass: ResultClass, detail: string | null = null, options?: { cause?: unknown }) {
    super(detail === null ? resultClass : `${resultClass}:${detail}`, options)
    this.finding = findingOf(resultClass, detail)
  }
}

export function findingOf(resultClass: ResultClass | null, detail: string | null = null): Finding {
  return { verdict: verdictOf(resultClass, detail), class: resultClass, detail }
}

/** Error code to class: the one table. Codes of sockets, c-ares, OpenSSL and undici. First match counts. */
const classes: [RegExp, ResultClass][] = [
  [/^(ENOTFOUND|EAI_NONAME)$/, 'dns_nxdomain'],
  [/^(EAI_|ENODATA|ESERVFAIL|EFORMERR|ENOTIMP|EREFUSED|ETIMEOUT|EBADRESP|EBADNAME|ECANCELLED|ENONAME)/, 'dns_error'],
  [/^ECONNREFUSED$/, 'refused'],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ENETDOWN|EHOSTDOWN|EACCES|EPERM|EINVAL)$/, 'unreachable'],
  [/^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/, 'connect_timeout'],
  [/^(ECONNRESET|EPIPE|ECONNABORTED)$/, 'reset'],
  [/^UND_ERR_SOCKET$/, 'closed'],
  [/^UND_ERR_HEADERS_OVERFLOW$/, 'headers_too_large'],
  [/^HPE_HEADER_OVERFLOW$/, 'headers_too_large'],
  [/^UND_ERR_RES_CONTENT_LENGTH_MISMATCH$/, 'truncated'],
  // undici asserts what a server is expected to keep to (a bare 101).
  [/^(HPE_|ERR_ASSERTION$)/, 'protocol'],
  [/^(CERT_HAS_EXPIRED|CRL_HAS_EXPIRED)$/, 'tls_expired'],
  [/^CERT_NOT_YET_VALID$/, 'tls_not_yet_valid'],
  [/^ERR_TLS_CERT_ALTNAME_(INVALID|FORMAT)$/, 'tls_hostname'],
  [/^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN)$/, 'tls_self_signed'],
  [/^(UNABLE_TO_|CERT_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH|PATH_LENGTH)/, 'tls_untrusted'],
  [/^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|RECORD_TOO)/, 'tls_not_tls'],
  [/^ERR_SSL_.*(CERTIFICATE_REQUIRED|ALERT_BAD_CERTIFICATE|ALERT_CERTIFICATE_UNKNOWN)$/, 'tls_client_cert'],
  [/^ERR_SSL_.*(PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|HANDSHAKE_FAILURE|NO_APPLICATION_PROTOCOL)$/, 'tls_protocol'],
  [/^ERR_SSL_|^EPROTO$/, 'tls_error'],
]

/** When several addresses were tried, the failure that says most comes first. */
const telling: ResultClass[] = ['refused', 'reset', 'connect_timeout', 'unreachable']

/** Whether this machine could reach anything by IPv6. */
export function hasIpv6(): boolean {
  return Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some(({ family, internal, address }) => family === 'IPv6' && !internal && !address.startsWith('fe80')),
  )
}

/** What an error means for the component. `aborted`: the attempt's time was over. An unknown error is the checker's own. */
export function faultOf(error: unknown, phase: Phase, options: { aborted: boolean; family?: 4 | 6 | null }): Finding {
  if (error instanceof Fault) return error.finding
  // Filling in secrets is the one thing of ours that fails with a sentence; the runner tells it.
  if (error instanceof Failure) return findingOf('checker', 'secret')
  if (options.aborted) {
    if (phase === 'dns') return findingOf('dns_error', 'timeout')
    return findingOf(phase === 'connect' ? 'connect_timeout' : 'timeout')
  }
  const found = classOf(error, phase)
  if (found === null) return findingOf('checker', 'error')
  if (found === 'unreachable' && options.family === 6 && !hasIpv6()) return findingOf('no_ipv6')
  return findingOf(found, found === 'dns_error' && codeOf(error) === 'ENODATA' ? 'no-address' : null)
}

function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as NodeJS.ErrnoException
  // undici leaves the code out where what came is not HTTP at all.
  return code ?? (name === 'HTTPParserError' ? 'HPE_OTHER' : '')
}

function classOf(error: unknown, phase: Phase): ResultClass | null {
  if (error instanceof AggregateError) {
    const each = error.errors.map((one) => classOf(one, phase))
    return telling.find((name) => each.includes(name)) ?? each[0] ?? null
  }
  const [code, message] = [codeOf(error), String((error as Error)?.message ?? '')]
  // A broken connection means a different thing before and after the headers.
  const broken = /^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|HPE_INVALID_EOF_STATE)$/.test(code)
  if (phase === 'body' && broken) return 'truncated'
  // Before the headers have ended, undici says so of any head that it cannot read.
  if (phase !== 'body' && code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return 'protocol'
  if (/^bad (response|upgrade)$/.test(message)) return 'protocol'
  if (phase === 'dns' && code === 'ECONNREFUSED') return 'dns_error'
  if (broken && (code.startsWith('HPE') || /disconnected before secure/.test(message))) return 'closed'
  return classes.find(([pattern]) => pattern.test(code))?.[1] ?? null
}
