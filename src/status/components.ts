import type { History } from '../checks/history.ts'
import type { Config } from '../config/config.ts'
import { wordsIn } from '../config/scalars.ts'
import type { ComponentStatus } from '../incidents/incident.ts'
import type { Outage } from '../outages/outage.ts'
import type { Instant } from '../time/instant.ts'
import type { Verdict } from '../verdict/classes.ts'
import type { StatusNow } from './snapshot.ts'

const statusByVerdict: Record<Exclude<Verdict, 'unknown'>, ComponentStatus> = {
  up: 'operational',
  degraded: 'degraded_performance',
  partial: 'partial_outage',
  down: 'major_outage',
}

/** What the probes alone say of a component at `now`. Unknown results abstain; what is older than it may be is unknown. */
export function verdictNow(history: History, staleAfter: number, struck: readonly Outage[], now: Instant): Verdict {
  const known = history.latestKnown
  if (known === null || now - known.time > staleAfter) return 'unknown'
  // The confirmed state, not the single result: it knows what still has to be confirmed.
  const verdict = history.state?.verdict ?? 'unknown'
  const isStruck = struck.some((outage) => outage.component === history.component && outage.end === null)
  return isStruck ? 'up' : verdict
}

export function statusOfVerdict(verdict: Verdict): StatusNow {
  return verdict === 'unknown' ? 'unknown' : statusByVerdict[verdict]
}

/** A component's name in the site's first language; the id itself when it is no longer listed. */
export function componentName(config: Config, id: string): string {
  const component = config.components.find((one) => one.id === id)
  const language = config.site.languages[0]
  return component ? wordsIn(component.name, language, language) : id
}
