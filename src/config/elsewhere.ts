const secret = /\$\{[A-Z][A-Z0-9_]*\}/
/** Headers that hold a credential even when it is written out. */
const personal = /^(authorization|proxy-authorization|cookie|x-api-key|api-key|x-auth-token)$/i
const harmless = ['GET', 'HEAD', 'OPTIONS']
const placed = ['http', 'tcp', 'tls', 'websocket', 'smtp', 'grpc', 'ssh', 'dns']

/** Whether another place can make a check of this type for us. */
export function canBePlaced(type: unknown): boolean {
  return placed.includes(String(type))
}

/** Why a check is not made at other places. */
export interface NotElsewhere {
  /** Which key of the check is in the way. */
  key: string
  why: string
  expected: string
}

/**
 * What is asked at other places is public: what stands in a check's keys that must not be, or that another place cannot
 * do for us. Null when nothing does. The keys are those of components.yml, checked or not.
 */
export function whyNotElsewhere(keys: Readonly<Record<string, unknown>>): NotElsewhere | null {
  const not = (key: string, why: string, instead: string) => ({
    key,
    why,
    expected: `${instead}, or no \`locations\`.`,
  })
  const { url, method, headers, allow_private: allowed } = keys
  if (allowed !== undefined && allowed !== null && allowed !== false) {
    return not('allow_private', '`allow_private` says that its address may be a private one', 'no `allow_private`')
  }
  if (keys['ca'] != null) return not('ca', 'they do not trust its `ca`', 'no `ca`')
  if (typeof url === 'string' && secret.test(url)) {
    return not('url', 'its `url` holds a secret, and measurements are public', 'no secret')
  }
  const parsed = typeof url === 'string' ? URL.parse(url) : null
  if (parsed !== null && (parsed.username !== '' || parsed.password !== '')) {
    return not('url', 'its `url` holds a password, and measurements are public', 'no password')
  }
  if (keys['type'] !== 'http') return null
  if (typeof method === 'string' && !harmless.includes(method)) {
    return not('method', `their probes do not send \`method: ${method}\``, 'GET, HEAD or OPTIONS')
  }
  if (keys['body'] !== undefined) return not('body', 'a `body` is not sent there', 'no `body`')
  if (keys['proxy'] !== undefined) return not('proxy', 'they do not go through your `proxy`', 'no `proxy`')
  if (keys['client_certificate'] !== undefined) {
    return not('client_certificate', 'a `client_certificate` stays here', 'no `client_certificate`')
  }
  for (const [name, value] of Object.entries(typeof headers === 'object' && headers !== null ? headers : {})) {
    if (secret.test(String(value)) || personal.test(name)) {
      return not('headers', `its header \`${name}\` is private, and measurements are public`, 'no such header')
    }
  }
  return null
}
