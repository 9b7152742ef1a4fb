import process from 'node:process'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import fc from 'fast-check'
import { marked } from 'marked'
import { createTransport } from 'nodemailer'
import PostalMime from 'postal-mime'
import { beforeAll, expect, test } from 'vitest'
import { buttondownBody } from '../../src/channels/buttondown.ts'
import { discordBody } from '../../src/channels/discord.ts'
import { issueCommentOf, issueOf } from '../../src/channels/github-issue.ts'
import { mailOf } from '../../src/channels/mail.ts'
import { ntfyBody } from '../../src/channels/ntfy.ts'
import { pagerdutyBody } from '../../src/channels/pagerduty.ts'
import { slackBody } from '../../src/channels/slack.ts'
import { teamsBody } from '../../src/channels/teams.ts'
import { telegramBody } from '../../src/channels/telegram.ts'
import { bodyOf } from '../../src/channels/webhook.ts'
import { formatNotifiedRows, notifiedHeader, readNotified } from '../../src/checks/notified.ts'
import { readMarker } from '../../src/comments/marker.ts'
import { commandWords } from '../../src/comments/words.ts'
import type { Known } from '../../src/messages/known.ts'
import type { Message } from '../../src/messages/message.ts'
import { type Planned, plan } from '../../src/messages/plan.ts'
import { webhookSchemaText } from '../../src/messages/webhook-shape.ts'
import { hostile } from './hostile.ts'
import { dayOf } from './messages.ts'

const count = process.env['CANDOR_DEEP'] ? 10_000 : 150

let outage: Known
let posts: Known
beforeAll(() => {
  const world = dayOf({ type: 'slack', url: 'https://hooks.slack.com/x' } as never)
  outage = world.known('10:15')
  world.messages('10:15')
  world.incidents = {
    errors:
      '---\ntitle: Errors\ncomponents: { api: partial_outage }\n---\n\n## Investigating · 2026-11-21 10:22 UTC\n\nOne.\n\n## Identified · 2026-11-21 10:23 UTC\n\nTwo.\n',
    upgrade:
      '---\ntitle: Upgrade\nmaintenance: { start: 2026-11-21T12:00:00Z, end: 2026-11-21T13:00:00Z }\ncomponents: [db]\n---\n\n## Scheduled · 2026-11-21 10:22 UTC\n\nThree.\n',
    broken: '---\ntitle: Broken\nimpakt: minor\n---\n\n## Resolved · 2026-11-21 10:20 UTC\n\nFour.\n',
  }
  posts = world.known('10:25')
})

interface Words {
  title: string
  body: string
  name: string
}

/** What is known, with these words wherever people's words stand. The same objects each time: thousands of copies take long. */
function withWords(known: Known, { title, body, name }: Words): Planned[] {
  const { internal } = known
  internal.config.site.name = name || 'x'
  for (const component of internal.config.components) component.name = name || 'x'
  for (const entry of [...internal.incidents, ...internal.maintenances]) {
    entry.title = title
    for (const component of entry.components) component.name = name
    for (const update of entry.updates) update.body = body
  }
  const mistakes = known.mistakes.map((one) => ({
    ...one,
    // No file system has a longer name.
    file: `incidents/${Buffer.from(title).subarray(0, 250).toString('utf8')}.md`,
    problems: one.problems.map((problem) => ({ ...problem, message: body, hint: title })),
  }))
  return plan({ ...known, public: internal, mistakes }).messages
}

type Check = (message: Message) => void | Promise<void>
/** By what is looked at. */
const checks = new Map<string, Check>()
const holds = (what: string, check: Check) => void checks.set(what, check)

