import type { Results } from '../checks/history.ts'
import type { Component, Config } from '../config/config.ts'
import type { ComponentStatus, Declaration, Occurrence } from '../incidents/incident.ts'
import type { Outage } from '../outages/outage.ts'
import type { Instant } from '../time/instant.ts'
import { budgetOf } from '../uptime/budget.ts'
import { monthOf, monthWindow } from '../uptime/civil-months.ts'
import { type Figures, type Window, windows as windowLengths } from '../uptime/figures.ts'
import { days, type Facts, figures } from '../uptime/uptime.ts'
import { statusOfVerdict, verdictNow } from './components.ts'
import { factsOf } from './facts.ts'
import { worstStatus } from './overall.ts'
import type { ComponentNow, Entry, StatusNow } from './snapshot.ts'

const barDays = 90

export interface ComponentsInput {
  config: Config
  results: Results
  outages: Outage[]
  incidents: Entry[]
  maintenances: Entry[]
  windows: Occurrence[]
  declared: Declaration[]
  now: Instant
}

/** Every component, listed and retired, in the page's order. */
export function takeComponents(input: ComponentsInput): ComponentNow[] {
  const outagesOf = Map.groupBy(input.outages, (outage) => outage.component)
  const declaredOf = Map.groupBy(input.declared, (declaration) => declaration.component)
  const entriesOf = new Map<string, Entry[]>()
  for (const entry of [...input.incidents, ...input.maintenances]) {
    for (const { id } of entry.components) entriesOf.set(id, [...(entriesOf.get(id) ?? []), entry])
  }
  return input.config.components.map((component) =>
    takeComponent(component, input, {
      outages: outagesOf.get(component.id) ?? [],
      declared: declaredOf.get(component.id) ?? [],
      entries: entriesOf.get(component.id) ?? [],
    }),
  )
}

interface Own {
  outages: Outage[]
  declared: Declaration[]
  entries: Entry[]
}

function takeComponent(component: Component, input: ComponentsInput, own: Own): ComponentNow {
  const { now, config, results } = input
  const history = results.histories.get(component.id)!
  const struck = own.outages.filter((outage) => outage.falseAlarm !== null)
  const facts = factsOf(component, {
    history,
    declared: own.declared,
    outages: own.outages,
    windows: input.windows,
    now,
  })
  const decimals = Math.max(2, component.target?.decimals ?? 0)
  const verdict = component.check === null ? null : verdictNow(history, component.check.stale_after, struck, now)
  const windows = Object.fromEntries(
    Object.entries(windowLengths).map(([name, length]) => [
      name,
      figures(facts, { start: now - length, end: now }, decimals),
    ]),
  ) as ComponentNow['windows'] satisfies Record<Window, unknown>
  const said = statusNow(own.entries, component.id, verdict)
  return {
    component,
    status: said.status,
    verdict,
    checkedAt: history.latest?.time ?? null,
    because: {
      incidents: said.incidents.map(({ id }) => id),
      maintenances: said.maintenances.map(({ id }) => id),
      outages: own.outages.filter((outage) => outage.end === null && outage.falseAlarm === null).map(({ id }) => id),
    },
    lastKnown: said.status === 'unknown' ? lastKnown(history.state?.verdict) : said.status,
    windows,
    budget:
      component.target === null || windows['30d'].uptime === null
        ? null
        : budgetNow(facts, component.target, windows['30d'], config.site.timezone),
    days: days(facts, {
      zone: config.site.timezone,
      count: barDays,
      decimals,
      incidents: own.entries.flatMap((entry) => spanOf(entry, now)),
      outages: own.outages.filter((outage) => outage.falseAlarm === null),
    }),
    history,
    latency: results.latency.get(component.id) ?? { daily: [], recent: [] },
  }
}

/** The stretch in which an entry touches days: a maintenance its window, not the weeks since it was announced. */
function spanOf({ id, window, startedAt, resolvedAt, calledOff }: Entry, now: Instant) {
  if (calledOff === true) return []
  return [window === null ? { id, start: startedAt, end: resolvedAt ?? now } : { id, ...window }]
}

/** Of the last 30 days, and of this month, whose days to come are taken to be observed. */
function budgetNow(
  facts: Facts,
  target: NonNullable<Component['target']>,
  last30: Figures,
  zone: string,
): NonNullable<ComponentNow['budget']> {
  const month = monthWindow(zone, monthOf(zone, facts.now))!
  return {
    '30d': budgetOf(last30, target),
    month: budgetOf(figures(facts, month, target.decimals), target, month.end - facts.now),
  }
}

/** The worst of what people's open incidents say; if none names it, maintenance; else what the probes say. */
function statusNow(entries: readonly Entry[], id: string, verdict: ComponentNow['verdict']) {
  const naming = entries.filter((entry) => entry.resolvedAt === null && entry.components.some((one) => one.id === id))
  const incidents = naming.filter((entry) => entry.kind === 'incident' && !entry.automatic)
  const running = naming.filter((entry) => entry.kind === 'maintenance' && entry.open)
  const saidBy = (some: readonly Entry[]) =>
    worstStatus(some.flatMap((entry) => entry.components.filter((one) => one.id === id).map((one) => one.status)))
  let status: StatusNow
  if (incidents.length > 0) status = saidBy(incidents)
  // Work that is announced as operational leaves the word to the probes.
  else if (saidBy(running) !== 'operational') status = saidBy(running)
  else status = verdict === null ? 'operational' : statusOfVerdict(verdict)
  const because = naming.filter((entry) => entry.kind === 'incident')
  return { status, incidents: because, maintenances: running }
}

function lastKnown(verdict: ComponentNow['verdict'] | undefined): ComponentStatus {
  if (verdict === undefined || verdict === null || verdict === 'unknown') return 'operational'
  return statusOfVerdict(verdict) as ComponentStatus
}
