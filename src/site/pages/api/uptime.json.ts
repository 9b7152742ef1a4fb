import type { APIRoute } from 'astro'
import { uptimeJson } from '../../../feeds/uptime-json.ts'
import { jsonAnswer } from '../../answers.ts'
import { site } from '../../site.ts'

export const GET: APIRoute = () => jsonAnswer(uptimeJson(site.snapshot))
