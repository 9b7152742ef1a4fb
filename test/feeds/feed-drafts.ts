import { draftFeed, type FeedDraft, type FeedWords } from '../../src/feeds/feed-items.ts'
import type { Snapshot } from '../../src/status/snapshot.ts'
import { formatInstant } from '../../src/time/instant.ts'

export const words: FeedWords = {
  title: (component) => (component === null ? 'Acme Status - Incident History' : `${component} - Incident History`),
  status: (status) => status,
  automatic: 'Automatic',
  moment: formatInstant,
  window: (start, end) => `${formatInstant(start)} to ${formatInstant(end)}`,
}

export const draftOf = (snapshot: Snapshot, component: string | null = null): FeedDraft =>
  draftFeed(snapshot, words, component)
