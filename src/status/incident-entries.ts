import type { Config } from '../config/config.ts'
import { impactOf } from '../incidents/impact.ts'
import type { ComponentStatus, Impact, IncidentStatus, Post } from '../incidents/incident.ts'
import { followStates, type States } from '../incidents/states.ts'
import type { Outage } from '../outages/outage.ts'
import type { Instant } from '../time/instant.ts'
import { componentName } from './components.ts'
import { resolvedAt } from './folding.ts'
import { worstStatus } from './overall.ts'
import type { Entry } from './snapshot.ts'
import { inPageOrder, toEntryUpdates } from './updates.ts'

/** A person's incident as the page lists it; null before its first update's time has come. */
export function incidentEntry(
  post: Post,
  outages: Outage[],
  /** When a component of it was last probed and failed, if it still fails. */
  failing: (component: string) => Instant | null,
  config: Config,
  now: Instant,
): Entry | null {
  const states = followStates(
    post.components,
    post.updates.filter((update) => update.at <= now),
  )
  const first = states[0]?.update
  const last = states.at(-1)?.update
  if (first === undefined || last === undefined) return null

  const resolved = resolvedAt(states.map((state) => state.update))
  const unresolved = resolved === null
  const stillFailing =
    resolved === null
      ? []
      : outages.filter((outage) => outage.end === null && (failing(outage.component) ?? 0) > resolved)
  return {
    id: post.id,
    kind: 'incident',
    title: post.title,
    ...(post.titles === undefined ? {} : { titles: post.titles }),
    status: last.status as IncidentStatus,
    impact: post.impact ?? impactOverTime(states),
    automatic: false,
    audience: post.audience,
    startedAt: Math.min(first.at, ...outages.map((outage) => outage.start)),
    createdAt: first.at,
    updatedAt: last.at,
    monitoringAt: states.find(({ update }) => update.status === 'monitoring')?.update.at ?? null,
    resolvedAt: resolved,
    updates: toEntryUpdates(states, config, unresolved, now),
    components: componentsOf(states.at(-1)!.after, config),
    window: null,
    outages,
    stillFailingSince: stillFailing.length === 0 ? null : Math.min(...stillFailing.map((outage) => outage.start)),
    post: post.id,
    language: post.language,
    open: unresolved || stillFailing.length > 0,
  }
}

/** The impact that follows from the worst it ever said of each component. */
function impactOverTime(states: readonly States[]): Impact {
  const worst: Record<string, ComponentStatus> = {}
  for (const { after } of states) {
    for (const [id, status] of Object.entries(after))
      worst[id] = worstStatus([worst[id] ?? 'operational', status]) as ComponentStatus
  }
  return impactOf(Object.values(worst))
}

export function componentsOf(statuses: Record<string, ComponentStatus>, config: Config): Entry['components'] {
  return inPageOrder(Object.keys(statuses), config).map((id) => ({
    id,
    name: componentName(config, id),
    status: statuses[id]!,
    listed: config.components.some((component) => component.id === id),
  }))
}
