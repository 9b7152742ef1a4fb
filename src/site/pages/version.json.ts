import type { APIRoute } from 'astro'
import { version } from '../../feeds/version.ts'
import { jsonAnswer } from '../answers.ts'
import { site } from '../site.ts'

export const GET: APIRoute = () => jsonAnswer(version(site.snapshot, site.source))
