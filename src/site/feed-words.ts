import type { FeedWords } from '../feeds/feed-items.ts'
import { firstSite } from './site.ts'

const { t, times, name } = firstSite

/** Feeds exist once, in the site's first language. */
export const feedWords: FeedWords = {
  title: (component) => t('theme.feed_title', { name: component === null ? name : `${name} · ${component}` }),
  status: (status) => t(`status.${status}`),
  automatic: t('entry.automatic_over'),
  moment: (instant) => times.show(instant, 'full'),
  window: (start, end) => t('entry.window', { start: times.show(start, 'full'), end: times.show(end, 'full') }),
}
