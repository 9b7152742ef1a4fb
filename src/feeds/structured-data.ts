import { wordsIn } from '../config/scalars.ts'
import type { Entry, Snapshot } from '../status/snapshot.ts'
import { formatInstant } from '../time/instant.ts'
import { addressOf, incidentPath } from './address.ts'
import { carriedLine } from './carried-text.ts'
import { plainText } from './safe-html.ts'

// JSON-LD in schema.org's words, for search engines. Nothing in it that a page does not show.

const context = 'https://schema.org'

/** The home page: the site, and whose it is. */
export function siteData(snapshot: Snapshot): object {
  const { site } = snapshot.config
  const url = addressOf(site.url).url('/')
  const say = (text: Parameters<typeof wordsIn>[0]) => wordsIn(text, site.languages[0], site.languages[0])
  return {
    '@context': context,
    '@type': 'WebSite',
    '@id': `${url}#site`,
    url,
    name: say(site.name),
    ...(site.description === null ? {} : { description: say(site.description) }),
    inLanguage: site.languages,
    publisher: publisherOf(snapshot),
  }
}

/** An incident is told live, update by update; a maintenance is an event with a beginning and an end; a notice is an article. */
export function entryData(snapshot: Snapshot, entry: Entry): object {
  const url = addressOf(snapshot.config.site.url).url(incidentPath(entry.id))
  const shared = {
    '@context': context,
    '@id': url,
    url,
    inLanguage: entry.language ?? snapshot.config.site.languages[0],
  }
  if (entry.window !== null) {
    const { start, end } = entry.window
    return {
      ...shared,
      '@type': 'Event',
      name: carriedLine(entry.title),
      ...(entry.updates[0] === undefined ? {} : { description: plainText(entry.updates[0].body) }),
      startDate: formatInstant(start),
      ...(end > start ? { endDate: formatInstant(end) } : {}),
      eventStatus: `${context}/${end > start ? 'EventScheduled' : 'EventCancelled'}`,
      eventAttendanceMode: `${context}/OnlineEventAttendanceMode`,
      location: { '@type': 'VirtualLocation', url: addressOf(snapshot.config.site.url).url('/') },
      organizer: publisherOf(snapshot),
    }
  }
  const live = entry.kind === 'incident'
  return {
    ...shared,
    '@type': live ? 'LiveBlogPosting' : 'Article',
    headline: carriedLine(entry.title),
    datePublished: formatInstant(entry.createdAt),
    dateModified: formatInstant(entry.updatedAt),
    author: publisherOf(snapshot),
    ...(live
      ? {
          coverageStartTime: formatInstant(entry.startedAt),
          ...(entry.resolvedAt === null ? {} : { coverageEndTime: formatInstant(entry.resolvedAt) }),
          liveBlogUpdate: entry.updates.slice(0, 20).map((update) => ({
            '@type': 'BlogPosting',
            headline: update.status,
            url: `${url}#${update.id}`,
            datePublished: formatInstant(update.at),
            articleBody: plainText(update.body),
          })),
        }
      : {}),
  }
}

function publisherOf({ config }: Snapshot): object {
  const language = config.site.languages[0]
  return {
    '@type': 'Organization',
    name: wordsIn(config.site.name, language, language),
    url: addressOf(config.site.url).url('/'),
  }
}

/** As it stands within `<script>`: nothing in it can end the element. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
}
