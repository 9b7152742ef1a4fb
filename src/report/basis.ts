import type { Occurrence } from '../incidents/incident.ts'
import type { Outage } from '../outages/outage.ts'
import { allFacts, plannedIn } from '../status/facts.ts'
import type { Entry, Snapshot } from '../status/snapshot.ts'
import type { Facts } from '../uptime/counted.ts'

/** What reports of several months share, looked up once: a site makes one for each month of its life. */
export interface Basis {
  /** Maintenance windows by the component that is worked on. */
  planned: Map<string, Occurrence[]>
  facts: Map<string, Facts>
  outages: Map<string, Outage[]>
  /** Incidents and maintenances by the file that tells of them. */
  entries: Map<string | null, Entry[]>
}

export function basisOf(snapshot: Snapshot): Basis {
  const planned = plannedIn(snapshot)
  const byComponent = new Map<string, Occurrence[]>()
  for (const occurrence of planned) {
    for (const id of Object.keys(occurrence.post.components)) {
      const list = byComponent.get(id)
      if (list === undefined) byComponent.set(id, [occurrence])
      else list.push(occurrence)
    }
  }
  return {
    planned: byComponent,
    facts: allFacts(snapshot, planned),
    outages: Map.groupBy(snapshot.outages, ({ component }) => component),
    entries: Map.groupBy([...snapshot.incidents, ...snapshot.maintenances], ({ post }) => post),
  }
}
