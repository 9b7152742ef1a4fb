import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Octokit } from 'octokit'
import { loadOctokit } from './octokit.ts'
import type { Place } from './place.ts'
import { transport } from './transport.ts'
import { gitHubFailure, notGitHub } from './trouble.ts'

export interface GitHubOptions {
  /** Milliseconds that one request may take, answer included. */
  timeout?: number
  /** Milliseconds that one call may take with all its tries and waits. */
  limit?: number
  /** Milliseconds that a second of waiting takes. Tests make it short. */
  pace?: number
}

/** What every call needs to be told; spread it into the call's parameters. */
interface Base {
  owner: string
  repo: string
  request: { signal: AbortSignal; retries?: number }
}

/** The line to GitHub. Each file beside this one is a few calls on it, by their noun. */
export interface GitHub {
  place: Place
  /**
   * Makes a call. Failed tries are made again by Octokit's own plugins (500s, network, rate limits) within the limit.
   * `doing` completes "could not ...". Throws a GitHubFailure.
   */
  call: <T>(doing: string, ask: (octokit: Octokit, base: Base) => Promise<{ data: T }>) => Promise<T>
  /** As `call`, for what would be there twice if it were done twice: it is tried again only when it surely was not done. */
  callOnce: <T>(doing: string, ask: (octokit: Octokit, base: Base) => Promise<{ data: T }>) => Promise<T>
  /** Waits so many seconds. */
  pause: (seconds: number) => Promise<void>
  /** All pages of a list, at most 30 of 100. */
  list: <T>(doing: string, ask: (octokit: Octokit, base: Base) => AsyncIterable<{ data: T[] }>) => Promise<T[]>
}

const second = 1000
const mostPages = 30

export async function openGitHub(place: Place, options: GitHubOptions = {}): Promise<GitHub> {
  const { timeout = 15 * second, limit = 90 * second, pace = second } = options
  const { Octokit } = await loadOctokit()
  const patient = (retryAfter: number, asked: object, _: unknown, tries: number) =>
    tries < 2 && retryAfter * second <= limit / 3 && !isOver(asked)
  const quick = pace === second ? {} : unthrottled
  const octokit = new Octokit({
    auth: place.token,
    baseUrl: place.api,
    userAgent: `Candor/1 (+${place.server}/${place.owner}/${place.name})`,
    request: { fetch: transport(timeout) },
    retry: { retries: 3, retryAfterBaseValue: pace, doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451] },
    throttle: {
      id: randomUUID(),
      retryAfterBaseValue: pace,
      fallbackSecondaryRateRetryAfter: 20,
      onRateLimit: patient,
      onSecondaryRateLimit: patient,
      ...quick,
    },
    log: silent,
  })
  const within = async <T>(doing: string, retries: number | undefined, work: (base: Base) => Promise<T>) => {
    const signal = AbortSignal.timeout(limit)
    const request = retries === undefined ? { signal } : { signal, retries }
    try {
      return await work({ owner: place.owner, repo: place.name, request })
    } catch (error) {
      throw gitHubFailure(error, doing)
    }
  }
  const call =
    (retries?: number): GitHub['call'] =>
    (doing, ask) =>
      within(doing, retries, async (base) => {
        const { data } = await ask(octokit, base)
        // A sign-in page of some network in between is no answer, whatever its status.
        if (typeof data === 'string' && data !== '') throw notGitHub(doing)
        return data
      })
  return {
    place,
    call: call(),
    callOnce: call(0),
    pause: (seconds) => wait(seconds * pace),
    list: (doing, ask) =>
      within(doing, undefined, async (base) => {
        const all = []
        let pages = 0
        for await (const { data } of ask(octokit, base)) {
          if (!Array.isArray(data)) throw notGitHub(doing)
          all.push(...data)
          pages += 1
          if (pages === mostPages) break
        }
        return all
      }),
  }
}

function isOver(asked: { request?: { signal?: AbortSignal } }): boolean {
  return asked.request?.signal?.aborted === true
}

const noWait = {
  key: () => ({
    schedule: (_: unknown, work: (...given: unknown[]) => unknown, ...given: unknown[]) => work(...given),
  }),
}
/** At any but the real pace the pauses between two writes are none. */
const unthrottled = { global: noWait, write: noWait, notifications: noWait, search: noWait, auth: noWait }

/** What is worth saying is in the Failure. */
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
