import { writeTime } from '../incidents/times.ts'
import type { Instant } from '../time/instant.ts'
import { isZone } from '../time/zone.ts'
import type { Report, ReportPost } from './report.ts'

/** How people read the status of a component. */
export const statusWords: Record<NonNullable<Report['components'][number]['after']>, string> = {
  operational: 'operational',
  degraded_performance: 'degraded performance',
  partial_outage: 'partial outage',
  major_outage: 'major outage',
  under_maintenance: 'under maintenance',
  unknown: 'no recent data',
}

/** Why visitors do not see a post; nothing when they do. */
export function shownWords({ shown, kind, change, redirects }: ReportPost): string | null {
  const what = kind === 'incident' ? 'this incident' : `this ${kind}`
  switch (shown) {
    case 'draft':
      return `Visitors do not see ${what}: it is a draft.`
    case 'internal':
      return `Visitors do not see ${what}: it is for the internal page.`
    case 'later':
      return `Visitors do not see ${what} yet: its first update is dated later.`
    case 'over':
      return `Visitors do not see ${what}: the time it was for is over.`
    case 'removed':
      return `It disappears from the page${kind === 'notice' ? '' : ', and so does its address'}.`
    case 'shown':
      if (change !== 'renamed' || kind === 'notice') return null
      return redirects
        ? 'Its address changes; the old one leads to the new one.'
        : `Its address changes, and links to the old one break. To lead them on, its front matter needs \`was:\` with the old name.`
  }
}

/** The zone comes from a stranger: one that does not exist is UTC. */
export function timeWords(instant: Instant, timezone: string): string {
  return writeTime(instant, isZone(timezone) ? timezone : 'UTC')
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
