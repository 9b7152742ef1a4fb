import { stringify } from 'yaml'
import { Complaints } from './complaints.ts'
import { settledHeadings } from './fences.ts'
import { readFrontMatter } from './front-matter.ts'
import { headingParts } from './heading-parts.ts'
import { findHeadings } from './headings.ts'
import type { MaintenancePlan, Post, Update } from './incident.ts'
import { linesOf } from './source.ts'
import { writeTime } from './times.ts'
import { statusTitles } from './words.ts'

/** The file of a post, in the full form. Read again it is the same post. */
export function writePost(post: Post, timezone = 'UTC'): string {
  const plain = post.kind === 'notice' ? post.updates : []
  const header = {
    title: post.title,
    type: post.kind === 'notice' ? 'notice' : undefined,
    impact: post.impact ?? undefined,
    components: Object.keys(post.components).length > 0 ? post.components : undefined,
    maintenance: post.maintenance === null ? undefined : window(post.maintenance, timezone),
    started: plain[0] === undefined ? undefined : writeTime(plain[0].at, timezone),
    until: post.until === null ? undefined : writeTime(post.until, timezone),
    draft: post.draft ? true : undefined,
    audience: post.audience === 'internal' ? 'internal' : undefined,
    false_alarm: post.falseAlarm.length > 0 ? post.falseAlarm : undefined,
    lang: post.language ?? undefined,
    was: post.was,
  }
  const front = `---\n${stringify(header, { version: '1.2', lineWidth: 0 })}---\n`
  if (post.kind === 'notice') return front + plain.map(({ body }) => `\n${safeBody(body, 'notice')}\n`).join('')
  return front + post.updates.map((update) => `\n${section(update, timezone)}`).join('')
}

/**
 * The text of a file with an update below it. What was there stays byte for byte, and so does its kind of line end;
 * only a missing last line end is added.
 */
export function appendUpdate(text: string, update: Update, timezone = 'UTC'): string {
  const end = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'
  const { close, loose } = fencesOf(text, end)
  const closed = text + close
  const atLineStart = closed === '' || /[\r\n]$/.test(closed)
  const apart = closed === '' || /(\r\n|\n|\r)[ \t]*\1$/.test(closed)
  return (
    closed +
    (atLineStart ? '' : end) +
    (apart ? '' : end) +
    section(withoutMark(update, loose), timezone).replaceAll('\n', end)
  )
}

function window({ start, end, repeat, except }: MaintenancePlan, timezone: string) {
  return { start: writeTime(start, timezone), end: writeTime(end, timezone), repeat: repeat ?? undefined, except }
}

function section(update: Update, timezone: string): string {
  const body = safeBody(update.body, update.status)
  const words = bracesOf(update, timezone)
  const heading = `## ${statusTitles[update.status]} · ${writeTime(update.at, timezone)}${words === '' ? '' : ` {${words}}`}`
  return body === '' ? `${heading}\n` : `${heading}\n\n${body}\n`
}

function bracesOf(update: Update, timezone: string): string {
  const words = Object.entries(update.components).map(([component, status]) => `${component}=${status}`)
  if (update.start !== null) words.push(`start=${writeTime(update.start, timezone)}`)
  if (update.end !== null) words.push(`end=${writeTime(update.end, timezone)}`)
  if (update.next !== null) words.push(`next=${nextOf(update.next, update.at, timezone)}`)
  if (update.language !== null) words.push(`lang=${update.language}`)
  if (update.quiet) words.push('quiet')
  return words.join(' ')
}

function nextOf(next: number, at: number, timezone: string): string {
  const seconds = next - at
  if (seconds > 0 && seconds % 60 === 0 && seconds <= 86_400)
    return seconds % 3600 === 0 ? `${seconds / 3600}h` : `${seconds / 60}m`
  return writeTime(next, timezone)
}

/**
 * A body that stays one: its level-2 headings, which would begin an update, become level 3, its titles too, and code
 * that never closes is closed. Postmortems keep the headings that are theirs.
 */
function safeBody(body: string, status: Update['status'] | 'notice'): string {
  const lines = linesOf(body.replace(/^(?:[ \t]*(?:\r\n|\n|\r))+/, '').trimEnd())
  const { headings, openFence } = findHeadings(lines, 0)
  for (const { level, index, height, text, glued } of headings.toReversed()) {
    if (level === 1 ? status === 'postmortem' : keeps(text, status, glued || height === 2)) continue
    if (glued && level === 1) continue
    lines.splice(index, height, `### ${text}`)
  }
  if (openFence !== null) lines.push(/[`~]{3,}/.exec(lines[openFence]!)![0])
  return lines.join('\n')
}

/** Whether a level-2 heading is text where it stands, for the reader as for Markdown. */
function keeps(text: string, status: Update['status'] | 'notice', unusual: boolean): boolean {
  if (status === 'notice') return true
  const known = headingParts(text, 1).status !== null
  return status === 'postmortem' || unusual ? !known : false
}

/**
 * Code that never ends would swallow what is added: `close` is what ends it. Where the reader takes its mark for text,
 * since it would swallow updates, nothing is closed, and `loose` is the sign that no line added may begin with.
 */
function fencesOf(text: string, end: string): { close: string; loose: string | null } {
  const lines = linesOf(text)
  const unheard = new Complaints('', lines)
  const from = readFrontMatter(lines, unheard)?.bodyIndex ?? 0
  const markAt = (index: number) => /[`~]{3,}/.exec(lines[index]!)![0]
  const { openFence } = settledHeadings(lines, from, unheard)
  if (openFence !== null) return { close: `${lines.at(-1) === '' ? '' : end}${markAt(openFence)}${end}`, loose: null }
  const open = findHeadings(lines, from).openFence
  return { close: '', loose: open === null ? null : markAt(open)[0]! }
}

/** Code in the other of Markdown's two marks, so that it does not close what was never meant to be code. */
function withoutMark(update: Update, loose: string | null): Update {
  if (loose === null) return update
  const other = loose === '`' ? '~' : '`'
  const body = update.body.replaceAll(new RegExp(`^([\\s>]*)(${loose}{3,})`, 'gm'), (_, lead: string, mark: string) => {
    return lead + other.repeat(mark.length)
  })
  return { ...update, body }
}
