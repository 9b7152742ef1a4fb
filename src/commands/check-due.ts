import type { History } from '../checks/history.ts'
import type { Component } from '../config/config.ts'
import { columnOf, type LastResult, targetsOf } from '../probe/targets.ts'
import { closest, Failure } from '../problem/problem.ts'
import type { Instant } from '../time/instant.ts'

/** The newest result of a column, with its time and since when it has been down without a break. */
export interface Seen extends LastResult {
  time: Instant
  downSince: Instant | null
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

/** What the results say of each column before this run. */
export function seenOf(components: readonly Component[], histories: ReadonlyMap<string, History>): Map<string, Seen> {
  const seen = new Map<string, Seen>()
  for (const target of targetsOf(components)) {
    const history = histories.get(target.component)
    const latest = history?.latest
    if (history === undefined || latest == null) continue
    const downSince = latest.verdict === 'down' ? (history.bad.at(-1)?.start ?? latest.time) : null
    seen.set(columnOf(target), { verdict: latest.verdict, ms: latest.ms, time: latest.time, downSince })
  }
  return seen
}

/** A component is probed when its last result is 0.9 x interval old: a beat that comes a little early skips nothing. */
export function isDue(component: Component, seen: ReadonlyMap<string, Seen>, now: Instant): boolean {
  return targetsOf([component]).some((target) => {
    const last = seen.get(columnOf(target))
    return last === undefined || now - last.time >= 0.9 * target.check.interval
  })
}

/** Seconds between looks at what is newly down. */
export const watchEvery = 60

/** Down since less than its `watch`: worth a look every minute, whatever its interval. */
export function isWatched(component: Component, seen: ReadonlyMap<string, Seen>, now: Instant): boolean {
  return targetsOf([component]).some((target) => {
    const since = seen.get(columnOf(target))?.downSince ?? null
    return since !== null && now - since < target.check.watch
  })
}

/** What a beat of `--every` probes: what is due, and what is newly down a minute after its last result. */
export function dueAtBeat(component: Component, seen: ReadonlyMap<string, Seen>, now: Instant): boolean {
  if (isDue(component, seen, now)) return true
  const times = targetsOf([component]).map((target) => seen.get(columnOf(target))?.time ?? 0)
  return isWatched(component, seen, now) && now - Math.max(...times) >= 0.9 * watchEvery
}