/** Every text of a JSON value. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}

function together(value: unknown): string {
  return textsOf(value).join('\u0001')
}

const ajv = new Ajv2020({ allErrors: true, strict: false })
formats.default(ajv)

const knownHeaders = new Set(
  'from to subject message-id in-reply-to references date mime-version content-type content-transfer-encoding list-unsubscribe list-id auto-submitted x-auto-response-suppress x-candor-event importance'.split(
    ' ',
  ),
)
const allowed = new Set(
  '!doctype html head meta title body div h1 h2 h3 h4 h5 h6 p br hr a ul ol li code pre em strong del blockquote table thead tbody tr th td input'.split(
    ' ',
  ),
)

holds('slack: no mention, no link but ours, no limit passed', (message) => {
  const body = slackBody(message) as {
    text: string
    attachments: { blocks: { type: string; text?: { text: string }; elements?: { text: string }[] }[] }[]
  }
  const [attachment] = body.attachments
  const context = attachment!.blocks.at(-1)!
  const link = context.elements![0]!.text
  expect(link).toMatch(/^<https:\/\/(status\.acme\.example|github\.com\/acme\/status)\/[^<>|\s]*\|[^<>]+>$/)
  context.elements![0]!.text = ''
  expect(together(body)).not.toMatch(/[<>]|&(?!(amp|lt|gt);)/)
  expect(attachment!.blocks.length).toBeLessThanOrEqual(50)
  for (const block of attachment!.blocks)
    expect(block.text?.text.length ?? 0).toBeLessThanOrEqual(block.type === 'header' ? 150 : 3000)
})

holds('discord: no mention, no markup, no limit passed', (message) => {
  const body = discordBody(message) as {
    embeds: {
      title: string
      description: string
      url: string
      footer: { text: string }
      fields: { name: string; value: string }[]
    }[]
    allowed_mentions: unknown
  }
  expect(body.allowed_mentions).toEqual({ parse: [] })
  const { url, ...embed } = body.embeds[0]!
  expect(url).toMatch(/^https:\/\/(status\.acme\.example|github\.com\/acme\/status)\//)
  const texts = [
    embed.title,
    embed.description,
    embed.footer.text,
    ...embed.fields.flatMap(({ name, value }) => [name, value]),
  ]
  expect(together(texts)).not.toMatch(/@(everyone|here)|<[@#!]/)
  // No sign of Markdown without its backslash.
  expect(together(texts).replaceAll(/\\./gsu, '')).not.toMatch(/[*_~`|>#[\]()<]/)
  expect(texts.join('').length).toBeLessThanOrEqual(6000)
  expect(embed.title.length).toBeLessThanOrEqual(256)
  expect(embed.description.length).toBeLessThanOrEqual(4096)
})

holds('teams: people’s words stand in text runs alone, without holes, within 28 KB', (message) => {
  const body = teamsBody(message) as { attachments: { content: { body: unknown[]; actions: { url: string }[] } }[] }
  const { content } = body.attachments[0]!
  expect(content.actions.map(({ url }) => url)).toEqual([
    expect.stringMatching(/^https:\/\/(status\.acme\.example|github\.com\/acme\/status)\//),
  ])
  expect(together(content.body)).not.toMatch(/\{\{|\$\{|@\{|<at\b|\{%/i)
  expect(JSON.stringify(content.body)).not.toContain('"TextBlock"')
  expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThanOrEqual(28_000)
})

holds('telegram: no mention, one bold title and one link, within 4096', (message) => {
  const { text, entities } = telegramBody(message)
  expect(text.length).toBeLessThanOrEqual(4096)
  expect(text).not.toMatch(/@\w/)
  expect(entities.map(({ type }) => type)).toEqual(['bold', 'text_link'])
  const [bold, link] = entities
  expect(text.slice(link!.offset, link!.offset + link!.length)).toBe(message.link.text)
  expect(bold!.offset + bold!.length).toBeLessThanOrEqual(link!.offset)
})

holds('ntfy: no header of its own, within its bytes', (message) => {
  const body = ntfyBody(message)
  expect(Buffer.byteLength(body.title)).toBeLessThanOrEqual(250)
  expect(body.title).not.toMatch(/[\r\n]/)
  expect(Buffer.byteLength(body.message)).toBeLessThanOrEqual(4096)
  expect(body.message).not.toBe('')
  expect(body.markdown).toBe(false)
})

holds('pagerduty: a key of its own, within its limits', (message) => {
  const body = pagerdutyBody(message)
  expect(body?.dedup_key.length ?? 0).toBeLessThanOrEqual(255)
  if (body?.event_action !== 'trigger') return
  expect(body.payload.summary.length).toBeLessThanOrEqual(1024)
  expect(body.payload.source.length).toBeGreaterThan(0)
  expect(together(body)).not.toMatch(/\{\{|\$\{/)
})

holds('buttondown: no hole for its templates, no HTML but its own mark', (message) => {
  const body = buttondownBody(message, undefined)
  const [mark, ...rest] = body.body.split('-->')
  expect(mark).toBe('<!-- buttondown-editor-mode: plaintext ')
  expect(rest.join('-->')).not.toMatch(/[<>]|\{\{|\{%|\{#/)
  expect(body.subject).not.toMatch(/\{\{|\{%|[\r\n]/)
  expect(body.subject.length).toBeLessThanOrEqual(2000)
})

const validate = ajv.compile(JSON.parse(webhookSchemaText()) as object)
holds('webhook: JSON of the published schema', (message) => {
  const body = bodyOf(message)
  validate(JSON.parse(JSON.stringify(body)))
  expect(validate.errors).toBeNull()
})

const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
holds('mail: no header but ours, no script, and the words as they were written', async (message) => {
  const mail = mailOf(message, 'one', 'Acme Status <status@acme.example>')
  const { message: raw } = await transport.sendMail({
    ...mail,
    from: 'Acme Status <status@acme.example>',
    to: ['a@example.com'],
  })
  const read = await PostalMime.parse(raw as Buffer)
  expect(new Set(read.headers.map(({ key }) => key))).toEqual(
    new Set([...knownHeaders].filter((key) => read.headers.some((one) => one.key === key))),
  )
  expect(read.to?.map(({ address }) => address)).toEqual(['a@example.com'])
  expect(read.bcc ?? []).toEqual([])
  expect(read.text).toContain(message.link.url)
  const html = read.html ?? ''
  const tags = [...html.matchAll(/<\/?([a-z][a-z0-9]*)([^>]*)>/gi)]
  const bad = tags.filter(([, name, rest]) => !allowed.has(name!.toLowerCase()) || /\son\w+\s*=/i.test(rest!))
  expect(bad).toEqual([])
  for (const [, href] of html.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^(https?:|mailto:)/)
})

const place = {
  api: 'https://api.github.com',
  server: 'https://github.com',
  owner: 'acme',
  name: 'status',
  token: 'token-of-the-run',
}
const commands = commandWords.map((word) => `<code>/${word}</code>`).join()
holds('github_issue: words alone, no link but ours, no mention, the marks once, within GitHub’s limits', (message) => {
  if (message.keeps === null) return
  const { title, body } = issueOf(message, {}, place)
  const words = issueCommentOf(message).replace(/<!-- candor:event:\S+ -->\n$/, '')
  // A comment says what the issue says first, and no more.
  expect(words).not.toContain('<!--')
  expect(body.startsWith(words)).toBe(true)
  expect(title.length).toBeLessThanOrEqual(256)
  expect(title).not.toMatch(/[\n\r\t]|@[\w(]/)
  expect(readMarker(body)).toEqual({ kind: 'outage', id: message.thread })
  expect(body.length).toBeLessThanOrEqual(65_536)
  expect(body.match(/<!--/g)).toHaveLength(2)
  // As GitHub takes it: Markdown with autolinks, in which HTML would be HTML.
  const html = marked.parse(body.replaceAll(/^<!-- candor:\S+ -->$/gm, ''), { async: false, gfm: true })
  const tags = new Set([...html.matchAll(/<\/?([a-z!?][a-z0-9]*)/gi)].map(([, name]) => name!.toLowerCase()))
  expect([...tags].filter((name) => !['p', 'strong', 'br', 'a', 'ul', 'li', 'code'].includes(name))).toEqual([])
  expect([...html.matchAll(/<code>[^<]*<\/code>/g)].join()).toBe(commands)
  expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
    message.link.url,
    'https://github.com/acme/status/new/main/incidents',
  ])
  // Of people, teams, other issues and other repositories' issues.
  expect(html.replaceAll(/&#?\w+;/g, '·')).not.toMatch(/@[\w-]|#\d|\bGH-\d/i)
})

const ids = new Set<string>()
holds('the ledger: one line an event', (message) => {
  expect(message.id).toMatch(/^[\w.:%~+-]{1,255}$/)
  ids.add(message.id)
})

test(`${count} hostile strings as titles, texts and names do nothing in any channel`, async () => {
  const words = fc.record({ title: hostile, body: hostile, name: hostile })
  await fc.assert(
    fc.asyncProperty(words, async (given) => {
      for (const known of [outage, posts]) {
        const messages = withWords(known, given)
        expect(messages.length).toBeGreaterThan(0)
        for (const { message } of messages) {
          for (const [what, check] of checks) {
            await (async () => check(message))().catch((cause: unknown) => {
              throw new Error(`${what}: ${(cause as Error).message}`, { cause })
            })
          }
        }
      }
    }),
    { numRuns: Math.ceil(count / 3), seed: 7 },
  )
  const rows = [...ids].map((event) => ({ time: 1_795_262_000, event, channel: 'one', step: 'claim' as const }))
  expect(readNotified(notifiedHeader + formatNotifiedRows(rows))).toEqual(rows)
})

test('a card for Teams keeps within 28 KB in scripts whose letters have three bytes', () => {
  const [planned] = withWords(posts, { title: '障害', body: '障害', name: '障害' })
  const section = { heading: '更新', text: '障'.repeat(9000) }
  const facts = Array.from({ length: 12 }, () => ({ name: '障'.repeat(200), value: '害'.repeat(900) }))
  const card = JSON.stringify(teamsBody({ ...planned!.message, sections: Array(8).fill(section), facts } as Message))
  expect(Buffer.byteLength(card)).toBeLessThanOrEqual(28_000)
  // And says so much of it as there is room for.
  expect(Buffer.byteLength(card)).toBeGreaterThan(15_000)
  expect(card).toContain('…')
})
