import { createHash } from 'node:crypto'
import { markdownToHtml } from '../incidents/markdown.ts'
import type { Message, Section, Tone } from '../messages/message.ts'
import { cut } from './cut.ts'
import { bodyText, controlled } from './plain-text.ts'

/** Longer subjects are cut by every reader, and a header line of any length is asking for trouble. */
const subjectLimit = 200
/** Larger messages are cut by Gmail at 102 KB; words of people fit by far. */
const textLimit = 60_000

const colours: Record<Tone, string> = {
  down: '#c0282d',
  degraded: '#b7791f',
  up: '#1f7a3a',
  maintenance: '#2b6cb0',
  note: '#5a6472',
}

/** What an e-mail says of a message, whoever gets it. */
export interface Mail {
  subject: string
  text: string
  html: string
  messageId: string
  inReplyTo?: string
  references?: string
  headers: Record<string, string>
}

/**
 * Text and HTML of one message, and the headers that put those of one incident in one thread. The same message has the
 * same Message-ID whenever it is sent: a server that gets it twice may drop the second.
 */
export function mailOf(message: Message, channel: string, from: string): Mail {
  const host = new URL(message.page.url).hostname
  const idOf = (text: string) =>
    `<${createHash('sha256').update(`${channel} ${text}`).digest('hex').slice(0, 32)}@${host}>`
  const root = idOf(`thread ${message.thread}`)
  const thread = message.answers ? { inReplyTo: root, references: root } : {}
  const foot = message.phrases.why
  const text = [
    cut(controlled(bodyText(message)), textLimit),
    `${message.link.text}: ${message.link.url}`,
    `-- \n${controlled(message.page.name)}\n${message.page.url}\n${controlled(foot)}`,
  ]
  return {
    subject: cut(controlled(message.title), subjectLimit),
    text: `${text.filter((part) => part !== '').join('\n\n')}\n`,
    html: htmlOf(message, foot),
    messageId: message.answers ? idOf(message.id) : root,
    ...thread,
    headers: {
      'List-Unsubscribe': `<${message.page.subscribe}>, <mailto:${addressIn(from)}?subject=unsubscribe>`,
      'List-Id': `<${channel}.${host}>`,
      // RFC 3834: nobody's holiday answers this.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'X-Candor-Event': message.event,
      ...(message.impact === 'critical' || message.tone === 'down' ? { Importance: 'high' } : {}),
    },
  }
}

/** `status@acme.example` of `Acme Status <status@acme.example>`. */
export function addressIn(sender: string): string {
  return (/<([^<>\s]+)>\s*$/.exec(sender)?.[1] ?? sender).trim()
}

function htmlOf({ title, sections, facts, link, page, tone, language }: Message, foot: string): string {
  const colour = colours[tone]
  const rows = facts.map(
    ({ name, value }) =>
      `<tr><td style="padding:2px 12px 2px 0;color:#5a6472;vertical-align:top">${escaped(name)}</td><td style="padding:2px 0">${escaped(value)}</td></tr>`,
  )
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title></head>
<body style="margin:0;padding:16px;background:#ffffff;color:#1a1f24;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:640px;margin:0 auto;border-left:4px solid ${colour};padding:4px 0 4px 16px">
<h1 style="margin:0 0 12px;font-size:20px;line-height:1.3;color:${colour}">${escaped(title)}</h1>
${sections.map(sectionHtml).join('\n')}
${rows.length === 0 ? '' : `<table style="border-collapse:collapse;margin:12px 0">${rows.join('')}</table>`}
<p style="margin:16px 0"><a href="${escaped(link.url)}" style="color:#1d4ed8">${escaped(link.text)}</a></p>
</div>
<p style="max-width:640px;margin:16px auto 0;font-size:13px;color:#5a6472"><a href="${escaped(page.url)}" style="color:#5a6472">${escaped(page.name)}</a><br>${escaped(foot)}</p>
</body></html>
`
}

function sectionHtml({ heading, text, markdown }: Section): string {
  const head =
    heading === null ? '' : `<h2 style="margin:12px 0 4px;font-size:15px;color:#5a6472">${escaped(heading)}</h2>`
  // People's Markdown through the reader that lets no HTML of theirs pass.
  const body =
    markdown === null || markdown.length > textLimit
      ? `<p style="margin:0 0 12px;white-space:pre-line">${escaped(cut(text, textLimit))}</p>`
      : markdownToHtml(controlled(markdown))
  return `${head}${body}`
}

function escaped(text: string): string {
  return controlled(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
