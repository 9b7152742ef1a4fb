import type { ResultClass } from './classes.ts'
import { detailSentence } from './detail-sentence.ts'

const plain: Record<ResultClass, string> = {
  cert_expiring: 'Its certificate expires soon.',
  domain_expiring: 'Its domain expires soon.',
  slow: 'It answered, but slowly.',
  dns_nxdomain: 'Its host name does not exist.',
  dns_error: 'Its host name could not be looked up.',
  refused: 'The server refused the connection.',
  unreachable: 'There was no way to the server.',
  connect_timeout: 'The server did not accept the connection in time.',
  reset: 'The server broke off the connection.',
  closed: 'The server closed the connection without an answer.',
  timeout: 'It did not answer in time.',
  tls_expired: 'Its certificate has expired.',
  tls_not_yet_valid: 'Its certificate is not valid yet.',
  tls_hostname: 'Its certificate is for another name.',
  tls_self_signed: 'Its certificate is self-signed.',
  tls_untrusted: 'Its certificate comes from an authority that is not trusted.',
  tls_protocol: 'The server speaks no version of TLS that is still in use.',
  tls_client_cert: 'The server asks for a client certificate.',
  tls_not_tls: 'The server did not speak TLS.',
  tls_error: 'A secure connection could not be made.',
  cert_expiring_soon: 'Its certificate is about to expire.',
  protocol: 'Its answer broke the rules of the protocol.',
  headers_too_large: 'The headers of its answer were too large.',
  truncated: 'Its answer broke off in the middle.',
  decode: 'Its answer could not be decompressed.',
  status: 'It answered with an unexpected status.',
  redirect_limit: 'It redirected too many times.',
  redirect_invalid: 'It redirected to an address that is none.',
  redirect_blocked: 'It redirected to an address that may not be asked.',
  private_address: 'Its name leads to a private address, which may not be asked.',
  body: 'Its answer did not hold what it should.',
  json: 'A value in its answer was not what it should be.',
  header: 'A header of its answer was not what it should be.',
  answer: 'It gave an unexpected answer.',
  late: 'Its last success is too long ago.',
  domain_expired: 'Its domain has expired.',
  reported: 'It was reported as failing.',
  checker: 'The check itself could not be carried out.',
  rate_limited: 'It asked the checks to come less often.',
  blocked: 'It keeps automatic checks out.',
  no_ipv6: 'The place that checks has no IPv6.',
}

/** Why, in one English sentence for people; made from class and detail alone, never from what a server said. */
export function sentenceOf(resultClass: ResultClass | null, detail: string | null): string {
  if (resultClass === null) return 'It answered.'
  return (detail === null ? null : detailSentence(resultClass, detail)) ?? plain[resultClass]
}
