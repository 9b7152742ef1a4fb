import type { Message, Tone } from '../messages/message.ts'
import { type ChannelKind, Undelivered } from './channel.ts'
import { cutBytes } from './cut.ts'
import { bodyText, controlled } from './plain-text.ts'

/** https://docs.ntfy.sh/publish/#message-priority and .../emojis/ */
const tags: Record<Tone, string> = {
  down: 'rotating_light',
  degraded: 'warning',
  up: 'white_check_mark',
  maintenance: 'wrench',
  note: 'information_source',
}
const titleLimit = 250
/** Bytes; longer ones become an attachment: https://docs.ntfy.sh/publish/#limitations */
const messageLimit = 4096

/** JSON to the server's root, so that nothing of ours goes into a header. */
export const ntfy: ChannelKind<'ntfy'> = {
  type: 'ntfy',
  async send(message, keys, { fill, post }) {
    const { root, topic } = placeOf(fill(keys.url))
    await post({
      url: root,
      headers: keys.token === undefined ? {} : { authorization: `Bearer ${fill(keys.token)}` },
      body: { topic, ...ntfyBody(message) },
      allowPrivate: keys.allow_private,
    })
  },
}

export function ntfyBody(message: Message) {
  return {
    title: cutBytes(controlled(message.title), titleLimit),
    message: cutBytes(controlled(bodyText(message)) || controlled(message.title), messageLimit),
    priority: priorityOf(message),
    tags: [tags[message.tone]],
    click: message.link.url,
    markdown: false,
  }
}

/** 5 rings through the night, 3 is usual, 2 makes no sound. */
function priorityOf({ event, tone, impact }: Message): number {
  if (event === 'outage.opened' || event === 'outage.changed') return tone === 'down' ? 5 : 4
  if (event === 'incident.created') return impact === 'critical' || impact === 'major' ? 5 : 4
  if (event === 'outage.reminder' || event.endsWith('.expiring') || event === 'checks.stale') return 4
  return event.startsWith('maintenance.') ? 2 : 3
}

function placeOf(address: string): { root: string; topic: string } {
  const url = URL.parse(address)
  const [, before, topic] = /^(.*\/)([\w-]{1,64})\/?$/.exec(url?.pathname ?? '') ?? []
  if (url === null || topic === undefined) {
    throw new Undelivered('Its `url` names no topic. Expected an address such as https://ntfy.sh/acme-status')
  }
  return { root: new URL(before!, url).href, topic }
}
