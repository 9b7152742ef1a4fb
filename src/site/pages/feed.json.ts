import type { APIRoute } from 'astro'
import { draftFeed } from '../../feeds/feed-items.ts'
import { jsonFeed } from '../../feeds/json-feed.ts'
import { jsonAnswer } from '../answers.ts'
import { feedWords } from '../feed-words.ts'
import { firstSite } from '../site.ts'

const { snapshot, address } = firstSite

export const GET: APIRoute = () => jsonAnswer(jsonFeed(draftFeed(snapshot, feedWords), address.url('/feed.json')))
