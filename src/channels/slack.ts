import type { Message, Tone } from '../messages/message.ts'
import type { ChannelKind } from './channel.ts'
import { cut } from './cut.ts'
import { controlled, sectionText } from './plain-text.ts'

const colours: Record<Tone, string> = {
  down: '#C0282D',
  degraded: '#B7791F',
  up: '#1F7A3A',
  maintenance: '#2B6CB0',
  note: '#5A6472',
}

/** Limits: https://docs.slack.dev/reference/block-kit/blocks/ (header 150, section 3000, 10 fields of 2000, 50 blocks). */
const headerLimit = 150
const sectionLimit = 3000
const fieldLimit = 2000
const mostFields = 10
const mostSections = 20

/** Blocks in a coloured attachment. Slack answers `ok` as text. */
export const slack: ChannelKind<'slack'> = {
  type: 'slack',
  async send(message, keys, { fill, post }) {
    await post({ url: fill(keys.url), body: slackBody(message), allowPrivate: keys.allow_private })
  },
}

export function slackBody(message: Message): unknown {
  const { title, sections, facts, link, page, tone } = message
  const blocks = [
    { type: 'header', text: plainText(title, headerLimit) },
    ...sections
      .map(sectionText)
      .filter((text) => text.trim() !== '')
      .slice(0, mostSections)
      .map((text) => ({ type: 'section', text: plainText(text, sectionLimit) })),
    ...(facts.length === 0
      ? []
      : [
          {
            type: 'section',
            fields: facts.slice(0, mostFields).map(({ name, value }) => plainText(`${name}\n${value}`, fieldLimit)),
          },
        ]),
    {
      type: 'context',
      elements: [
        { type: 'mrkdwn', text: `<${escaped(encoded(link.url))}|${escaped(link.text)}>`, verbatim: true },
        plainText(page.name, headerLimit),
      ],
    },
  ]
  // `text` is what notifications show; it is mrkdwn, so it is escaped like the rest.
  return {
    text: shortened(title, headerLimit),
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
    attachments: [{ color: colours[tone], fallback: shortened(title, headerLimit), blocks }],
  }
}

/** Nothing in it is read as markup; the three signs that Slack acts on are escaped all the same. */
function plainText(text: string, most: number) {
  return { type: 'plain_text', text: shortened(text, most) || '-', emoji: false }
}

/** Cut before and after: an escaped sign counts as the letters it is written with. */
function shortened(text: string, most: number): string {
  const plain = controlled(text)
  let room = most
  for (;;) {
    const done = escaped(cut(plain, room))
    if (done.length <= most) return done
    if (room === 0) return ''
    room = Math.min(room - 1, Math.floor((room * most) / done.length))
  }
}

/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** `|` would end the address. */
function encoded(url: string): string {
  return url.replaceAll('|', '%7C')
}
