import type { ComponentStatus } from '../incidents/incident.ts'
import { headlineOf, rollUp, worstStatus } from '../status/overall.ts'
import type { ComponentNow, Entry, GroupNow, Snapshot } from '../status/snapshot.ts'
import { isSafeId } from './address.ts'

export type Audience = 'public' | 'internal'

/** What an audience may see of a snapshot. Everything that is published is made of the answer, never of the whole. */
export function visibleTo(audience: Audience, whole: Snapshot): Snapshot {
  const snapshot = withSafeIds(whole)
  if (audience === 'internal') return snapshot
  const hidden = new Set(
    snapshot.config.components.filter((one) => one.audience === 'internal').map((component) => component.id),
  )
  const open = (one: ComponentNow) => !hidden.has(one.component.id)
  const components = snapshot.components.filter(open)
  const statuses = components.map((one) => one.status)
  const overall = hidden.size === 0 ? snapshot.overall : rollUp(components.map(apiStatus))
  const entries = (list: Entry[]) => visibleEntries(list, hidden)
  return {
    ...snapshot,
    config: {
      ...snapshot.config,
      components: snapshot.config.components.filter((component) => !hidden.has(component.id)),
    },
    overall,
    headline: hidden.size === 0 ? snapshot.headline : headlineOf(overall, statuses),
    groups: snapshot.groups.map((group) => withoutHidden(group, open)).filter((group) => group.members.length > 0),
    components,
    retired: snapshot.retired.filter(open),
    incidents: entries(snapshot.incidents),
    maintenances: entries(snapshot.maintenances),
    notices: entries(snapshot.notices),
    outages: snapshot.outages.filter((outage) => !hidden.has(outage.component)),
    posts: snapshot.posts.filter((post) => post.audience === 'public' && !post.draft),
  }
}

/** A component's status for those who have no word for unknown: the last one that was known. */
export function apiStatus(one: ComponentNow): ComponentStatus {
  return one.status === 'unknown' ? one.lastKnown : one.status
}

function withSafeIds(snapshot: Snapshot): Snapshot {
  const safe = (list: Entry[]) => list.filter((entry) => isSafeId(entry.id))
  return {
    ...snapshot,
    incidents: safe(snapshot.incidents),
    maintenances: safe(snapshot.maintenances),
    notices: safe(snapshot.notices),
  }
}

function visibleEntries(list: Entry[], hidden: Set<string>): Entry[] {
  const shown = list.filter((entry) => entry.audience === 'public')
  if (hidden.size === 0) return shown
  // An automatic entry about hidden components alone has nothing left to tell.
  return shown
    .filter((entry) => !entry.automatic || entry.components.some((one) => !hidden.has(one.id)))
    .map((entry) => ({
      ...entry,
      components: entry.components.filter((one) => !hidden.has(one.id)),
      outages: entry.outages.filter((outage) => !hidden.has(outage.component)),
      updates: entry.updates.map((update) => ({
        ...update,
        components: update.components.filter((one) => !hidden.has(one.id)),
      })),
    }))
}

function withoutHidden(group: GroupNow, open: (one: ComponentNow) => boolean): GroupNow {
  const members = group.members.filter(open)
  if (members.length === group.members.length) return group
  const figures = members.map((one) => one.windows['90d'].uptime).filter((uptime) => uptime !== null)
  const mean = figures.reduce((sum, uptime) => sum + uptime, 0) / figures.length
  return {
    ...group,
    members,
    status: worstStatus(members.map((one) => one.status)),
    uptime90: figures.length === 0 ? null : Math.floor(mean * 100) / 100,
  }
}
