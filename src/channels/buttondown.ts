import type { Message } from '../messages/message.ts'
import type { ChannelKind, Keys } from './channel.ts'
import { cut } from './cut.ts'
import { bodyText, defused } from './plain-text.ts'

const subjectLimit = 200
const bodyLimit = 50_000

/**
 * An e-mail to everybody who subscribed there, or to those with one of the tags. Its texts are templates, so every hole is
 * closed; as plain text nothing in them is Markdown.
 */
export const buttondown: ChannelKind<'buttondown'> = {
  type: 'buttondown',
  async send(message, keys, { fill, post }) {
    const api = (keys.api ?? 'https://api.buttondown.com').replace(/\/+$/, '')
    await post({
      url: `${fill(api)}/v1/emails`,
      headers: { authorization: `Token ${fill(keys.api_key)}`, 'x-buttondown-live-dangerously': 'true' },
      body: buttondownBody(message, keys.tags),
      allowPrivate: keys.allow_private,
    })
  },
}

export function buttondownBody(message: Message, tags: Keys<'buttondown'>['tags']) {
  const text = cut(bodyText(message), bodyLimit)
  return {
    subject: cut(defused(message.title), subjectLimit),
    body: `<!-- buttondown-editor-mode: plaintext -->${markdownFree(defused(text))}\n\n${message.link.text}: ${message.link.url}\n`,
    status: 'about_to_send',
    metadata: { candor_id: message.id },
    ...(tags === undefined
      ? {}
      : {
          filters: {
            predicate: 'or',
            filters: wantedBy(message, tags).map((tag) => ({
              field: 'subscriber.tags',
              operator: 'contains',
              value: tag,
            })),
            groups: [],
          },
        }),
  }
}

/** Who chose components hears of those: of the tags that are components, the ones it concerns; of none of them, all. */
function wantedBy({ components }: Message, tags: readonly string[]): readonly string[] {
  const chosen = tags.filter((tag) => components.includes(tag))
  return chosen.length > 0 ? chosen : tags
}

/** Should it be read as Markdown after all: its signs with a backslash, HTML as text. */
function markdownFree(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/([\\`*_[\]])/g, '\\$1')
}
