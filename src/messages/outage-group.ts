import type { Config } from '../config/config.ts'
import type { Outage } from '../outages/outage.ts'
import { groupOutages } from '../status/grouping.ts'
import { day, type Instant, minute } from '../time/instant.ts'

/** Nothing of what ended longer ago can still have to be told. */
const recent = 2 * day
/** Outages of one component so close belong together, as automatic incidents have it. */
export const settlesAfter = 15 * minute

/** Outages that people would call one event. */
export interface OutageGroup {
  /** Oldest first. */
  outages: Outage[]
  /** The same by component: one that comes and goes. */
  series: Map<string, Outage[]>
}

/** Every recent outage, struck ones too, in its group; older ones when they are `open`, told and not ended for somebody. */
export function groupsOf(
  outages: readonly Outage[],
  open: ReadonlySet<string>,
  config: Config,
  now: Instant,
): OutageGroup[] {
  const some = outages.filter(({ id, end }) => end === null || end > now - recent || open.has(id))
  return groupOutages(some, config, now).map((members) => ({
    outages: members,
    series: Map.groupBy(members, ({ component }) => component),
  }))
}

/**
 * Why a component fails: of those it depends on, directly or through others, the ones that fail at the same time and
 * depend on nothing that does.
 */
export function causesOf(outage: Outage, outages: readonly Outage[], config: Config, now: Instant): string[] {
  const needs = new Map(config.components.map(({ id, depends_on }) => [id, depends_on]))
  const failing = new Set(
    outages
      .filter(({ falseAlarm, verdict }) => falseAlarm === null && verdict !== 'degraded')
      .filter(({ start, end }) => start < (outage.end ?? now + 1) && (end ?? now + 1) > outage.start - 5 * minute)
      .map(({ component }) => component),
  )
  const found = new Set<string>()
  const seen = new Set([outage.component])
  const visit = (id: string) => {
    for (const next of needs.get(id) ?? []) {
      if (seen.has(next)) continue
      seen.add(next)
      if (failing.has(next) && !(needs.get(next) ?? []).some((below) => failing.has(below))) found.add(next)
      visit(next)
    }
  }
  visit(outage.component)
  return [...found]
}
