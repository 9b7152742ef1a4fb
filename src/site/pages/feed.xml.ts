import type { APIRoute } from 'astro'
import { atomFeed } from '../../feeds/atom.ts'
import { draftFeed } from '../../feeds/feed-items.ts'
import { textAnswer } from '../answers.ts'
import { feedWords } from '../feed-words.ts'
import { firstSite } from '../site.ts'

const { snapshot, address } = firstSite

export const GET: APIRoute = () =>
  textAnswer(atomFeed(draftFeed(snapshot, feedWords), address.url('/feed.xml')), 'application/atom+xml')
