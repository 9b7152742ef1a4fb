import type { APIRoute } from 'astro'
import { version } from '../../feeds/version.ts'
import { jsonAnswer } from '../answers.ts'
import { firstSite } from '../site.ts'

export const GET: APIRoute = () => jsonAnswer(version(firstSite.snapshot, firstSite.source))
