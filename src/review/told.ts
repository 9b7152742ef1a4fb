import type { Channel } from '../config/channel-keys.ts'
import { impacts, type Post } from '../incidents/incident.ts'
import type { EventName } from '../messages/event-id.ts'
import { hears } from '../messages/filter.ts'
import type { Snapshot } from '../status/snapshot.ts'
import { day, hour, type Instant } from '../time/instant.ts'
import { newUpdates, type PostChange } from './changes.ts'
import { cutLine } from './cut.ts'
import type { ReportChannel, ReportPost } from './report.ts'

/** What is new of one post, oldest first. A channel is told all of it at once, as the last that it hears of. */
interface News {
  updates: { event: EventName; quiet: boolean }[]
  components: string[]
  impact: ReportPost['impact']
}

/** An incident whose end is older than this was written down afterwards: nobody is told. */
const writtenAfterwards = 2 * hour

/** Which channels will be told when the change is merged, and which ones `quiet` keeps it from. */
export function toldOf(
  changes: readonly { change: PostChange; post: ReportPost }[],
  { config, now }: Snapshot,
): ReportChannel[] {
  const news = changes
    .filter(({ post: { shown } }) => shown === 'shown' || shown === 'later')
    .flatMap(({ change, post }) => newsOf(change, post, now) ?? [])
  return config.notify.flatMap((channel) => {
    const concerning = news.filter((one) => concerns(channel, one))
    // Operators hear of a quiet update: it is subscribers whom it must not wake.
    const loud = concerning.flatMap(({ updates }) =>
      asTold(channel, channel.audience === 'public' ? updates.filter(({ quiet }) => !quiet) : updates),
    )
    const all = concerning.flatMap(({ updates }) => asTold(channel, updates))
    if (all.length === 0) return []
    const events = [...new Set(loud.length > 0 ? loud : all)]
    const { id, type, audience } = channel
    return [{ id: cutLine(id), type, audience, events, quiet: loud.length === 0 }]
  })
}

function newsOf(change: PostChange, post: ReportPost, now: Instant): News | null {
  const { after, before } = change
  if (after === null || after.kind === 'notice') return null
  const about = { components: componentsOf(after), impact: post.impact }
  if (after.kind === 'maintenance') return { ...about, updates: maintenanceNews(change, now) }
  const last = after.updates.findLast(({ status }) => status !== 'postmortem')
  if (before === null && last?.status === 'resolved' && last.at < now - writtenAfterwards) return null
  // What is older than a day is told to nobody at first sight.
  const fresh = newUpdates(change).filter(({ at }) => at > now - day)
  const first = before === null ? after.updates[0] : null
  const eventOf = (update: Post['updates'][number]): EventName =>
    update.status === 'resolved' ? 'incident.resolved' : update === first ? 'incident.created' : 'incident.updated'
  return { ...about, updates: fresh.map((update) => ({ event: eventOf(update), quiet: update.quiet })) }
}

function maintenanceNews(change: PostChange, now: Instant): News['updates'] {
  const { before, after } = change
  const { maintenance, updates } = after!
  const quiet = updates.at(-1)?.quiet ?? false
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

function concerns(channel: Channel, { components, impact }: News): boolean {
  if (channel.components !== undefined && !channel.components.some((id) => components.includes(id))) return false
  if (channel.min_impact === undefined || impact === 'maintenance' || impact === null) return true
  return impacts.indexOf(impact) >= impacts.indexOf(channel.min_impact)
}

/** As messages have it: several at once are one message, of the first event where it is among them, or of an end. */
function asTold(channel: Channel, updates: News['updates']): EventName[] {
  const [first, last] = [updates[0]?.event, updates.at(-1)?.event]
  const whole = last === 'incident.resolved' ? last : first === 'incident.created' ? first : last
  const heard = [whole, ...updates.map(({ event }) => event)].find(
    (event) => event !== undefined && hears(channel, event),
  )
  return heard === undefined ? [] : [heard]
}
