import type { APIRoute } from 'astro'
import { uptimeJson } from '../../../feeds/uptime-json.ts'
import { jsonAnswer } from '../../answers.ts'
import { firstSite } from '../../site.ts'

export const GET: APIRoute = () => jsonAnswer(uptimeJson(firstSite.snapshot))
