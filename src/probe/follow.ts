import { type CookieJar, keepCookies } from './cookie.ts'
import { type Answer, exchange, type Request, type Way } from './exchange.ts'
import { Fault } from './fault.ts'
import type { Phases } from './phases.ts'
import { isRedirect, nextRequest, withCookies } from './redirect.ts'

/** How far a request may be led. */
export interface Leash {
  /** Redirects followed; 0: none, a redirect is the answer. */
  limit: number
  /** Whether a redirect of this status is the answer that is wanted. */
  wanted?: (status: number) => boolean
  /** Whether a header (by name) or the body (null) was made with a secret, and stays with its origin. */
  secret: (header: string | null) => boolean
}

export const defaultLimit = 5

/** Asks, and goes where redirects lead; the guard stands at every hop. Throws Faults and what `exchange` throws. */
export async function follow(
  first: Request,
  leash: Leash,
  way: Way,
  phases: Phases,
  signal: AbortSignal,
): Promise<Answer> {
  const jar: CookieJar = new Map()
  let request = first
  for (let hop = 0; ; hop += 1) {
    const answer = await exchange(withCookies(request, jar), way, phases, signal).catch((error: unknown) => {
      const hidden = hop > 0 && error instanceof Fault && error.finding.class === 'private_address'
      throw hidden ? new Fault('redirect_blocked') : error
    })
    if (!isRedirect(answer.status) || leash.limit === 0 || leash.wanted?.(answer.status)) return answer
    if (hop === leash.limit) throw new Fault('redirect_limit')
    keepCookies(jar, request.url, answer.headers.get('set-cookie'), Date.now())
    request = nextRequest(request, answer, leash.secret)
  }
}
