import { wordsIn } from '../config/scalars.ts'
import type { EntryUpdate, Snapshot, StatusNow } from '../status/snapshot.ts'
import type { Instant } from '../time/instant.ts'
import { type Address, addressOf, componentPath, incidentPath } from './address.ts'
import { carried, carriedLine, escaped } from './carried-text.ts'
import { safeHtml } from './safe-html.ts'
import { newestUpdates, type Told } from './told-updates.ts'

/** Feed readers ask every few minutes: a feed holds the newest updates only. */
const ofAll = 50
const ofOne = 25

/** Words of the page's language: of a status, of the feed itself, and how a moment is written. */
export interface FeedWords {
  /** The feed's title; of a component's feed with the component's name in it. */
  title: (component: string | null) => string
  status: (status: EntryUpdate['status'] | StatusNow) => string
  automatic: string
  moment: (instant: Instant) => string
  window: (start: Instant, end: Instant) => string
}

/** One feed, before it is Atom, RSS or JSON. Texts are plain, only `html` is HTML, and safe. */
export interface FeedDraft {
  title: string
  description: string | null
  author: string
  language: string
  /** The page it tells of. */
  home: string
  /** Of the newest item, not of the build: the same input gives the same bytes. 0 when there is none. */
  updated: Instant
  items: FeedItem[]
}

export interface FeedItem {
  id: string
  link: string
  title: string
  html: string
  at: Instant
  language: string
}

/** Each update is an item of its own with an id that stays, so that readers see it as new. */
export function draftFeed(snapshot: Snapshot, words: FeedWords, component: string | null = null): FeedDraft {
  const { site } = snapshot.config
  const address = addressOf(site.url)
  const say = (text: Parameters<typeof wordsIn>[0]) => carriedLine(wordsIn(text, site.languages[0], site.languages[0]))
  const told = newestUpdates(snapshot, component === null ? ofAll : ofOne, component)
  const named = [...snapshot.components, ...snapshot.retired].find((one) => one.component.id === component)
  return {
    title: carriedLine(words.title(named === undefined ? null : say(named.component.name))),
    description: site.description === null ? null : say(site.description),
    author: say(site.name),
    language: site.languages[0],
    home: address.url(component === null ? '/' : componentPath(component)),
    updated: told[0]?.update.at ?? 0,
    items: told.map((one) => item(one, address, words, site.languages[0])),
  }
}

function item({ owner, entry, update }: Told, address: Address, words: FeedWords, siteLanguage: string): FeedItem {
  const status = words.status(update.status)
  return {
    id: `${address.url(incidentPath(owner))}#${update.id}`,
    link: `${address.url(incidentPath(entry.id))}#${update.id}`,
    title: carriedLine(entry.kind === 'notice' ? entry.title : `${status}: ${entry.title}`),
    html: carried(content({ owner, entry, update }, words)),
    at: update.at,
    language: update.language ?? entry.language ?? siteLanguage,
  }
}

/** The text, then what it says of components; a maintenance tells its window first. */
function content({ entry, update }: Told, words: FeedWords): string {
  const status = entry.kind === 'notice' ? '' : `<br><strong>${escaped(words.status(update.status))}</strong>`
  const head = `<p><small>${escaped(words.moment(update.at))}</small>${status}</p>`
  const window = entry.window === null ? '' : `<p>${escaped(words.window(entry.window.start, entry.window.end))}</p>`
  const automatic = entry.automatic ? `<p><small>${escaped(words.automatic)}</small></p>` : ''
  const names = update.components.map(
    (one) => `<li>${escaped(carriedLine(one.name))}: ${escaped(words.status(one.after))}</li>`,
  )
  const affected = names.length === 0 ? '' : `<ul>${names.join('')}</ul>`
  return `${head}${window}${automatic}${bodyOf(update)}${affected}`
}

const bodies = new WeakMap<EntryUpdate, string>()

/** An update stands in the page's feeds and in those of its components: rendered once. */
function bodyOf(update: EntryUpdate): string {
  const known = bodies.get(update)
  if (known !== undefined) return known
  const html = safeHtml(update.body)
  bodies.set(update, html)
  return html
}
