import type { Message, Tone } from '../messages/message.ts'
import { formatInstant } from '../time/instant.ts'
import type { ChannelKind } from './channel.ts'
import { cut } from './cut.ts'
import { defused, sectionText } from './plain-text.ts'

const colours: Record<Tone, number> = {
  down: 0xc0282d,
  degraded: 0xb7791f,
  up: 0x1f7a3a,
  maintenance: 0x2b6cb0,
  note: 0x5a6472,
}

/** Limits: https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
const titleLimit = 256
const descriptionLimit = 4096
const nameLimit = 256
const valueLimit = 1024
const mostFields = 25
/** Of one embed, all its texts together. */
const allTogether = 6000

/** One embed. `allowed_mentions` with an empty list is what keeps everybody's phone still. */
export const discord: ChannelKind<'discord'> = {
  type: 'discord',
  async send(message, keys, { fill, post }) {
    const url = new URL(fill(keys.url))
    // Else Discord answers before it has taken it.
    url.searchParams.set('wait', 'true')
    await post({ url: url.href, body: discordBody(message), allowPrivate: keys.allow_private })
  },
}

export function discordBody(message: Message): unknown {
  const { title, sections, facts, link, page, tone, at } = message
  let room = allTogether
  const take = (text: string, most: number) => {
    const taken = cut(escaped(text), Math.min(most, Math.max(0, room)))
    room -= taken.length
    return taken
  }
  const embed = {
    title: take(title, titleLimit),
    url: link.url,
    color: colours[tone],
    timestamp: formatInstant(at),
    footer: { text: take(page.name, 2048) },
    fields: facts
      .slice(0, mostFields)
      .map(({ name, value }) => ({ name: take(name, nameLimit), value: take(value, valueLimit) || '-', inline: true })),
    description: take(sections.map(sectionText).join('\n\n'), descriptionLimit),
  }
  return { embeds: [embed], allowed_mentions: { parse: [] } }
}

/** Discord's Markdown means nothing in our words, and links stand in `url` alone. */
function escaped(text: string): string {
  return defused(text).replaceAll(/[\\*_~`|>#[\]()<]/g, (sign) => `\\${sign}`)
}
