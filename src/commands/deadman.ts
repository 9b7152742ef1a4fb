import { EnvHttpProxyAgent, fetch } from 'undici'
import { pause } from '../probe/deadline.ts'
import { Failure } from '../problem/problem.ts'
import { note } from './context.ts'

/** Somebody else's clock, who tells people when nothing was heard from us for too long. */
export interface Deadman {
  /** All is well: it was checked and published. */
  alive: () => Promise<void>
  /** It could not be checked or published. */
  failed: () => Promise<void>
}

/** Milliseconds for one try, and between two. */
const limit = 10_000
const between = [1000, 3000]

/**
 * The dead-man at the address in DEADMAN_URL (`/fail` is put behind it for a failure, as healthchecks.io has it); null
 * when none is set. The address is a secret: whoever has it can speak for us, so no message names it. It comes from the
 * environment alone, never from a file that a pull request can change, no redirect is followed and no answer is read,
 * which is why it may be private, as on a network of one's own. A ping that fails is noted and stops nothing.
 */
export function deadmanOf(environment: Readonly<Record<string, string | undefined>>): Deadman | null {
  const text = environment['DEADMAN_URL']?.trim() ?? ''
  if (text === '') return null
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !['https:', 'http:'].includes(url.protocol)) {
    throw new Failure(
      'DEADMAN_URL is no address of the web.\n  Expected the ping address of a dead-man, as in: https://hc-ping.com/<your check>',
      { exitCode: 2 },
    )
  }
  const failing = new URL(url)
  failing.pathname = `${url.pathname.replace(/\/+$/, '')}/fail`
  return { alive: () => ping(url), failed: () => ping(failing) }
}

/** `work`, and the dead-man told how it ended. */
export async function watched<T>(deadman: Deadman | null, work: () => Promise<T>): Promise<T> {
  try {
    const done = await work()
    await deadman?.alive()
    return done
  } catch (error) {
    await deadman?.failed()
    throw error
  }
}

async function ping(url: URL): Promise<void> {
  const dispatcher = new EnvHttpProxyAgent()
  try {
    const why = await pingBy(dispatcher, url)
    if (why !== null) note(`candor: the dead-man (DEADMAN_URL) did not take the ping: ${why}.`)
  } finally {
    await dispatcher.destroy()
  }
}

/** Null, or why not. */
async function pingBy(dispatcher: EnvHttpProxyAgent, url: URL): Promise<string | null> {
  let why = null
  for (const wait of [0, ...between]) {
    if (wait > 0) await pause(wait)
    try {
      const signal = AbortSignal.timeout(limit)
      const answer = await fetch(url, { signal, redirect: 'manual', dispatcher })
      await answer.body?.cancel()
      if (answer.ok) return null
      why = `it answers with status ${answer.status}`
    } catch (error) {
      // Their words may hold the address.
      why = (error as Error).name === 'TimeoutError' ? `no answer within ${limit / 1000} s` : 'nothing answers there'
    }
  }
  return why
}
