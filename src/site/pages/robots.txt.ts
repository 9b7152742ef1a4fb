import type { APIRoute } from 'astro'
import { robotsText } from '../../feeds/sitemap.ts'
import { textAnswer } from '../answers.ts'
import { firstSite } from '../site.ts'

export const GET: APIRoute = () => textAnswer(robotsText(firstSite.address.url('/sitemap.xml')), 'text/plain')
