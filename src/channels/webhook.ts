import { createHmac } from 'node:crypto'
import type { Message } from '../messages/message.ts'
import type { WebhookBody } from '../messages/webhook-shape.ts'
import { formatInstant } from '../time/instant.ts'
import type { ChannelKind } from './channel.ts'

/**
 * JSON to an address of the owner's, signed. This is the file to copy for the next type of channel:
 * docs/messages/new-channel.md goes through it line by line.
 */
export const webhook: ChannelKind<'webhook'> = {
  type: 'webhook',
  async send(message, keys, { fill, post }) {
    const body = JSON.stringify(bodyOf(message))
    await post({
      url: fill(keys.url),
      headers: {
        'x-candor-event': message.event,
        'x-candor-id': message.id,
        // Over the bytes of the body, as GitHub signs: whoever knows the secret can check it in any language.
        'x-candor-signature-256': `sha256=${signature(body, fill(keys.secret))}`,
      },
      body,
      allowPrivate: keys.allow_private,
    })
  },
}

/** JSON escapes everything by itself; nothing is cut, for it is read by programs. */
export function bodyOf(message: Message): WebhookBody {
  const { id, event, at, page, subject } = message
  return { version: 1, id, event, time: formatInstant(at), page: { name: page.name, url: page.url }, subject }
}

function signature(body: string, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('hex')
}
