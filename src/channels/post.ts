import { withDeadline } from '../probe/deadline.ts'
import { exchange } from '../probe/exchange.ts'
import { faultOf } from '../probe/fault.ts'
import { guardOf } from '../probe/guard.ts'
import { startPhases } from '../probe/phases.ts'
import { Failure } from '../problem/problem.ts'
import { sentenceOf } from '../verdict/sentence.ts'
import { Undelivered } from './channel.ts'

export interface HttpRequest {
  /** With secrets filled in: never shown. */
  url: string
  headers?: Record<string, string>
  /** Sent as JSON; a text as it is. */
  body: unknown
  /** Whether the address may be a private one. */
  allowPrivate: boolean | undefined
}

export interface Answer {
  status: number
  /** Of another's service: nothing of it is shown. Null when it is no JSON. */
  json: unknown
}

/** Seconds for one message, from the look-up of the name to the end of the answer. */
const usualLimit = 10
/** Longer than any run waits; what a service says beyond is not believed. */
const longestWait = 86_400

/**
 * POSTs on a connection of its own. The guard looks at the very address that is connected to, redirects are not
 * followed (they would carry secrets away), and one deadline holds for all of it.
 */
export function posterOf(
  userAgent: string,
  stop: AbortSignal,
  limit = usualLimit,
): (request: HttpRequest) => Promise<Answer> {
  return async ({ url, headers = {}, body, allowPrivate }) => {
    const address = URL.parse(url)
    if (address === null || !/^https?:$/.test(address.protocol)) {
      throw new Undelivered('Its address is none, once the secrets are filled in.')
    }
    const phases = startPhases()
    let aborted = false
    const request = {
      url: address,
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'user-agent': userAgent, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }
    const way = { family: null, permits: guardOf(allowPrivate ?? false), trust: { ca: null, client: null } }
    const reply = await withDeadline(limit, stop, async (signal) => {
      signal.addEventListener('abort', () => {
        aborted = true
      })
      return await exchange(request, way, phases, signal).catch((error: unknown) => {
        if (error instanceof Failure) throw error
        // The words of sockets and libraries may hold the address, and with it a secret.
        const { class: name, detail } = faultOf(error, phases.current, { aborted })
        throw new Undelivered(sentenceOf(name, detail))
      })
    })
    const json = parsed(reply.bytes)
    if (reply.status >= 200 && reply.status < 300) return { status: reply.status, json }
    const retryAfter = waitOf(reply.headers.get('retry-after'), reply.headers.get('date'), json)
    throw new Undelivered(sentenceOf('status', String(reply.status)), { retryAfter })
  }
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}

/** `Retry-After` in seconds or as a date; Discord and Telegram say it in the body, more exactly. */
export function waitOf(
  header: string | null | undefined,
  date: string | null | undefined,
  json: unknown,
): number | null {
  const said = json as { retry_after?: unknown; parameters?: { retry_after?: unknown } } | null
  const inBody = said?.parameters?.retry_after ?? said?.retry_after
  if (typeof inBody === 'number' && inBody >= 0) return Math.min(inBody, longestWait)
  if (header == null || header === '') return null
  if (/^\d+$/.test(header)) return Math.min(Number(header), longestWait)
  // By the service's own clock: ours may be another.
  const wait = (Date.parse(header) - Date.parse(date ?? '')) / 1000
  return Number.isNaN(wait) ? null : Math.min(Math.max(0, wait), longestWait)
}
