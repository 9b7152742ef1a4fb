import type { Channel } from '../config/channel-keys.ts'
import { impacts, type Post } from '../incidents/incident.ts'
import type { Snapshot } from '../status/snapshot.ts'
import { day, type Instant } from '../time/instant.ts'
import { newUpdates, type PostChange } from './changes.ts'
import { cutLine } from './cut.ts'
import type { ReportChannel, ReportPost } from './report.ts'

type Event = NonNullable<Channel['events']>[number]

interface News {
  event: Event
  quiet: boolean
  components: string[]
  impact: ReportPost['impact']
}

/** Which channels will be told when the change is merged, and which ones `quiet` keeps it from. */
export function toldOf(
  changes: readonly { change: PostChange; post: ReportPost }[],
  { config, now }: Snapshot,
): ReportChannel[] {
  const news = changes.flatMap(({ change, post }) =>
    post.shown === 'shown' || post.shown === 'later' ? newsOf(change, post, now) : [],
  )
  return config.notify.flatMap((channel) => {
    const heard = news.filter((one) => hears(channel, one))
    // Operators hear of a quiet update: it is subscribers whom it must not wake.
    const loud = heard.filter(({ quiet }) => !quiet || channel.audience === 'operators')
    if (heard.length === 0) return []
    const events = [...new Set((loud.length > 0 ? loud : heard).map(({ event }) => event))]
    return [
      { id: cutLine(channel.id), type: channel.type, audience: channel.audience, events, quiet: loud.length === 0 },
    ]
  })
}

function newsOf(change: PostChange, post: ReportPost, now: Instant): News[] {
  const { after, before } = change
  if (after === null || after.kind === 'notice') return []
  const about = { components: componentsOf(after), impact: post.impact }
  if (after.kind === 'maintenance') return maintenanceNews(change, now).map((one) => ({ ...one, ...about }))
  // What is older than a day is told to nobody at first sight.
  const fresh = newUpdates(change).filter(({ at }) => at > now - day)
  return fresh.map((update) => ({
    ...about,
    quiet: update.quiet,
    event:
      update.status === 'resolved'
        ? ('incident.resolved' as const)
        : before === null && update === after.updates[0]
          ? ('incident.created' as const)
          : ('incident.updated' as const),
  }))
}

function maintenanceNews(change: PostChange, now: Instant): { event: Event; quiet: boolean }[] {
  const { before, after } = change
  const { maintenance, updates } = after!
  const quiet = (updates.at(-1) ?? { quiet: false }).quiet
  const over = maintenance !== null && maintenance.repeat === null && maintenance.end <= now
  const fresh = newUpdates(change).filter(({ at }) => at > now - day)
  if (fresh.some(({ status }) => status === 'completed')) return [{ event: 'maintenance.completed', quiet }]
  if (over) return []
  if (before === null) return [{ event: 'maintenance.scheduled', quiet }]
  const moved =
    JSON.stringify(before.maintenance) !== JSON.stringify(maintenance) ||
    fresh.some(({ start, end }) => start !== null || end !== null)
  return moved || fresh.length > 0 ? [{ event: 'maintenance.changed', quiet }] : []
}

function componentsOf({ components, updates }: Post): string[] {
  return [...new Set([...Object.keys(components), ...updates.flatMap((update) => Object.keys(update.components))])]
}

function hears(channel: Channel, { event, components, impact }: News): boolean {
  if (channel.events !== undefined && !channel.events.includes(event)) return false
  if (channel.components !== undefined && !channel.components.some((id) => components.includes(id))) return false
  if (channel.min_impact === undefined || impact === 'maintenance' || impact === null) return true
  return impacts.indexOf(impact) >= impacts.indexOf(channel.min_impact)
}
