import type { APIRoute } from 'astro'
import { textAnswer } from '../answers.ts'
import { firstSite } from '../site.ts'

const colours = {
  none: '#1f9d55',
  minor: '#c98a00',
  major: '#d9630f',
  critical: '#d92d20',
  maintenance: '#2f6fde',
  unknown: '#7a8594',
}

/** The tab's icon wears the page's state. */
export const GET: APIRoute = () =>
  textAnswer(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="${colours[firstSite.snapshot.headline.state]}"/><path d="M6 17h5l3-8 5 14 3-6h4" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></svg>`,
    'image/svg+xml',
  )
