import script from '../client/embed.js?raw'
import type { Site } from '../site.ts'
import { headlinesIn } from './headline.ts'

/** Without comments and indentation: it is fetched on every page of somebody else's site. */
const small = script
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '' && !line.startsWith('//'))
  .join('\n')

/** What other sites put on their pages, in one language; words that are the API's own are left out. */
export function embedScript(site: Pick<Site, 't' | 'prefix'>): string {
  const { 'No recent data': unknown, ...headlines } = headlinesIn(site)
  const texts = {
    ...Object.fromEntries(Object.entries(headlines).filter(([theirs, ours]) => theirs !== ours)),
    unknown,
    close: site.t('embed.close'),
    api: `${site.prefix === undefined ? '' : '../'}api/v2/summary.json`,
  }
  return `${small.replace('const texts = {}', () => `const texts = ${JSON.stringify(texts)}`)}\n`
}
