import { type CookieJar, cookiesFor } from './cookie.ts'
import type { Request } from './exchange.ts'
import { Fault } from './fault.ts'

const statuses = new Set([301, 302, 303, 307, 308])

export function isRedirect(status: number): boolean {
  return statuses.has(status)
}

/** Headers of a request with the cookies of its host added. */
export function withCookies(request: Request, jar: CookieJar): Request {
  const cookies = cookiesFor(jar, request.url)
  if (cookies === null) return request
  const name = Object.keys(request.headers).find((key) => key.toLowerCase() === 'cookie') ?? 'cookie'
  const given = request.headers[name]
  return { ...request, headers: { ...request.headers, [name]: [given, cookies].filter(Boolean).join('; ') } }
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
  secret: (header: string | null) => boolean,
): Request {
  const location = answer.headers.get('location')
  const url = location === undefined ? null : URL.parse(location, request.url)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') {
    throw new Fault('redirect_invalid')
  }
  if (url.username !== '' || url.password !== '') throw new Fault('redirect_blocked')
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
