import type { APIRoute } from 'astro'
import { draftFeed } from '../../feeds/feed-items.ts'
import { rssFeed } from '../../feeds/rss.ts'
import { textAnswer } from '../answers.ts'
import { feedWords } from '../feed-words.ts'
import { firstSite } from '../site.ts'

const { snapshot, address } = firstSite

export const GET: APIRoute = () =>
  textAnswer(rssFeed(draftFeed(snapshot, feedWords), address.url('/rss.xml')), 'application/rss+xml')
