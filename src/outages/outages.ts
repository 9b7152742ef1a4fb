import type { History, Results, Stretch } from '../checks/history.ts'
import { rulesOf } from '../checks/rules.ts'
import { isBroken, outageStretches } from '../checks/seen.ts'
import type { Config } from '../config/config.ts'
import { formatInstant, type Instant } from '../time/instant.ts'
import { worse } from '../verdict/classes.ts'
import type { Outage } from './outage.ts'

/** A person's word that an outage was none. `outage` is its id, or a prefix that only one id has. */
export interface FalseAlarm {
  outage: string
  /** Id of the incident file that says so. */
  incident: string
  reason: string
}

/**
 * The outages of one component, oldest first: unbroken stretches of degraded, partial or down, which unknown results
 * and gaps up to `staleAfter` do not break. The last one lasts (its end is null) until results or time say that it is over.
 */
export function findOutages(history: History, staleAfter: number, now: Instant): Outage[] {
  const outages: Outage[] = []
  for (const stretches of outageStretches(history, staleAfter)) {
    const { end } = stretches.at(-1)!
    const lasts = stretches.at(-1) === history.bad.at(-1) && !isBroken(history, end, now, staleAfter)
    outages.push(outageOf(history.component, stretches, lasts ? null : end))
  }
  return outages
}

function outageOf(component: string, stretches: readonly Stretch[], end: Instant | null): Outage {
  const verdict = stretches.map((stretch) => stretch.verdict).reduce(worse) as Outage['verdict']
  const told = stretches.find((stretch) => stretch.verdict === verdict)!
  const { start } = stretches[0]!
  const id = outageId(component, start)
  return { id, component, start, end, verdict, class: told.class, detail: told.detail, falseAlarm: null }
}

/** `api-20261121T100503Z` */
export function outageId(component: string, start: Instant): string {
  const text = formatInstant(start)
  // By place, not by pattern: years of history hold tens of thousands of these.
  const date = text.slice(0, 4) + text.slice(5, 7) + text.slice(8, 13)
  return `${component}-${date}${text.slice(14, 16)}${text.slice(17)}`
}

/** Every component's outages, oldest first, false alarms marked as such. */
export function allOutages(
  results: Results,
  config: Config,
  now: Instant,
  falseAlarms: readonly FalseAlarm[],
): Outage[] {
  const outages = config.components.flatMap((component) => {
    const history = results.histories.get(component.id)
    return history === undefined ? [] : findOutages(history, rulesOf(component).staleAfter, now)
  })
  outages.sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1))
  return strike(outages, falseAlarms)
}

/** A prefix that fits no outage, or more than one, strikes none. */
function strike(outages: readonly Outage[], falseAlarms: readonly FalseAlarm[]): Outage[] {
  const struck = new Map<string, Outage['falseAlarm']>()
  for (const { outage, incident, reason } of falseAlarms) {
    const found = outageByPrefix(outages, outage)
    if (found !== null && !struck.has(found.id)) struck.set(found.id, { incident, reason })
  }
  return outages.map((outage) => {
    const falseAlarm = struck.get(outage.id)
    return falseAlarm === undefined ? outage : { ...outage, falseAlarm }
  })
}

/** The outage with this id, or the only one whose id begins so; null when there is none or more than one. */
export function outageByPrefix(outages: readonly Outage[], prefix: string): Outage | null {
  if (prefix === '') return null
  const fitting = outages.filter(({ id }) => id.startsWith(prefix))
  return fitting.find(({ id }) => id === prefix) ?? (fitting.length === 1 ? fitting[0]! : null)
}
