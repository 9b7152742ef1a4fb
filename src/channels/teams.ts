import type { Message, Tone } from '../messages/message.ts'
import type { ChannelKind } from './channel.ts'
import { cut } from './cut.ts'
import { defused, sectionText } from './plain-text.ts'

const colours: Record<Tone, string> = {
  down: 'attention',
  degraded: 'warning',
  up: 'good',
  maintenance: 'accent',
  note: 'default',
}

/** A message of 28 KB is refused: https://learn.microsoft.com/microsoftteams/limits-specifications-teams */
const titleLimit = 300
const textLimit = 2500
const mostSections = 6
const factLimit = 500
const mostFacts = 10
/** In bytes, as they are sent: of some scripts a letter has three. The rest of a card has the room that is left. */
const sectionsRoom = 16_000
const factsRoom = 6000

/**
 * An Adaptive Card for a Workflows webhook ("When a Teams webhook request is received"). People's words stand in text runs,
 * which know no Markdown.
 */
export const teams: ChannelKind<'teams'> = {
  type: 'teams',
  async send(message, keys, { fill, post }) {
    await post({ url: fill(keys.url), body: teamsBody(message), allowPrivate: keys.allow_private })
  },
}

export function teamsBody(message: Message): unknown {
  const { title, sections, facts, link, page, tone, language } = message
  const card = {
    type: 'AdaptiveCard',
    $schema: 'https://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.4',
    lang: language,
    fallbackText: defused(cut(title, titleLimit)),
    body: [
      text(title, titleLimit, { size: 'large', weight: 'bolder', color: colours[tone] }),
      ...within(
        sectionsRoom,
        sections
          .map(sectionText)
          .filter((part) => part.trim() !== '')
          .slice(0, mostSections)
          .flatMap((part) => lines(part)),
      ),
      ...within(
        factsRoom,
        facts.slice(0, mostFacts).map(({ name, value }) => fact(name, value)),
      ),
      text(page.name, titleLimit, { isSubtle: true, size: 'small' }),
    ],
    actions: [{ type: 'Action.OpenUrl', title: cut(link.text, 100), url: link.url }],
    msteams: { width: 'Full' },
  }
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: card }],
  }
}

/** As many of them, from the first on, as there is room for; an ellipsis in place of the others. */
function within<T>(room: number, blocks: readonly T[]): (T | ReturnType<typeof text>)[] {
  let left = room
  const kept = blocks.findIndex((block) => {
    left -= Buffer.byteLength(JSON.stringify(block))
    return left < 0
  })
  return kept === -1 ? [...blocks] : [...blocks.slice(0, kept), text('…', 1)]
}

interface Look {
  size?: string
  weight?: string
  color?: string
  isSubtle?: boolean
}

function run(words: string, most: number, look: Look = {}) {
  return { type: 'TextRun', text: defused(cut(words, most)) || '-', ...look }
}

function text(words: string, most: number, look: Look = {}) {
  return { type: 'RichTextBlock', inlines: [run(words, most, look)] }
}

/** A text run ignores line feeds: each line is a block of its own, as many as a card has room for. */
function lines(part: string) {
  const all = cut(part, textLimit)
    .split('\n')
    .filter((line) => line.trim() !== '')
  return all.slice(0, 30).map((line) => text(line, textLimit))
}

function fact(name: string, value: string) {
  return { type: 'RichTextBlock', inlines: [run(`${name}: `, 100, { weight: 'bolder' }), run(value, factLimit)] }
}
