import { formatDuration } from '../time/duration.ts'
import type { Instant } from '../time/instant.ts'
import { type Finding, good, problem } from './finding.ts'

/** What /version.json of a page answered. */
export type Answered =
  | { is: 'page'; checkedAt: Instant | null; freshUntil: Instant | null }
  | { is: 'status'; status: number }
  /** Something that Candor did not make. */
  | { is: 'foreign' }
  | { is: 'silent' }

/** Whether visitors find the page at its address, and fresh. */
export function judgeDeployed(url: string, answered: Answered, now: Instant): Finding {
  switch (answered.is) {
    case 'silent':
      return problem(`Nothing answers at ${url}: visitors see no page.`)
    case 'status':
      return problem(`${url} answers with status ${answered.status} where the page should be.`)
    case 'foreign':
      return problem(`Something else than this page answers at ${url}.`)
    case 'page': {
      const { checkedAt, freshUntil } = answered
      if (freshUntil !== null && freshUntil < now) {
        return problem(
          `The page at ${url} is stale: nobody has looked for ${formatDuration(now - (checkedAt ?? freshUntil))}.`,
        )
      }
      return good(
        `The page answers at ${url}${checkedAt === null ? '' : `, checked ${formatDuration(Math.max(0, now - checkedAt))} ago`}.`,
      )
    }
  }
}
