import type { History } from '../checks/history.ts'
import type { Component } from '../config/config.ts'
import { columnsOf, type LastResult } from '../probe/targets.ts'
import { closest, Failure } from '../problem/problem.ts'
import type { Instant } from '../time/instant.ts'
import type { Verdict } from '../verdict/classes.ts'

/** What the newest run said of a component, all its places together, and since when it has been down without a break. */
export interface Seen {
  verdict: Verdict
  time: Instant
  downSince: Instant | null
  /** The newest result of each column. */
  columns: Map<string, LastResult>
}

/** One of several jobs that share the components; `index` from 1. */
export interface Shard {
  index: number
  count: number
}

/** Components that are probed at all: with a check, and not retired. */
export function probed(components: readonly Component[], now: Instant): Component[] {
  return components.filter(({ check, retired }) => check !== null && (retired === null || retired > now))
}

/** The components of these ids. Throws a Failure (wrong use) for one that is not probed. */
export function named(components: readonly Component[], ids: readonly string[]): Component[] {
  const known = components.map(({ id }) => id)
  for (const id of ids) {
    if (known.includes(id)) continue
    const meant = closest(id, known)
    const hint = meant === null ? `one of ${known.join(', ') || '(none has a check)'}` : `${meant}?`
    throw new Failure(`\`${id}\` is no component that is checked.\n  Expected ${hint}`, { exitCode: 2 })
  }
  return components.filter(({ id }) => ids.includes(id))
}

/** A component's shard follows from its id alone, so that adding one moves no other. */
export function inShard(id: string, shard: Shard): boolean {
  let hash = 2_166_136_261
  for (const letter of id) hash = Math.imul(hash ^ letter.codePointAt(0)!, 16_777_619) >>> 0
  return hash % shard.count === shard.index - 1
}

/** What the results say of each component before this run, by id. */
export function seenOf(components: readonly Component[], histories: ReadonlyMap<string, History>): Map<string, Seen> {
  const seen = new Map<string, Seen>()
  for (const component of components) {
    const history = histories.get(component.id)
    const latest = history?.latest
    if (history === undefined || latest == null) continue
    const { verdict, ms, time } = latest
    const downSince = verdict === 'down' ? (history.bad.at(-1)?.start ?? time) : null
    // Of single places only their common verdict is known: what is partly down may be down at any of them.
    const last: LastResult = { verdict: verdict === 'partial' ? 'down' : verdict, ms }
    seen.set(component.id, {
      verdict,
      time,
      downSince,
      columns: new Map(columnsOf(component).map((column) => [column, last])),
    })
  }
  return seen
}

/** A component is probed when its last result is 0.9 x interval old: a beat that comes a little early skips nothing. */
export function isDue({ id, check }: Component, seen: ReadonlyMap<string, Seen>, now: Instant): boolean {
  const last = seen.get(id)
  return check !== null && (last === undefined || now - last.time >= 0.9 * check.interval)
}

/** Seconds between looks at what is newly down. */
export const watchEvery = 60

/** Down since less than its `watch`: worth a look every minute, whatever its interval. */
export function isWatched({ id, check }: Component, seen: ReadonlyMap<string, Seen>, now: Instant): boolean {
  const since = seen.get(id)?.downSince ?? null
  return check !== null && since !== null && now - since < check.watch
}

/** What a beat of `--every` probes: what is due, and what is newly down a minute after its last result. */
export function dueAtBeat(component: Component, seen: ReadonlyMap<string, Seen>, now: Instant): boolean {
  if (isDue(component, seen, now)) return true
  const time = seen.get(component.id)?.time ?? 0
  return isWatched(component, seen, now) && now - time >= 0.9 * watchEvery
}
