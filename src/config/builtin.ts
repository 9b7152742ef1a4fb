import { day, minute } from '../time/instant.ts'

/** What holds when components.yml says nothing. Lengths of time in seconds. */
export const builtin = {
  interval: 5 * minute,
  timeout: 10,
  confirm: 3,
  confirm_every: 10,
  confirm_runs: 1,
  recover_runs: 1,
  watch: 15 * minute,
  languages: ['en'] as [string, ...string[]],
  timezone: 'UTC',
  reference: ['https://one.one.one.one/', 'https://dns.google/', 'https://example.com/'],
  results: { branch: 'status-data', keep: 90 * day },
  tell_public_after: 10 * minute,
}

/**
 * Registries do not want to be asked every few minutes, and a date a year away does not move: the pace of `domain`
 * checks, which `defaults:` do not change.
 */
export const domainPace = { interval: day, watch: 0 }

/** Schedules come late by up to an hour; a result must outlive that. */
export function staleAfter(interval: number): number {
  return Math.max(3 * interval, 60 * minute)
}
