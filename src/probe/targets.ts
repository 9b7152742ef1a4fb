import type { AnyCheck, Component } from '../config/config.ts'
import type { Verdict } from '../verdict/classes.ts'

/** What is asked as one: a component, or one address family of it. */
export interface ProbeTarget {
  component: string
  place: string | null
  check: AnyCheck
}

/** What is known of a column from its last result. */
export interface LastResult {
  verdict: Verdict
  ms: number
}

/** The column of checks/*.csv: `api`, `api@v4`. */
export function columnOf(target: { component: string; place: string | null }): string {
  return target.place === null ? target.component : `${target.component}@${target.place}`
}

/** The targets of components in their order; `ip: both` makes two of one. */
export function targetsOf(components: readonly Component[]): ProbeTarget[] {
  return components.flatMap(({ id, check }): ProbeTarget[] => {
    if (check === null) return []
    if (check.ip !== 'both') return [{ component: id, place: null, check }]
    return [
      { component: id, place: 'v4', check: { ...check, ip: 4 } },
      { component: id, place: 'v6', check: { ...check, ip: 6 } },
    ]
  })
}

/** The slowest of last time first: what will take longest should not begin last. */
export function slowestFirst(targets: readonly ProbeTarget[], last: ReadonlyMap<string, LastResult>): ProbeTarget[] {
  const expected = (target: ProbeTarget) => last.get(columnOf(target))?.ms ?? 0
  return [...targets].sort((a, b) => expected(b) - expected(a))
}
