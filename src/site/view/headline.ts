import type { Snapshot } from '../../status/snapshot.ts'
import type { Site } from '../site.ts'

/** The headlines of status/overall.ts, by which the API and messages speak, each with its text on the page. */
const known: Record<string, string> = {
  'All Systems Operational': 'none',
  'Service Under Maintenance': 'maintenance',
  'Partially Degraded Service': 'some_degraded',
  'Degraded System Service': 'all_degraded',
  'Minor Service Outage': 'minor_outage',
  'Partial System Outage': 'partial_outage',
  'Major System Outage': 'major_outage',
  'No recent data': 'unknown_all',
}

/** What the API's clients are told, by the word of the API, in the page's language. */
export function headlinesIn({ t }: Pick<Site, 't'>): Record<string, string> {
  return Object.fromEntries(Object.entries(known).map(([text, key]) => [text, t(`headline.${key}`)]))
}

/** What the banner says, in the page's language. */
export function headlineIn({ text }: Snapshot['headline'], { t }: Pick<Site, 't'>): string {
  const key = known[text]
  if (key !== undefined) return t(`headline.${key}`)
  const [count, total] = [...text.matchAll(/\d+/g)].map(([number]) => Number(number))
  return count === undefined || total === undefined ? text : t('headline.unknown', { count, total })
}
