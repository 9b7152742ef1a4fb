import { Feed } from 'feed'
import type { FeedDraft } from './feed-items.ts'

/** RSS 2.0, for readers that know nothing newer. `self` is its own address. */
export function rssFeed(draft: FeedDraft, self: string): string {
  const feed = new Feed({
    title: draft.title,
    // RSS wants one; without a description of the page its title will do.
    description: draft.description ?? draft.title,
    language: draft.language,
    link: draft.home,
    feedLinks: { rss: self },
    updated: new Date(draft.updated * 1000),
    ttl: 5,
    generator: 'Candor',
  })
  for (const { id, link, title, html, at } of draft.items) {
    feed.addItem({ id, link, title: plainOrHtml(title), date: new Date(at * 1000), description: html })
  }
  return feed.rss2()
}

/**
 * RSS never settled whether a title is text or HTML: readers take it for either. What would be markup is escaped;
 * a lone `&` stays, as both readings show it alike.
 */
function plainOrHtml(title: string): string {
  return title
    .replaceAll(/&(?=#?\w+;)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
