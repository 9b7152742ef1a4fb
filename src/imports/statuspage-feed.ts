import { formatInstant, type Instant, parseInstant } from '../time/instant.ts'
import { decodeEntities } from './html-text.ts'
import { readLooseTime } from './loose-time.ts'
import type { ApiDocument } from './statuspage-documents.ts'

/** The abbreviations of zones that Statuspage writes; they are not in the IANA's list, and some of it means two. */
const zones: Record<string, string> = {
  ...{ UTC: 'Z', GMT: 'Z', BST: '+01:00', CET: '+01:00', CEST: '+02:00', EET: '+02:00', EEST: '+03:00' },
  ...{ PST: '-08:00', PDT: '-07:00', MST: '-07:00', MDT: '-06:00', CST: '-06:00', CDT: '-05:00' },
  ...{ EST: '-05:00', EDT: '-04:00', AEST: '+10:00', AEDT: '+11:00', JST: '+09:00' },
}
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const statuses = /^(investigating|identified|monitoring|resolved|postmortem)$/
const planned = /^(scheduled|in progress|verifying|completed)$/

export interface Feed {
  document: ApiDocument
  refused: { origin: string; reason: string }[]
}

/** history.atom or history.rss as the API would have sent it, as far as a feed says it: no impact and no components. */
export function feedDocument(text: string, origin: string): Feed | null {
  const entries = [...text.matchAll(/<(entry|item)\b[^>]*>([\s\S]*?)<\/\1>/g)].map(([, , entry]) => entry!)
  const head = text.split(/<(?:entry|item)\b/)[0]!
  if (!/<(feed|rss)\b/.test(head)) return null
  const name = (textIn(head, 'title') ?? 'Status')
    .replace(/ Status - Incident History$/, '')
    .replace(/ - Incident History$/, '')
  const url = /https?:\/\/[^\s"'<>]+/.exec(
    /<link\b[^>]*rel="alternate"[^>]*>|<link>[^<]*<\/link>/.exec(head)?.[0] ?? '',
  )?.[0]
  const incidents: unknown[] = []
  const refused: Feed['refused'] = []
  for (const entry of entries) {
    const id = /\/incidents\/([A-Za-z0-9]+)/.exec(entry)?.[1]
    const title = textIn(entry, 'title')
    const published = timeIn(textIn(entry, 'published') ?? textIn(entry, 'pubDate'))
    const html = textIn(entry, 'content') ?? textIn(entry, 'description') ?? ''
    const which = `${origin} (${id ?? title ?? 'an entry'})`
    if (id === undefined || title === null || published === null) {
      refused.push({ origin: which, reason: 'This entry has no title, no time or no address of an incident.' })
      continue
    }
    const told = updatesIn(html, published)
    if (typeof told === 'string') refused.push({ origin: which, reason: told })
    else
      incidents.push({
        id,
        name: title,
        impact: null,
        status: told[0]!.status,
        started_at: told.at(-1)!.display_at,
        incident_updates: told,
      })
  }
  return { document: { origin, value: { page: { name, url: url ?? null }, incidents } }, refused }
}

/** Newest first as in the API; a sentence when they cannot be taken. */
function updatesIn(html: string, published: Instant): { status: string; display_at: string; body: string }[] | string {
  const found = [
    ...html.matchAll(
      /<p>\s*<small>([\s\S]*?)<\/small>\s*<br\s*\/?>\s*<strong>([^<]*)<\/strong>\s*(?:-|–)?\s*([\s\S]*?)<\/p>(?=\s*(?:<p>\s*<small>|$))/g,
    ),
  ]
  if (found.length === 0) return 'Its text is not told in updates.'
  const updates: { status: string; display_at: string; body: string }[] = []
  let status = 'investigating'
  for (const [, when, word, body] of found.toReversed()) {
    const small = word!.trim().toLowerCase()
    if (planned.test(small))
      return 'It is planned work, and a feed does not say from when to when. Save the JSON of the API instead.'
    // `Update` says that it stands where it stood.
    if (statuses.test(small)) status = small
    const at = momentOf(when!.replaceAll(/<[^>]*>/g, ''), published)
    if (at === null) return `The time of an update could not be read: \`${when!.replaceAll(/<[^>]*>/g, '').trim()}\`.`
    updates.push({ status, display_at: formatInstant(at), body: `<p>${body}</p>` })
  }
  return updates.reverse()
}

/** `Jun 18, 18:09 UTC`: the year is that in which it lies before the entry was published. */
function momentOf(text: string, published: Instant): Instant | null {
  const match =
    /([A-Za-z]{3})[a-z]*\s+(\d{1,2}),\s*(?:(\d{4}),?\s*)?(\d{1,2}:\d{2})\s*(?:-\s*\d{1,2}:\d{2}\s*)?([A-Z]{2,5})/.exec(
      text,
    )
  const month = match === null ? 0 : months.indexOf(match[1]!.toLowerCase()) + 1
  const offset = match === null ? undefined : zones[match[5]!]
  if (match === null || month === 0 || offset === undefined) return null
  const last = Number(formatInstant(published + 86_400).slice(0, 4))
  const years = match[3] === undefined ? [last, last - 1] : [Number(match[3])]
  for (const year of years) {
    const at = readLooseTime(`${year}-${month}-${match[2]} ${match[4]}${offset}`, 'UTC')
    if (at !== null && at <= published + 86_400) return at
  }
  return null
}

function textIn(xml: string, tag: string): string | null {
  const found = new RegExp(`<${tag}\\b[^>]*>([\\s\\S]*?)</${tag}>`).exec(xml)?.[1]
  if (found === undefined) return null
  const data = /^\s*<!\[CDATA\[([\s\S]*?)\]\]>\s*$/.exec(found)?.[1]
  return (data ?? decodeEntities(found)).trim()
}

/** ISO 8601, or `Wed, 16 Mar 2022 19:46:08 +0000` as RSS has it. */
function timeIn(text: string | null): Instant | null {
  if (text === null) return null
  const match = /(\d{1,2}) ([A-Za-z]{3}) (\d{4}) (\d{2}:\d{2}:\d{2}) ([+-]\d{4}|GMT|UTC)/.exec(text)
  if (match === null) return parseInstant(text)
  return readLooseTime(
    `${match[3]}-${months.indexOf(match[2]!.toLowerCase()) + 1}-${match[1]} ${match[4]}${match[5]}`,
    'UTC',
  )
}
