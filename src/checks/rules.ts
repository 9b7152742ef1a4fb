import type { Component } from '../config/config.ts'
import { day, hour, type Instant } from '../time/instant.ts'

/** What decides how a component's results become stretches of time. */
export interface Rules {
  /** A result holds until the next one, at most this long. Seconds. */
  staleAfter: number
  confirmRuns: number
  recoverRuns: number
}

/** For columns of components that are no longer listed, and for components without a check. */
export const plainRules: Rules = { staleAfter: hour, confirmRuns: 1, recoverRuns: 1 }

export function rulesOf(component: Component | undefined): Rules {
  const check = component?.check
  if (check === undefined || check === null) return plainRules
  return { staleAfter: check.stale_after, confirmRuns: check.confirm_runs, recoverRuns: check.recover_runs }
}

/** How long after its end a UTC day may close. */
export const closesAfter = 2 * hour

/** The first moment that is not settled yet at `now`: whatever lies before it, no later result may change. */
export function settledUntil(now: Instant): Instant {
  return Math.floor((now - closesAfter) / day) * day
}

/**
 * How far before a midnight results are needed to go on from it as if nothing had been closed: the result that still
 * holds, and the ones that wait for another to agree.
 */
export function lookback({ staleAfter, confirmRuns, recoverRuns }: Rules): number {
  return Math.max(2 * hour, 2 * staleAfter * Math.max(confirmRuns, recoverRuns, 2))
}
