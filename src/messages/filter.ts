import type { Channel, ChannelType } from '../config/channel-keys.ts'
import { impacts } from '../incidents/incident.ts'
import { day, type Instant } from '../time/instant.ts'
import { inZone } from '../time/zone.ts'
import { type EventName, partsOf } from './event-id.ts'
import type { Heard } from './heard.ts'
import type { Occasion } from './occasion.ts'

/** What only operators hear of, whatever a public channel asks for. */
const internal: ReadonlySet<string> = new Set<EventName>([
  'certificate.expiring',
  'domain.expiring',
  'checks.stale',
  'post.needs_fixing',
])

/** Channels that open and close something: they hear of outages, of the rest only when `events:` names it. */
const keepers: ReadonlySet<ChannelType> = new Set<ChannelType>(['pagerduty', 'github_issue'])

/** Whether a channel opens and closes something of its own for each group of outages. */
export function isKeeper(channel: Channel): boolean {
  return keepers.has(channel.type)
}

export function hears(channel: Channel, event: EventName): boolean {
  if (channel.audience === 'public' && internal.has(event)) return false
  if (channel.events !== undefined) return channel.events.includes(event)
  return !isKeeper(channel) || event.startsWith('outage.')
}

/** The occasion as the channel hears of it: told together under an event that it wants, or null for none at all. */
export function asHeard(occasion: Occasion, channel: Channel): Occasion | null {
  const { components, min_impact: least } = channel
  const concerns =
    components === undefined || occasion.components.length === 0
      ? components === undefined || occasion.event === 'post.needs_fixing'
      : occasion.components.some((id) => components.includes(id))
  if (!concerns) return null
  if (least !== undefined && occasion.impact !== null && impacts.indexOf(occasion.impact) < impacts.indexOf(least))
    return null
  if (hears(channel, occasion.event)) return occasion
  // Several at once are told as the last of them; whoever wants only an earlier one is told as that.
  const instead = occasion.covers.map((id) => partsOf(id).event).find((event) => hears(channel, event))
  return instead === undefined ? null : { ...occasion, event: instead }
}

/** Whether it is news at all: nothing older than a day is told at first sight, and a new channel hears of no past. */
export function isNews(occasion: Occasion, heard: Heard, now: Instant): boolean {
  if (occasion.covers.some((id) => heard.get(id) !== undefined)) return true
  // The end of what was told is told, however long ago that was.
  if (occasion.event === 'outage.resolved' && heard.about(['outage.opened'], partsOf(occasion.id).subject).length > 0)
    return true
  return occasion.at >= now - day && !(occasion.over && occasion.at < (heard.begun ?? now))
}

/** Inside `quiet_hours`, by the clocks of the page; 22:00-07:00 goes over midnight. */
export function isQuiet(channel: Channel, zone: string, now: Instant): boolean {
  if (channel.quiet_hours === undefined) return false
  const [from, to] = channel.quiet_hours.split('-') as [string, string]
  const local = inZone(zone, now)
  const time = `${String(local.hour).padStart(2, '0')}:${String(local.minute).padStart(2, '0')}`
  return from <= to ? from <= time && time < to : time >= from || time < to
}
