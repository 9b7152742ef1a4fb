import type { Instant } from '../time/instant.ts'

/** A run of the workflow that checks, as GitHub lists it. */
export interface ListedRun {
  id: number
  /** `requested`, `queued`, `pending`, `waiting`, `in_progress` or `completed`. */
  status: string
  /** Of a completed run: `success`, `failure`, `cancelled` ... */
  conclusion: string | null
  /** Of a completed run. When it began GitHub does not say: only when it was asked for, which may be an hour before. */
  ended: Instant
}

/**
 * What a run does for the one after it. `waits`: there is one already, leave it. `start`: there is none. `rest`: the
 * last ones failed at once, and starting more would only fail faster than the schedule.
 */
export type Handover = 'waits' | 'start' | 'rest'

const waiting = new Set(['requested', 'queued', 'pending', 'waiting'])
const failed = new Set(['failure', 'timed_out', 'startup_failure'])
/** So many failures in a row, all within so long, are no accident. */
export const failuresToRest = 3
/** Seconds. */
export const restWithin = 30 * 60

/**
 * Whether the run `me` has to start its successor. The lock is GitHub's own: of a concurrency group one run goes and
 * one waits, and a lost runner lets go of it by itself. So whichever run waits is the successor, whoever started it (a
 * late or doubled event of the schedule, a person, a dispatch that was sent twice), and while one waits nobody starts
 * another: there is never a second chain, however many of them may wait (`queue: max`).
 */
export function handover(runs: readonly ListedRun[], me: number, now: Instant): Handover {
  const others = runs.filter(({ id }) => id !== me)
  if (others.some(({ status }) => waiting.has(status))) return 'waits'
  const last = others
    // What was cancelled while it waited says nothing.
    .filter(({ status, conclusion }) => status === 'completed' && conclusion !== 'cancelled')
    .sort((a, b) => b.ended - a.ended)
    .slice(0, failuresToRest)
  const recent = last.filter(({ conclusion, ended }) => failed.has(conclusion ?? '') && now - ended < restWithin)
  return recent.length === failuresToRest ? 'rest' : 'start'
}
