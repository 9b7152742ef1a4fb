import { aheadOf } from '../../status/ahead.ts'
import type { ComponentNow, Entry, Snapshot, StatusNow } from '../../status/snapshot.ts'
import { shared } from '../material.ts'
import type { Times } from '../times.ts'

/** What holds from a minute on until another; `from` undefined: now, `until` undefined: as far as anybody knows. */
export interface Phase<T> {
  what: T
  from: number | undefined
  until: number | undefined
}

const { snapshot } = shared
const ahead = aheadOf(snapshot)

/**
 * The headline now, and what it becomes as maintenances begin and end; once the page is past its time it no longer says
 * that all is well.
 */
export const headlines: Phase<Snapshot['headline']>[] = goingStale(
  phases(
    snapshot.headline,
    ahead.map(({ at, headline }) => ({ at, what: headline })),
    (a, b) => a.text === b.text,
  ),
  snapshot.freshUntil,
  ({ state }) => (state === 'none' ? { state: 'unknown', text: 'No recent data' } : null),
)

export function statusesOf({ component, status, because, verdict, history }: ComponentNow): Phase<StatusNow>[] {
  const found = phases(
    status,
    ahead.flatMap(({ at, statuses }) => {
      const what = statuses[component.id]
      return what === undefined ? [] : [{ at, what }]
    }),
    (a, b) => a === b,
  )
  // What people say holds until they say something else.
  if (verdict === null || because.incidents.length > 0) return found
  return goingStale(found, history.latestKnown?.freshUntil ?? null, (what) =>
    what === 'under_maintenance' || what === 'unknown' ? null : 'unknown',
  )
}

/** A maintenance by the clock alone: scheduled, in progress, completed. */
export function workOf({ status, window }: Entry): Phase<Entry['status']>[] {
  const later = [
    { at: window!.start, what: 'in_progress' as const },
    { at: window!.end, what: 'completed' as const },
  ]
  return phases(status, status === 'completed' ? [] : later.filter(({ at }) => at > snapshot.now), (a, b) => a === b)
}

/** Attributes by which the page's script shows a phase at its time; without it the first one stays. */
export function clockOf({ from, until }: Phase<unknown>, { machine }: Times) {
  return {
    'data-from': from === undefined ? undefined : machine(from),
    'data-until': until === undefined ? undefined : machine(until),
    hidden: from !== undefined,
  }
}

function phases<T>(now: T, later: { at: number; what: T }[], same: (a: T, b: T) => boolean): Phase<T>[] {
  const found: Phase<T>[] = [{ what: now, from: undefined, until: undefined }]
  for (const { at, what } of later) {
    const last = found.at(-1)!
    if (same(last.what, what)) continue
    last.until = at
    found.push({ what, from: at, until: undefined })
  }
  return found
}

/** From `until` on, what `unknown` gives in place of a phase; null: that one does not go stale. */
function goingStale<T>(found: Phase<T>[], until: number | null, unknown: (what: T) => T | null): Phase<T>[] {
  if (until === null) return found
  return found.flatMap((phase) => {
    const what = unknown(phase.what)
    if (what === null || (phase.until !== undefined && phase.until <= until)) return [phase]
    const after = { what, from: Math.max(until, phase.from ?? until), until: phase.until }
    return phase.from !== undefined && phase.from >= until ? [after] : [{ ...phase, until }, after]
  })
}
