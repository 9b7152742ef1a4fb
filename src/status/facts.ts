import type { History } from '../checks/history.ts'
import type { Component } from '../config/config.ts'
import { declarations } from '../incidents/declarations.ts'
import type { Declaration, Occurrence } from '../incidents/incident.ts'
import { occurrences } from '../incidents/maintenance.ts'
import type { Outage } from '../outages/outage.ts'
import type { Instant } from '../time/instant.ts'
import type { Facts } from '../uptime/uptime.ts'
import { windowsOf } from './folding.ts'
import type { ComponentNow, Snapshot } from './snapshot.ts'

interface Known {
  history: History
  /** Of this component, as are the outages. */
  declared: readonly Declaration[]
  outages: readonly Outage[]
  windows: readonly Occurrence[]
  now: Instant
}

/** Everything that decides one component's uptime. */
export function factsOf(component: Component, { history, declared, outages, windows, now }: Known): Facts {
  const struck = outages.filter((outage) => outage.falseAlarm !== null)
  return {
    history,
    declarations: declared,
    maintenance: windowsOf(windows, component.id),
    struck: struck.map(({ start, end }) => ({ start, end: end ?? now })),
    since: component.since,
    hasCheck: component.check !== null,
    now,
  }
}

/** Maintenance windows of all posts of a snapshot. */
export function plannedIn({ posts, config, now }: Snapshot): Occurrence[] {
  return posts
    .filter((post) => post.kind === 'maintenance')
    .flatMap((post) => occurrences(post, config.site.timezone, now))
}

/** The same of every component of a snapshot, by id, for windows that it does not hold. Each list is walked once. */
export function allFacts(snapshot: Snapshot, planned: Occurrence[]): Map<string, Facts> {
  const { posts, outages, now } = snapshot
  const declared = Map.groupBy(declarations(posts, planned, now), ({ component }) => component)
  const seen = Map.groupBy(outages, ({ component }) => component)
  return new Map(
    [...snapshot.components, ...snapshot.retired].map(({ component, history }) => [
      component.id,
      factsOf(component, {
        history,
        declared: declared.get(component.id) ?? [],
        outages: seen.get(component.id) ?? [],
        windows: planned,
        now,
      }),
    ]),
  )
}

/** The same of one component. */
export function factsIn(snapshot: Snapshot, { component, history }: ComponentNow, planned: Occurrence[]): Facts {
  const { posts, outages, now } = snapshot
  return factsOf(component, {
    history,
    declared: declarations(posts, planned, now).filter((declaration) => declaration.component === component.id),
    outages: outages.filter((outage) => outage.component === component.id),
    windows: planned,
    now,
  })
}
