import type { AnyCheck, Component } from '../config/config.ts'
import { canBePlaced } from '../config/elsewhere.ts'
import type { Verdict } from '../verdict/classes.ts'

/** What is asked as one: a component, one address family of it, or one place that asks it. */
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

/** The column of checks/*.csv: `api`, `api@v4`, `api@eu`. */
export function columnOf(target: { component: string; place: string | null }): string {
  return target.place === null ? target.component : `${target.component}@${target.place}`
}

/** What this machine asks, in the order of the components; `ip: both` makes two of one. */
export function targetsOf(components: readonly Component[]): ProbeTarget[] {
  return components.flatMap(({ id, check }): ProbeTarget[] => {
    if (check === null) return []
    // A group asks nobody, by whatever address.
    if (check.ip !== 'both' || check.type === 'group') return [{ component: id, place: null, check }]
    return [
      { component: id, place: 'v4', check: { ...check, ip: 4 } },
      { component: id, place: 'v6', check: { ...check, ip: 6 } },
    ]
  })
}

/** The places besides this machine that look at a component; none for what only this machine can find out. */
export function placesOf({ check }: Pick<Component, 'check'>): string[] {
  return check !== null && canBePlaced(check.type) ? [...new Set(check.locations)] : []
}

/** Every column of a component: this machine's own, then those of its places. */
export function columnsOf(component: Component): string[] {
  const places = placesOf(component).map((place) => columnOf({ component: component.id, place }))
  return [...targetsOf([component]).map(columnOf), ...places]
}

/** The slowest of last time first: what will take longest should not begin last. */
export function slowestFirst(targets: readonly ProbeTarget[], last: ReadonlyMap<string, LastResult>): ProbeTarget[] {
  const expected = (target: ProbeTarget) => last.get(columnOf(target))?.ms ?? 0
  return [...targets].sort((a, b) => expected(b) - expected(a))
}
