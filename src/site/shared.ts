import { addressOf } from '../feeds/address.ts'
import { sectionsOf } from '../feeds/sections.ts'
import type { Outage } from '../outages/outage.ts'
import type { Entry } from '../status/snapshot.ts'
import { dateIn } from '../time/zone.ts'
import { type BuildInput, readInput } from './build-input.ts'

/** What every page in every language is made of. Looked up once a build, so that no page walks all incidents. */
function sharedOf({ snapshot, source }: BuildInput) {
  const { site } = snapshot.config
  const entries = [...snapshot.incidents, ...snapshot.maintenances].sort((a, b) => b.startedAt - a.startedAt)
  const listed = [...entries, ...snapshot.notices]
  return {
    snapshot,
    source,
    address: addressOf(site.url),
    sections: sectionsOf(snapshot),
    components: [...snapshot.components, ...snapshot.retired],
    /** Incidents, maintenances and notices that have a page. */
    entries: listed,
    entriesById: new Map(listed.map((entry) => [entry.id, entry])),
    entriesByDay: groupBy(entries, (entry) => [dateIn(site.timezone, entry.startedAt)]),
    entriesByComponent: groupBy(entries, (entry) => entry.components.map((one) => one.id)),
    outagesByComponent: groupBy(snapshot.outages, (outage: Outage) => [outage.component]),
  }
}

function groupBy<T>(list: T[], keysOf: (item: T) => string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of list) {
    for (const key of new Set(keysOf(item))) {
      const group = groups.get(key)
      if (group) group.push(item)
      else groups.set(key, [item])
    }
  }
  return groups
}

export type Shared = ReturnType<typeof sharedOf>
export type ListedEntry = Entry

/** Read when the first page asks, once. */
export const shared: Shared = sharedOf(await readInput())
