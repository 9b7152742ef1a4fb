import { performance } from 'node:perf_hooks'
import { Failure } from '../problem/problem.ts'
import { pause } from './deadline.ts'
import { Fault } from './fault.ts'
import type { Measurement } from './globalping-request.ts'
import { created } from './globalping-shapes.ts'

export interface GlobalpingOptions {
  /** Where the API is, without `/v1`. */
  base: string
  /** Raises the hourly limit; works without. */
  token: string | null
  userAgent: string
}

/**
 * Asks the Globalping API, one new measurement at a time. Once its limit is reached it is left alone until it allows
 * more; when it is out of order, for a minute: a hundred components must not each wait for it.
 */
export interface Globalping {
  /** A finished measurement, as the API wrote it. Throws a Fault (`rate_limited`, `checker`), a Failure for a bad token. */
  measure: (measurement: Measurement, stop: AbortSignal | undefined) => Promise<unknown>
}

/** Milliseconds until an answer to one request. */
const requestLimit = 10_000
/** Milliseconds until a measurement is there: their probes take up to 10 s and a little more. */
const longest = 30_000
/** Milliseconds. */
const aMinute = 60_000
/** Their own rule: not sooner after the last answer. */
const between = 500
const mostBytes = 4 * 1024 * 1024

export function globalpingOf(options: GlobalpingOptions): Globalping {
  let shut: { until: number; why: Fault } | null = null
  let creating: Promise<unknown> = Promise.resolve()
  const shutFor = (ms: number, why: Fault) => {
    shut = { until: performance.now() + ms, why }
    return why
  }
  const headers = {
    'user-agent': options.userAgent,
    accept: 'application/json',
    ...(options.token === null ? {} : { authorization: `Bearer ${options.token}` }),
  }
  const ask = async (path: string, init: RequestInit, signal: AbortSignal) => {
    const url = `${options.base.replace(/\/+$/, '')}/v1/measurements${path}`
    return await fetch(url, { ...init, headers: { ...headers, ...init.headers }, redirect: 'error', signal })
  }
  const create = async (measurement: Measurement, stop: AbortSignal | undefined): Promise<string> => {
    if (shut !== null && performance.now() < shut.until) throw shut.why
    const signal = limited(requestLimit, stop)
    const body = JSON.stringify(measurement)
    const response = await ask('', { method: 'POST', body, headers: { 'content-type': 'application/json' } }, signal)
    if (response.status === 429) {
      await response.body?.cancel()
      const seconds = Number(response.headers.get('x-ratelimit-reset') ?? response.headers.get('retry-after'))
      throw shutFor(seconds > 0 ? seconds * 1000 : aMinute, new Fault('rate_limited'))
    }
    const answer = await bodyOf(response)
    if (response.status === 401 || response.status === 403) {
      throw new Failure(
        'Globalping does not take the token in GLOBALPING_TOKEN.\n  Expected one from https://dash.globalping.io/tokens, or none.',
      )
    }
    if (response.status === 422) throw new Fault('checker', 'no-place')
    if (response.status >= 500) throw shutFor(aMinute, new Fault('checker', 'places'))
    if (response.status !== 202) throw new Fault('checker', 'places')
    return created.parse(answer).id
  }
  /** After those that came before, whatever became of them. */
  const inTurn = (measurement: Measurement, stop: AbortSignal | undefined): Promise<string> => {
    const own = creating.then(() =>
      create(measurement, stop).catch((error: unknown) => {
        // No answer at all, or none that can be read.
        throw error instanceof Fault || error instanceof Failure || stop?.aborted
          ? error
          : shutFor(aMinute, new Fault('checker', 'places', { cause: error }))
      }),
    )
    creating = own.catch(() => {})
    return own
  }
  const finished = async (id: string, signal: AbortSignal): Promise<unknown> => {
    let etag: string | null = null
    for (;;) {
      const response = await ask(`/${id}`, { headers: etag === null ? {} : { 'if-none-match': etag } }, signal)
      etag = response.headers.get('etag') ?? etag
      const answer = await bodyOf(response)
      if (response.status !== 200 && response.status !== 304) throw new Fault('checker', 'places')
      if (response.status === 200 && (answer as { status?: unknown } | null)?.status !== 'in-progress') return answer
      await pause(between, signal)
      signal.throwIfAborted()
    }
  }
  return {
    async measure(measurement, stop) {
      try {
        const id = await inTurn(measurement, stop)
        return await finished(id, limited(longest, stop))
      } catch (error) {
        if (error instanceof Fault || error instanceof Failure) throw error
        // Whatever else goes wrong with another's service says nothing of the component.
        throw new Fault('checker', 'places', { cause: error })
      }
    },
  }
}

function limited(ms: number, stop: AbortSignal | undefined): AbortSignal {
  return AbortSignal.any([AbortSignal.timeout(ms), ...(stop === undefined ? [] : [stop])])
}

/** Reads an answer to its end; one that is limited, too long or not JSON is a Fault. */
async function bodyOf(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > mostBytes) throw new Fault('checker', 'places')
    chunks.push(chunk)
  }
  if (response.status === 429) throw new Fault('rate_limited')
  if (size === 0) return null
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}
