import { closest } from '../problem/problem.ts'
import type { Instant } from '../time/instant.ts'
import { type Braces, noBraces, readBraces } from './braces.ts'
import type { Complaints } from './complaints.ts'
import type { ComponentNames } from './component-names.ts'
import { type HeadingParts, headingParts, looksLikeUpdate } from './heading-parts.ts'
import type { Heading } from './headings.ts'
import type { PostKind, Update } from './incident.ts'
import { readTimeText } from './times.ts'
import { counterparts, lifecycleRank, mistakenTitles, type Status, statusesOf, statusTitles } from './words.ts'

export interface Reading {
  kind: PostKind
  timezone: string
  lines: readonly string[]
  complaints: Complaints
  names: ComponentNames
  commitTime: (line: number) => Instant | null
  /** For an update whose time cannot be known in any other way. */
  fallbackTime: () => Instant
}

/** Text up to the first update, then the updates in the order of the file. */
export interface Sections {
  preface: string
  prefaceLine: number
  updates: Update[]
}

/** Cuts the lines from `from` on at the headings that begin an update; all other headings are text. */
export function readUpdates(headings: readonly Heading[], from: number, reading: Reading): Sections {
  const updates: Update[] = []
  const untimed = new Set<Update>()
  let textFrom = from
  let preface: string | null = null
  const closeText = (end: number) => {
    const text = bodyOf(reading.lines.slice(textFrom, end))
    const last = updates.at(-1)
    if (last === undefined) preface = text
    else last.body = text
  }
  for (const heading of headings) {
    if (heading.level !== 2) continue
    const update = readHeading(heading, updates.at(-1) ?? null, reading)
    if (update === null) continue
    closeText(heading.index)
    updates.push(update)
    if (headingParts(heading.text, 1).time === '') untimed.add(update)
    textFrom = heading.index + heading.height
  }
  closeText(reading.lines.length)
  keepBefore(updates, untimed)
  const first = reading.lines.findIndex((line, index) => index >= from && line.trim() !== '')
  return { preface: preface ?? '', prefaceLine: first + 1, updates }
}

/**
 * An update without a time has that of its commit, which may come after the time written below it: "Investigating", and
 * before it was committed "Resolved · 10:41". It was first all the same.
 */
function keepBefore(updates: readonly Update[], untimed: ReadonlySet<Update>): void {
  for (const [index, update] of [...updates.entries()].toReversed()) {
    const next = updates[index + 1]
    if (next === undefined || !untimed.has(update)) continue
    if (lifecycleRank(update.status) <= lifecycleRank(next.status)) update.at = Math.min(update.at, next.at)
  }
}

export function bodyOf(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd()
}

function readHeading(heading: Heading, previous: Update | null, reading: Reading): Update | null {
  const { kind, complaints } = reading
  const parts = headingParts(heading.text, heading.column)
  const line = heading.index + 1
  const timely = parts.time === '' || readTimeText(parts.time, reading.timezone).instant !== null
  if (heading.glued || heading.height === 2) {
    if (parts.status === null || !timely) return null
    complaints.error(
      line,
      1,
      'A heading that begins an update is written with `## `.',
      'Expected:',
      `## ${heading.text}`,
    )
  }
  if (kind === 'notice') {
    if (parts.status !== null && looksLikeUpdate(heading.text)) {
      complaints.error(
        line,
        heading.column,
        'A notice has no updates.',
        'Expected `###` for a heading in its text, as in:',
        `### ${heading.text}`,
      )
    }
    return null
  }
  const inPostmortem = previous?.status === 'postmortem'
  if (inPostmortem && (parts.status === null || !timely)) return null
  const status = statusOf(parts, heading, previous, reading)
  if (status === null) return null
  const at = timeOf(parts, line, previous, reading)
  const braces = bracesOf(parts, line, at, reading)
  if (parts.unclosed) {
    complaints.error(
      line,
      parts.bracesColumn,
      'This brace never closes.',
      'Expected:',
      `${reading.lines[heading.index]!.trimEnd()}}`,
    )
  }
  if (status === 'resolved' && Object.values(braces.components).some((one) => one !== 'operational')) {
    complaints.error(
      line,
      parts.bracesColumn,
      '`Resolved` sets every component back to operational.',
      'Expected no other status here, or an update that is not the end, as in:',
      `## Monitoring ${parts.time} {${parts.braces}}`,
    )
  }
  return { ...braces, status, at, body: '', line }
}

