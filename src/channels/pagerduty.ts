import { plain } from '../messages/event-id.ts'
import type { Message } from '../messages/message.ts'
import { formatInstant } from '../time/instant.ts'
import type { ChannelKind } from './channel.ts'
import { cut } from './cut.ts'
import { bodyText, defused } from './plain-text.ts'

const severities = { critical: 'critical', major: 'error', minor: 'warning', none: 'info' } as const
/** https://developer.pagerduty.com/docs/send-alert-event */
const summaryLimit = 1024
const keyLimit = 255
const detailLimit = 10_000

/**
 * Events API v2. A group of outages is one alert: its thread is the dedup key, by which it is told of more, and resolved
 * when nothing of it fails any more. What was over before it could be told pages nobody.
 */
export const pagerduty: ChannelKind<'pagerduty'> = {
  type: 'pagerduty',
  async send(message, keys, { fill, post }) {
    const body = pagerdutyBody(message)
    if (body === null) return
    const api = (keys.api ?? 'https://events.pagerduty.com').replace(/\/+$/, '')
    await post({
      url: `${fill(api)}/v2/enqueue`,
      body: { routing_key: fill(keys.routing_key), ...body },
      allowPrivate: keys.allow_private,
    })
  },
}

/** Null: there is nothing to open or close. */
export function pagerdutyBody(message: Message) {
  const dedupKey = keyOf(message)
  if (message.keeps === 'nothing') return null
  if (message.keeps === 'closed') {
    return message.answers ? { event_action: 'resolve' as const, dedup_key: dedupKey } : null
  }
  return {
    event_action: 'trigger' as const,
    dedup_key: dedupKey,
    payload: {
      summary: cut(defused(message.title), summaryLimit),
      source: cut(defused(message.page.name), 255),
      severity: message.impact === null ? ('warning' as const) : severities[message.impact],
      timestamp: formatInstant(message.at),
      component: cut(message.components.join(', '), 255) || 'page',
      class: message.event,
      custom_details: { event_id: message.id, text: cut(defused(bodyText(message)), detailLimit) },
    },
    links: [{ href: message.link.url, text: message.link.text }],
    client: cut(defused(message.page.name), 255),
    client_url: message.page.url,
  }
}

function keyOf({ thread, page }: Message): string {
  // Threads of posts are called after files, whose names may be anything.
  return cut(`${new URL(page.url).hostname}:${thread.split(':').map(plain).join(':')}`, keyLimit)
}
