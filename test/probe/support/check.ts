import { readFile } from 'node:fs/promises'
import type { AnyCheck, CheckOf, Component, Timing } from '../../../src/config/config.ts'
import { attempt, type RoundContext } from '../../../src/probe/attempt.ts'
import type { Attempt } from '../../../src/probe/probe.ts'

export const timing: Timing = {
  interval: 300,
  stale_after: 3600,
  timeout: 5,
  confirm: 1,
  confirm_every: 0.01,
  confirm_runs: 1,
  recover_runs: 1,
  watch: 900,
  degraded_over: null,
  ip: null,
  allow_private: true,
  ca: null,
  locations: [],
}

export const http = (url: string, keys: Partial<CheckOf<'http'>> = {}): CheckOf<'http'> => ({
  ...timing,
  type: 'http',
  url,
  ...keys,
})
export const tcp = (port: number, keys: Partial<CheckOf<'tcp'>> = {}): CheckOf<'tcp'> => ({
  ...timing,
  type: 'tcp',
  host: '127.0.0.1',
  port,
  ...keys,
})
export const tls = (port: number, keys: Partial<CheckOf<'tls'>> = {}): CheckOf<'tls'> => ({
  ...timing,
  type: 'tls',
  host: 'localhost',
  port,
  ip: 4,
  ...keys,
})
export const dns = (keys: Omit<Partial<CheckOf<'dns'>>, 'name'> & { name: string }): CheckOf<'dns'> => ({
  ...timing,
  allow_private: false,
  type: 'dns',
  ...keys,
})

export const context: RoundContext = {
  fill: (text) => text,
  readFile: (path) => readFile(path, 'utf8'),
  userAgent: 'Candor-test',
}

export function attemptAt(check: AnyCheck, given: Partial<RoundContext> = {}): Promise<Attempt> {
  return attempt(check, { ...context, ...given }, { onFailure: () => {} })
}

/** `down status:503`, `up`: verdict, class and detail in one word to compare. */
export function brief(result: { verdict: string; class: string | null; detail: string | null }): string {
  const why = result.class === null ? '' : ` ${result.class}${result.detail === null ? '' : `:${result.detail}`}`
  return `${result.verdict}${why}`
}

export function component(id: string, check: AnyCheck | null): Component {
  return {
    id,
    name: id,
    group: null,
    description: null,
    link: null,
    since: null,
    target: null,
    depends_on: [],
    was: [],
    retired: null,
    audience: 'public',
    check,
  }
}
