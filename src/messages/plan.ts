import { createHash } from 'node:crypto'
import { begunEvent, type NotifiedRow } from '../checks/notified.ts'
import { namesOf } from '../checks/votes.ts'
import type { Channel } from '../config/channel-keys.ts'
import { day, hour, type Instant, minute } from '../time/instant.ts'
import { compose } from './compose.ts'
import { asHeard, isKeeper, isNews, isQuiet } from './filter.ts'
import { type Heard, type Hearing, heardBy } from './heard.ts'
import type { Known } from './known.ts'
import type { Message } from './message.ts'
import type { Occasion } from './occasion.ts'
import { occasionsFor } from './occasions.ts'
import { tellerOf } from './teller.ts'

/** A message on its way to one channel, and the ids that are told with it. */
export interface Planned {
  channel: Channel
  message: Message
  ids: string[]
}

export interface Plan {
  /** The most pressing first. */
  messages: Planned[]
  /** Rows that need no message: channels that begin to listen, and what nobody will try to tell any more. */
  rows: NotifiedRow[]
}

/** After so long nobody tries again. */
const givesUpAfter = day
/** How long a claim may be on its way in another run. */
const underWay = 2 * minute
const longestWait = 2 * hour

/** Everything that has to be told at `internal.now`, to every channel of the config. Pure: the same of the same. */
export function plan(known: Known): Plan {
  const { config } = known.internal
  const plans = config.notify.map((channel) => planFor(channel, known))
  return { messages: plans.flatMap(({ messages }) => messages), rows: plans.flatMap(({ rows }) => rows) }
}

function planFor(channel: Channel, known: Known): Plan {
  const snapshot = channel.audience === 'public' ? known.public : known.internal
  const { now, config } = snapshot
  const heard = heardBy(channel.id, known.rows, namesOf(config.components))
  const rows: NotifiedRow[] = heard.begun === null ? [row(now, begunEvent, channel, 'told')] : []
  if (isQuiet(channel, config.site.timezone, now)) return { messages: [], rows }

  const open = occasionsFor({ snapshot, channel, heard, operators: known.operators }, known.mistakes)
    .flatMap((occasion) => asHeard(occasion, channel) ?? [])
    .filter((occasion) => isNews(occasion, heard, now))
  const lost = open.filter((occasion) => isHopeless(occasion, heard, now))
  rows.push(...lost.flatMap(({ covers }) => covers.map((id) => row(now, id, channel, 'gave_up'))))

  const due = open.filter((occasion) => !lost.includes(occasion) && isDue(occasion, heard, now))
  const batches = Map.groupBy(due, (occasion) => batchOf(occasion, channel, heard))
  const messages = [...batches.values()].map((batch) => {
    const message = compose(batch, snapshot, tellerOf(config, channel, known.repository, known.speak))
    const ids = batch.flatMap(({ covers }) => covers)
    const answers = batch.some((occasion) => threadIsHeard(occasion, heard, ids))
    return { channel, ids, message: { ...message, id: idOf(batch), answers } }
  })
  messages.sort((a, b) => pressing(b.message) - pressing(a.message) || a.message.at - b.message.at)
  return { messages, rows }
}

function row(time: Instant, event: string, channel: Channel, step: NotifiedRow['step']): NotifiedRow {
  return { time, event, channel: channel.id, step }
}

function claimsOf(occasion: Occasion, heard: Heard): Hearing[] {
  return occasion.covers.flatMap((id) => heard.get(id) ?? []).filter(({ status }) => status === 'claimed')
}

/** New, in part at least; or claimed, not told, and long enough ago for whoever claimed it to be done or gone. */
function isDue(occasion: Occasion, heard: Heard, now: Instant): boolean {
  const claims = claimsOf(occasion, heard)
  if (claims.length < occasion.covers.length) return true
  const last = Math.max(...claims.map((claim) => claim.last))
  const tries = Math.max(...claims.map((claim) => claim.tries))
  return now - last >= Math.min(underWay * 2 ** Math.min(tries - 1, 10), longestWait)
}

function isHopeless(occasion: Occasion, heard: Heard, now: Instant): boolean {
  const claims = claimsOf(occasion, heard)
  return claims.length === occasion.covers.length && now - Math.min(...claims.map(({ first }) => first)) >= givesUpAfter
}

/** What becomes one message. What was claimed together is told again together, so that its id stays. */
function batchOf(occasion: Occasion, channel: Channel, heard: Heard): string {
  const claims = claimsOf(occasion, heard)
  const again = claims.length === occasion.covers.length ? Math.min(...claims.map(({ first }) => first)) : 'new'
  const { kind } = occasion.about
  const alone = kind === 'incident' || kind === 'maintenance' || (kind === 'outage' && isKeeper(channel))
  return [again, occasion.event, alone ? occasion.thread : ''].join(' ')
}

function idOf(batch: readonly Occasion[]): string {
  const ids = batch.map(({ id }) => id).sort()
  if (ids.length === 1) return ids[0]!
  const digest = createHash('sha256').update(ids.join('\n')).digest('hex').slice(0, 12)
  return `${ids[0]}+${ids.length - 1}~${digest}`
}

const eventsOf: Record<string, Parameters<Heard['about']>[0]> = {
  outage: ['outage.opened', 'outage.changed', 'outage.reminder', 'outage.resolved'],
  incident: ['incident.created', 'incident.updated', 'incident.resolved'],
  maintenance: [
    'maintenance.scheduled',
    'maintenance.changed',
    'maintenance.reminder',
    'maintenance.started',
    'maintenance.completed',
  ],
}

/** Whether the channel has had a message of this thread, other than these. */
function threadIsHeard({ thread, about }: Occasion, heard: Heard, ids: readonly string[]): boolean {
  const subject = thread.replace(/^(incident|maintenance):/, '')
  return heard
    .about(eventsOf[about.kind] ?? [], subject)
    .some(({ id, status }) => status === 'told' && !ids.includes(id))
}

/** What fails comes first, then what people wrote. */
function pressing({ event }: Message): number {
  if (event === 'outage.opened' || event === 'outage.changed') return 3
  if (event.startsWith('incident.')) return 2
  return event.startsWith('outage.') ? 1 : 0
}
