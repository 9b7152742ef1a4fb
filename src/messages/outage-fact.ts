import { impactOf } from '../incidents/impact.ts'
import type { Outage } from '../outages/outage.ts'
import type { ComponentNow, Snapshot } from '../status/snapshot.ts'
import type { Instant } from '../time/instant.ts'
import type { Ending, Occasion, OutageFact } from './occasion.ts'
import { causesOf, type OutageGroup } from './outage-group.ts'
import type { Told } from './outage-told.ts'
import { present, type Voice } from './outage-voice.ts'

/** How and when an outage came to its end; null while it lasts. `silence`: nobody has looked since, so nobody knows. */
export function endingOf(outage: Outage, snapshot: Snapshot): { why: Ending | 'silence'; at: Instant } | null {
  if (outage.falseAlarm !== null) return { why: 'false_alarm', at: outage.end ?? snapshot.now }
  const component = snapshot.config.components.find(({ id }) => id === outage.component)
  if (component === undefined) return { why: 'unlisted', at: snapshot.now }
  const isRetired = component.retired !== null && component.retired <= snapshot.now
  if (outage.end !== null && wasUpAfter(outage.end, componentOf(snapshot, component.id))) {
    return { why: 'recovered', at: outage.end }
  }
  if (isRetired) return { why: 'retired', at: component.retired! }
  return outage.end === null ? null : { why: 'silence', at: outage.end }
}

/** Whether the next thing that was seen after `end` was something else than a failure. */
function wasUpAfter(end: Instant, component: ComponentNow | undefined): boolean {
  const next = component?.history.observed.find((interval) => interval.end > end)
  if (next === undefined) return false
  const from = Math.max(next.start, end)
  return !component!.history.bad.some((stretch) => stretch.start <= from && from < stretch.end)
}

export function componentOf(snapshot: Snapshot, id: string): ComponentNow | undefined {
  return [...snapshot.components, ...snapshot.retired].find(({ component }) => component.id === id)
}

/** What messages say of the last outage of a series. */
export function factOf(
  series: readonly Outage[],
  group: OutageGroup,
  snapshot: Snapshot,
  voice: Voice,
): Omit<OutageFact, 'toldVerdict'> {
  const last = series.at(-1)!
  const ending = endingOf(last, snapshot)
  const worst = ending === null ? present(last, componentOf(snapshot, last.component)).verdict : last.verdict
  return {
    id: last.id,
    component: last.component,
    start: last.start,
    end: ending?.at ?? null,
    ending: ending === null || ending.why === 'silence' ? null : ending.why,
    verdict: worst,
    class: last.class,
    detail: last.detail,
    because: causesOf(last, snapshot.outages, snapshot.config, snapshot.now),
    times: series.length,
    since: series[0]!.start,
    maintenance: voice.windowOf(last),
    groupFails: group.outages.some((outage) => endingOf(outage, snapshot) === null),
  }
}

/** Of an outage that no file knows any more: its component was removed, or late results gave it another beginning. */
export function lostFact(told: Told, snapshot: Snapshot): Omit<OutageFact, 'toldVerdict'> {
  const listed = snapshot.config.components.find(({ id }) => id === told.component)
  const retired = listed?.retired != null && listed.retired <= snapshot.now
  const [, verdict] = /^(degraded|partial|down)/.exec(told.opened?.mark ?? '') ?? []
  return {
    id: told.outage,
    component: told.component,
    start: told.opened?.first ?? snapshot.now,
    end: snapshot.now,
    ending: listed === undefined ? 'unlisted' : retired ? 'retired' : 'recovered',
    verdict: (verdict as Outage['verdict'] | undefined) ?? 'down',
    class: null,
    detail: null,
    because: [],
    times: 1,
    since: told.opened?.first ?? snapshot.now,
    maintenance: null,
    groupFails: false,
  }
}

const statuses = { degraded: 'degraded_performance', partial: 'partial_outage', down: 'major_outage' } as const

/** As an automatic incident of this outage alone would have it, by the worst it was. */
export function outageImpact(verdict: Outage['verdict']): Occasion['impact'] {
  return impactOf([statuses[verdict]])
}
