import type { History } from '../checks/history.ts'
import type { ComponentStatus, Declaration } from '../incidents/incident.ts'
import type { Interval } from '../intervals/interval.ts'
import { intersect, normalise, subtract, union } from '../intervals/set.ts'
import type { Instant } from '../time/instant.ts'
import type { Verdict } from '../verdict/classes.ts'

/** Everything that decides one component's uptime. */
export interface Facts {
  history: History
  /** Of this component. */
  declarations: readonly Declaration[]
  /** Windows that name it. */
  maintenance: readonly Interval[]
  /** Outages of it that were false alarms. */
  struck: readonly Interval[]
  /** Observed from here on, where it has no check. */
  since: Instant | null
  hasCheck: boolean
  now: Instant
}

/** A component's whole life as sets of seconds, with what does not count taken out. */
export interface Counted {
  observed: Interval[]
  down: Interval[]
  partial: Interval[]
  degraded: Interval[]
  maintenance: Interval[]
  /** What was looked at, or taken out with good reason: how much of a day was seen. */
  lookedAt: Interval[]
}

const remembered = new WeakMap<Facts, Counted>()

/** Contract, section 6, "Uptime". Worked out once for one `facts` object, however many windows are asked for. */
export function countedSeconds(facts: Facts): Counted {
  const known = remembered.get(facts)
  if (known !== undefined) return known
  const counted = count(facts)
  remembered.set(facts, counted)
  return counted
}

function count(facts: Facts): Counted {
  const { history, since, hasCheck, now } = facts
  const probed = (verdict: Verdict) => normalise(history.bad.filter((stretch) => stretch.verdict === verdict))
  const said = (fits: (status: ComponentStatus) => boolean) =>
    normalise(
      facts.declarations
        .filter(({ status }) => fits(status))
        .map(({ start, end }) => ({ start, end: Math.min(end ?? now, now) })),
    )
  const withoutCheck = !hasCheck && since !== null ? normalise([{ start: since, end: now }]) : []
  const looked = union(
    history.observed,
    withoutCheck,
    said((status) => status !== 'operational'),
  )
  const down = union(
    probed('down'),
    said((status) => status === 'major_outage'),
  )
  const partial = union(
    probed('partial'),
    said((status) => status === 'partial_outage'),
  )
  const degraded = union(
    probed('degraded'),
    said((status) => status === 'degraded_performance'),
  )
  const maintenance = normalise(facts.maintenance)
  const out = union(maintenance, normalise(facts.struck))
  const observed = subtract(looked, out)
  return {
    observed,
    // Within what was observed, whatever a spans file mended by hand may say.
    down: intersect(down, observed),
    partial: intersect(subtract(partial, down), observed),
    degraded: intersect(subtract(degraded, union(down, partial)), observed),
    maintenance,
    lookedAt: union(looked, maintenance),
  }
}
