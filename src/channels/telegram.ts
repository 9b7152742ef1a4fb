import type { Message, Tone } from '../messages/message.ts'
import { type ChannelKind, Undelivered } from './channel.ts'
import { cut } from './cut.ts'
import { bodyText, defused } from './plain-text.ts'

const marks: Record<Tone, string> = { down: '🔴', degraded: '🟠', up: '🟢', maintenance: '🔵', note: '⚪' }
/** After parsing, in UTF-16 units: https://core.telegram.org/bots/api#sendmessage */
const limit = 4096
const titleLimit = 300

/** Plain text with the places of its title and link beside it: there is no markup that words could break out of. */
export const telegram: ChannelKind<'telegram'> = {
  type: 'telegram',
  async send(message, keys, { fill, post }) {
    const api = (keys.api ?? 'https://api.telegram.org').replace(/\/+$/, '')
    const chat = typeof keys.chat === 'string' ? fill(keys.chat) : keys.chat
    const { json } = await post({
      url: `${fill(api)}/bot${fill(keys.token)}/sendMessage`,
      body: { chat_id: chat, ...telegramBody(message) },
      allowPrivate: keys.allow_private,
    })
    if ((json as { ok?: unknown } | null)?.ok !== true) throw new Undelivered('Telegram did not confirm the message.')
  },
}

export function telegramBody(message: Message) {
  const title = `${marks[message.tone]} ${defused(cut(message.title, titleLimit))}`
  const link = message.link.text
  const room = limit - title.length - link.length - 4
  const body = cut(defused(bodyText(message)), room)
  const text = [title, body, link].filter((part) => part !== '').join('\n\n')
  return {
    text,
    entities: [
      { type: 'bold', offset: 0, length: title.length },
      { type: 'text_link', offset: text.length - link.length, length: link.length, url: message.link.url },
    ],
    link_preview_options: { is_disabled: true },
  }
}
