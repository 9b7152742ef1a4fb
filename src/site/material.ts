import { noBrandFiles } from '../config/brand.ts'
import { addressOf } from '../feeds/address.ts'
import { sectionsOf } from '../feeds/sections.ts'
import type { Outage } from '../outages/outage.ts'
import { type Basis, basisOf } from '../report/basis.ts'
import type { Entry } from '../status/snapshot.ts'
import type { Instant } from '../time/instant.ts'
import { dateIn } from '../time/zone.ts'
import { type BuildInput, readInput } from './build-input.ts'
import { evidenceOf } from './evidence.ts'
import { repositoryPage } from './repository-page.ts'

/** What every page in every language is made of. Looked up once a build, so that no page walks all incidents. */
function sharedOf({ snapshot, source, audience = 'public', brand = noBrandFiles }: BuildInput) {
  const { site } = snapshot.config
  const entries = [...snapshot.incidents, ...snapshot.maintenances].sort((a, b) => takesPlaceAt(b) - takesPlaceAt(a))
  const listed = [...entries, ...snapshot.notices]
  return {
    snapshot,
    source,
    audience,
    brand,
    address: addressOf(site.url),
    evidence: evidenceOf({ snapshot, source, audience }),
    repository: repositoryPage({ snapshot, source, audience }),
    sections: sectionsOf(snapshot),
    components: [...snapshot.components, ...snapshot.retired],
    /** Incidents, maintenances and notices that have a page. */
    entries: listed,
    neighbours: neighboursOf(entries),
    entriesById: new Map(listed.map((entry) => [entry.id, entry])),
    entriesByDay: groupBy(entries, (entry) => [dateIn(site.timezone, takesPlaceAt(entry))]),
    entriesByComponent: groupBy(entries, (entry) => entry.components.map((one) => one.id)),
    outagesByComponent: groupBy(snapshot.outages, (outage: Outage) => [outage.component]),
  }
}

/** A maintenance takes place in its window, however long before it was announced. */
export const takesPlaceAt = (entry: Entry): Instant => entry.window?.start ?? entry.startedAt

interface Neighbours {
  earlier: Entry | null
  later: Entry | null
}

/** Newest first in, by id out. */
function neighboursOf(entries: Entry[]): Map<string, Neighbours> {
  return new Map(
    entries.map((entry, index) => [
      entry.id,
      { earlier: entries[index + 1] ?? null, later: entries[index - 1] ?? null },
    ]),
  )
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

let made: Basis | null = null

/** What figures of any month are made of; only pages that show months ask for it. */
export function basis(): Basis {
  made ??= basisOf(shared.snapshot)
  return made
}
