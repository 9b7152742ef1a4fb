import type { Request } from './exchange.ts'
import { Fault } from './fault.ts'

const statuses = new Set([301, 302, 303, 307, 308])

export function isRedirect(status: number): boolean {
  return statuses.has(status)
}

/** Cookies that servers set on the way, by host: some logins redirect to themselves until the cookie comes back. */
export type CookieJar = Map<string, Map<string, string>>

function keepCookies(jar: CookieJar, url: URL, header: string | undefined): void {
  if (header === undefined) return
  const own = jar.get(url.host) ?? new Map<string, string>()
  for (const line of header.split('\n')) {
    const [, name, value] = /^\s*([^=;\s]+)=([^;]*)/.exec(line) ?? []
    if (name !== undefined) own.set(name, value!.trim())
  }
  jar.set(url.host, own)
}

/** Headers of a request with the cookies of its host added. */
export function withCookies(request: Request, jar: CookieJar): Request {
  const own = jar.get(request.url.host)
  if (own === undefined || own.size === 0) return request
  const cookies = [...own].map(([name, value]) => `${name}=${value}`)
  const name = Object.keys(request.headers).find((key) => key.toLowerCase() === 'cookie') ?? 'cookie'
  const given = request.headers[name]
  return { ...request, headers: { ...request.headers, [name]: [given, ...cookies].filter(Boolean).join('; ') } }
}

/**
 * The request that a redirect asks for. What the check's owner meant for one origin (credentials, cookies, whatever
 * holds a secret) is not carried to another. Throws a Fault for an address that is none or may not be asked.
 *
 * @param secret whether a header (by name) or the body (null) was made with a secret
 */
export function nextRequest(
  request: Request,
  answer: { status: number; headers: ReadonlyMap<string, string> },
  jar: CookieJar,
  secret: (header: string | null) => boolean,
): Request {
  const location = answer.headers.get('location')
  const url = location === undefined ? null : URL.parse(location, request.url)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') {
    throw new Fault('redirect_invalid')
  }
  if (url.username !== '' || url.password !== '') throw new Fault('redirect_blocked')
  keepCookies(jar, request.url, answer.headers.get('set-cookie'))
  const away = url.origin !== request.url.origin
  const becomesGet =
    (answer.status === 303 && request.method !== 'HEAD') || (answer.status < 303 && request.method === 'POST')
  if (away && !becomesGet && request.body !== null && secret(null)) throw new Fault('redirect_blocked')

  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers)) {
    const lower = name.toLowerCase()
    const personal = ['authorization', 'cookie', 'proxy-authorization', 'host'].includes(lower) || secret(name)
    const ofBody = lower.startsWith('content-')
    if (!(away && personal) && !(becomesGet && ofBody)) headers[name] = value
  }
  return { url, method: becomesGet ? 'GET' : request.method, headers, body: becomesGet ? null : request.body }
}
