import { Feed } from 'feed'
import { wordsIn } from '../config/scalars.ts'
import type { ComponentStatus } from '../incidents/incident.ts'
import type { Entry, EntryUpdate, Snapshot } from '../status/snapshot.ts'
import { formatInstant, type Instant } from '../time/instant.ts'
import { type Address, addressOf, incidentPath } from './address.ts'
import { safeHtml } from './safe-html.ts'

/** Feed readers ask every few minutes: the feed holds the newest updates only. */
const bounded = 50

/** Words of the page's language: of a status, and of the feed itself. */
export interface FeedWords {
  title: string
  status: (status: EntryUpdate['status'] | ComponentStatus) => string
  automatic: string
}

/** The Atom feed: each update is an entry of its own with an id that stays, so that readers see it as new. */
export function atomFeed(snapshot: Snapshot, words: FeedWords): string {
  const { site } = snapshot.config
  const address = addressOf(site.url)
  const say = (text: Parameters<typeof wordsIn>[0]) => readable(wordsIn(text, site.languages[0], site.languages[0]))
  const newest = newestUpdates(snapshot)
  const feed = new Feed({
    id: address.url('/'),
    title: readable(words.title),
    ...(site.description === null ? {} : { description: say(site.description) }),
    language: site.languages[0],
    link: address.url('/'),
    feedLinks: { atom: address.url('/feed.xml') },
    author: { name: say(site.name) },
    // The newest entry's time, not the build's: the same input gives the same bytes.
    updated: date(newest[0]?.update.at ?? 0),
    generator: 'Candor',
  })
  for (const one of newest) feed.addItem(item(one, address, words))
  return feed.atom1()
}

interface Told {
  entry: Entry
  update: EntryUpdate
}

function newestUpdates(snapshot: Snapshot): Told[] {
  // An entry's newest update comes first, so the newest updates of all are among the newest entries.
  const entries = [...snapshot.incidents, ...snapshot.maintenances]
    .filter((entry) => entry.updates.length > 0)
    .sort((a, b) => b.updates[0]!.at - a.updates[0]!.at || compare(a.id, b.id))
    .slice(0, bounded)
  return entries
    .flatMap((entry) => entry.updates.map((update) => ({ entry, update })))
    .sort((a, b) => b.update.at - a.update.at || compare(a.entry.id, b.entry.id) || compare(b.update.id, a.update.id))
    .slice(0, bounded)
}

function item({ entry, update }: Told, address: Address, words: FeedWords) {
  const link = address.url(incidentPath(entry.id))
  const status = words.status(update.status)
  const names = update.components.map((one) => `<li>${escaped(one.name)}: ${escaped(words.status(one.after))}</li>`)
  const automatic = entry.automatic ? `<p><small>${escaped(words.automatic)}</small></p>` : ''
  const affected = names.length === 0 ? '' : `<ul>${names.join('')}</ul>`
  return {
    id: `${link}#${update.id}`,
    link: `${link}#${update.id}`,
    // The library writes titles as HTML; a person's title is text.
    title: readable(escaped(`${status}: ${entry.title}`)),
    published: date(update.at),
    date: date(update.at),
    content: readable(
      `<p><small>${formatInstant(update.at)}</small><br><strong>${escaped(status)}</strong></p>${automatic}${safeHtml(update.body)}${affected}`,
    ),
  }
}

/** XML 1.0 has no way to write most control characters, not even escaped: one would break the whole feed. */
function readable(text: string): string {
  return text.toWellFormed().replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
}

const date = (instant: Instant) => new Date(instant * 1000)
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