/** The status of an update; null when the heading is none and stays text. */
function statusOf(parts: HeadingParts, heading: Heading, previous: Update | null, reading: Reading): Status | null {
  const { kind, complaints } = reading
  const allowed = statusesOf(kind)
  const inherited = previous?.status ?? allowed[0]!
  const line = heading.index + 1
  if (parts.status !== null && allowed.includes(parts.status)) return parts.status
  if (parts.status !== null) {
    const meant = counterparts[parts.status]
    const right = complaints.corrected(
      line,
      heading.column,
      parts.word,
      statusTitles[meant ?? inherited],
      meant !== undefined,
    )
    complaints.error(
      line,
      heading.column,
      `\`${parts.word}\` is no status of ${kind === 'incident' ? 'an incident' : 'a maintenance'}.`,
      `Expected ${titles(allowed)}, as in:`,
      right,
    )
    return meant ?? inherited
  }
  const meant = closest(
    parts.word.replace('_', ' '),
    allowed.map((status) => statusTitles[status]),
  )
  const mistaken = mistakenTitles[parts.word.toLowerCase()]
  const near = meant ?? (mistaken !== undefined && allowed.includes(mistaken) ? statusTitles[mistaken] : null)
  const alone = heading.text.trim() === parts.word
  if (looksLikeUpdate(heading.text) || (meant !== null && alone)) {
    const word = parts.word === '' ? heading.text.split(/\s/, 1)[0]! : parts.word
    const right = complaints.corrected(
      line,
      heading.column,
      parts.word,
      near ?? (parts.word === '' ? `${statusTitles[inherited]} ` : statusTitles[inherited]),
      near !== null,
    )
    complaints.error(
      line,
      heading.column,
      `\`${word}\` is no ${kind} status.`,
      `Expected ${titles(allowed)}, as in:`,
      right,
    )
    return inherited
  }
  complaints.error(
    line,
    1,
    `\`${heading.text}\` does not begin with an ${kind} status.`.replace('an m', 'a m'),
    `Expected ${titles(allowed)}, or \`###\` for a heading in the text, as in:`,
    `### ${heading.text}`,
  )
  return null
}

function timeOf(parts: HeadingParts, line: number, previous: Update | null, reading: Reading): Instant {
  const { complaints } = reading
  const otherwise = () => reading.commitTime(line) ?? previous?.at ?? reading.fallbackTime()
  if (parts.oddSeparator !== '') {
    const column = parts.timeColumn - parts.oddSeparator.length
    complaints.error(
      line,
      column,
      `\`${parts.oddSeparator}\` does not stand before a time.`,
      'Expected:',
      `## ${statusTitles[parts.status ?? 'investigating']} · ${parts.time}`,
    )
  }
  if (parts.time === '') return otherwise()
  const reread = readTimeText(parts.time, reading.timezone)
  if (reread.instant !== null) return reread.instant
  const { suggestion } = reread
  const example = suggestion ?? '2026-11-21 10:02 UTC'
  const right = complaints.corrected(line, parts.timeColumn, parts.time, example, suggestion !== null)
  complaints.error(line, parts.timeColumn, reread.message, reread.expected, right)
  return otherwise()
}

function bracesOf(parts: HeadingParts, line: number, at: Instant, reading: Reading): Braces {
  if (parts.braces === null) return noBraces
  const { kind, timezone, complaints, names } = reading
  return readBraces(parts.braces, { at, kind, line, column: parts.bracesColumn + 1, timezone, complaints, names })
}

function titles(statuses: readonly Status[]): string {
  const words = statuses.map((status) => statusTitles[status])
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}
