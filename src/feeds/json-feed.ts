import { formatInstant } from '../time/instant.ts'
import type { FeedDraft } from './feed-items.ts'

/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). Ours: the library writes version 1, which knows no language. */
export function jsonFeed(draft: FeedDraft, self: string) {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: draft.title,
    home_page_url: draft.home,
    feed_url: self,
    ...(draft.description === null ? {} : { description: draft.description }),
    language: draft.language,
    authors: [{ name: draft.author, url: draft.home }],
    items: draft.items.map(({ id, link, title, html, at, language }) => ({
      id,
      url: link,
      title,
      content_html: html,
      date_published: formatInstant(at),
      date_modified: formatInstant(at),
      language,
    })),
  }
}
