import type { History, Results } from '../checks/history.ts'
import { acknowledgedAt } from '../checks/operators.ts'
import type { Component, Config } from '../config/config.ts'
import { declarations } from '../incidents/declarations.ts'
import type { ComponentStatus, Impact, Post } from '../incidents/incident.ts'
import { occurrences } from '../incidents/maintenance.ts'
import { allOutages } from '../outages/outages.ts'
import type { Instant } from '../time/instant.ts'
import { groupUptime } from '../uptime/uptime.ts'
import { automaticEntry } from './automatic-entries.ts'
import { takeComponents } from './component-now.ts'
import { foldOutages, isMasked, windowsOf } from './folding.ts'
import { groupOutages } from './grouping.ts'
import { incidentEntry } from './incident-entries.ts'
import { maintenanceEntry } from './maintenance-entries.ts'
import { noticeEntry } from './notice-entries.ts'
import { headlineOf, rollUp, worstStatus } from './overall.ts'
import type { ComponentNow, Entry, GroupNow, Indicator, Snapshot } from './snapshot.ts'
import { type Audience, visibleConfig, visiblePosts } from './visible.ts'

export type { Audience } from './visible.ts'

export interface SnapshotInput {
  now: Instant
  audience: Audience
  config: Config
  configIsCurrent: boolean
  results: Results
  posts: Post[]
  refused: string[]
}

/** Everything Candor says at `now`, from what is configured, what was probed and what people wrote. Pure. */
export function takeSnapshot(input: SnapshotInput): Snapshot {
  const { now, results } = input
  const config = visibleConfig(input.config, input.audience)
  const posts = visiblePosts(input.posts, input.config, input.audience)
  const windows = posts
    .filter((post) => post.kind === 'maintenance')
    .flatMap((post) => occurrences(post, config.site.timezone, now))
  const declared = declarations(posts, windows, now)
  const outages = allOutages(results, config, now, falseAlarms(posts))
  const counted = outages.filter((outage) => outage.falseAlarm === null)

  const seenAt = (group: readonly Snapshot['outages'][number][]) => {
    const times = group.flatMap(({ id }) => acknowledgedAt(results.operators, id, now) ?? [])
    return times.length === 0 ? null : Math.min(...times)
  }
  const { byPost, unspoken } = foldOutages(posts, counted, now)
  const incidents = [
    ...writtenIncidents(posts, byPost, results, config, now),
    ...groupOutages(
      unspoken.filter(
        (outage) => outage.verdict !== 'degraded' && !isMasked(outage, windowsOf(windows, outage.component), now),
      ),
      config,
      now,
    ).map((group) => automaticEntry(group, config, now, seenAt(group))),
  ]
    .map((entry) => ({ ...entry, seenAt: seenAt(entry.outages) }))
    .sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1))
  const maintenances = windows
    .map((window) => maintenanceEntry(window, config, now))
    .sort((a, b) => b.window!.start - a.window!.start)

  const all = takeComponents({ config, results, outages, incidents, maintenances, windows, declared, now })
  const components = all.filter(({ component }) => !isRetired(component, now))
  const statuses = components.map(({ status }) => status)
  const overall = overallOf(components, incidents)
  return {
    now,
    config,
    configIsCurrent: input.configIsCurrent,
    checkedAt: results.checkedAt,
    freshUntil: freshUntil(results, components),
    overall,
    headline: headlineOf(overall, statuses),
    groups: groupsOf(config, components),
    components,
    retired: all.filter(({ component }) => isRetired(component, now)),
    incidents,
    maintenances,
    notices: posts.flatMap((post) => noticeEntry(post, config, now) ?? []),
    outages,
    posts,
    refused: input.refused,
  }
}

function isRetired(component: Component, now: Instant): boolean {
  return component.retired !== null && component.retired <= now
}

function falseAlarms(posts: readonly Post[]) {
  return posts.flatMap((post) =>
    post.falseAlarm.map((outage) => ({
      outage,
      incident: post.id,
      reason: post.updates.at(-1)?.body.trim() || post.title,
    })),
  )
}

function writtenIncidents(
  posts: readonly Post[],
  byPost: ReadonlyMap<string, Snapshot['outages']>,
  results: Results,
  config: Config,
  now: Instant,
): Entry[] {
  const failing = (component: string) => {
    const history: History | undefined = results.histories.get(component)
    return history?.state && history.state.verdict !== 'up' ? (history.latestKnown?.time ?? null) : null
  }
  return posts
    .filter((post) => post.kind === 'incident')
    .flatMap((post) => incidentEntry(post, byPost.get(post.id) ?? [], failing, config, now) ?? [])
}

/** A result holds at most `stale_after`: the page is fresh until the soonest of its components' newest results runs out. */
function freshUntil(results: Results, components: readonly ComponentNow[]): Instant | null {
  if (results.checkedAt === null) return null
  const checked = components.flatMap(({ component }) => (component.check === null ? [] : [component.check.stale_after]))
  return checked.length === 0 ? null : results.checkedAt + Math.min(...checked)
}

function groupsOf(config: Config, components: readonly ComponentNow[]): GroupNow[] {
  return config.groups.map((group) => {
    const members = components.filter(({ component }) => component.group === group.id)
    return {
      group,
      members,
      status: worstStatus(members.map(({ status }) => status)),
      uptime90: groupUptime(members.map(({ windows }) => windows['90d'].uptime)),
    }
  })
}

const withoutComponents: Record<Impact, { indicator: Indicator; description: string }> = {
  none: { indicator: 'none', description: 'All Systems Operational' },
  minor: { indicator: 'minor', description: 'Partially Degraded Service' },
  major: { indicator: 'major', description: 'Partial System Outage' },
  critical: { indicator: 'critical', description: 'Major System Outage' },
}

/** The roll-up over components; a page without any says what its open incidents say. */
function overallOf(components: readonly ComponentNow[], incidents: readonly Entry[]): Snapshot['overall'] {
  const statuses = components.map(
    ({ status, lastKnown }): ComponentStatus => (status === 'unknown' ? lastKnown : status),
  )
  if (statuses.length > 0) return rollUp(statuses)
  const ranks = ['critical', 'major', 'minor'] as const
  const open = incidents.filter((entry) => entry.open)
  return withoutComponents[
    ranks.find((impact) => open.some((entry) => entry.impact === impact)) ?? (open.length > 0 ? 'minor' : 'none')
  ]
}
