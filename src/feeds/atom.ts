import { Feed } from 'feed'
import { escaped } from './carried-text.ts'
import type { FeedDraft } from './feed-items.ts'

/** The Atom feed. `self` is its own address. */
export function atomFeed(draft: FeedDraft, self: string): string {
  const feed = new Feed({
    id: draft.home,
    title: draft.title,
    ...(draft.description === null ? {} : { description: draft.description }),
    language: draft.language,
    link: draft.home,
    feedLinks: { atom: self },
    author: { name: draft.author },
    updated: new Date(draft.updated * 1000),
    generator: 'Candor',
  })
  for (const { id, link, title, html, at } of draft.items) {
    const date = new Date(at * 1000)
    // The library writes titles as HTML; a person's title is text.
    feed.addItem({ id, link, title: escaped(title), published: date, date, content: html })
  }
  return feed.atom1()
}
