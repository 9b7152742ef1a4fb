import { type Words, wordsIn } from '../config/scalars.ts'
import { addressOf } from '../feeds/address.ts'
import { sectionsOf } from '../feeds/sections.ts'
import type { Outage } from '../outages/outage.ts'
import type { Entry } from '../status/snapshot.ts'
import { dateIn } from '../time/zone.ts'
import { readInput } from './build-input.ts'
import { timesOf } from './times.ts'
import { uiLanguage, wordsOf } from './words.ts'

/** What every page is made of. Looked up once a build, so that no page walks all incidents. */
async function makeSite() {
  const { snapshot, source } = await readInput()
  const { site } = snapshot.config
  const first = site.languages[0]
  const language = uiLanguage(first)
  const say = (words: Words) => wordsIn(words, first, first)
  const entries = [...snapshot.incidents, ...snapshot.maintenances].sort((a, b) => b.startedAt - a.startedAt)
  return {
    snapshot,
    source,
    language,
    t: wordsOf(language),
    times: timesOf(language, site.timezone),
    address: addressOf(site.url),
    /** A name or description in the page's language. */
    say,
    name: say(site.name),
    sections: sectionsOf(snapshot),
    components: [...snapshot.components, ...snapshot.retired],
    componentNames: new Map(
      [...snapshot.components, ...snapshot.retired].map((one) => [one.component.id, say(one.component.name)]),
    ),
    /** Incidents, maintenances and notices that have a page. */
    entries: [...entries, ...snapshot.notices],
    entriesById: new Map([...entries, ...snapshot.notices].map((entry) => [entry.id, entry])),
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

export type Site = Awaited<ReturnType<typeof makeSite>>
export type ListedEntry = Entry

/** Read when the first page asks, once. */
export const site: Site = await makeSite()
