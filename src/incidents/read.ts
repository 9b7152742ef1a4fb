import type { Problem } from '../problem/problem.ts'
import type { Instant } from '../time/instant.ts'
import { readWallClock } from '../time/zone.ts'
import { noBraces } from './braces.ts'
import { Complaints } from './complaints.ts'
import { ComponentNames, type KnownComponent } from './component-names.ts'
import { settledHeadings } from './fences.ts'
import { readFrontMatter } from './front-matter.ts'
import { type Header, readHeader } from './header.ts'
import { headingParts, looksLikeUpdate } from './heading-parts.ts'
import type { Headings } from './headings.ts'
import type { Post, Update } from './incident.ts'
import { slugOf } from './slug.ts'
import { conflictLines, linesOf, sizeLimit, unsafeId } from './source.ts'
import { type Reading, readUpdates, type Sections } from './updates.ts'
import { lifecycleRank } from './words.ts'

export interface PostFile {
  /** The file name without `.md`. */
  id: string
  /** As the person knows it: `incidents/2026-11-21-api.md`. */
  path: string
  text: string
}

export interface Known {
  /** Null when nobody can tell which there are: then every name will do. */
  components: readonly KnownComponent[] | null
  timezone: string
}

/**
 * Reads one file of incidents/. Strict and kind reading are the same: every mistake is told, and everything a person
 * wrote that can be kept is kept. `post` is null only for an unsafe name, what is no text, and refused front matter.
 * `commitTime` gives the time of the commit that brought a line (from 1), null when there is none yet.
 */
export function readPost(
  file: PostFile,
  known: Known,
  commitTime: (line: number) => Instant | null,
): { post: Post | null; problems: Problem[] } {
  const lines = linesOf(file.text)
  const complaints = new Complaints(file.path, [...lines])
  const refused = refusal(file, complaints)
  if (refused) return { post: null, problems: complaints.sorted() }
  blankConflicts(lines, complaints)

  const front = readFrontMatter(lines, complaints)
  if (front === null) return { post: null, problems: complaints.sorted() }
  const names = new ComponentNames(known.components, complaints)
  const header = readHeader(front.entries, { complaints, names, timezone: known.timezone })

  const found = settledHeadings(lines, front.bodyIndex, complaints)
  const title = titleOf(header, found, lines, file.id, complaints)
  const reading: Reading = {
    kind: header.kind,
    timezone: known.timezone,
    lines,
    complaints,
    names,
    commitTime,
    fallbackTime: () => header.started ?? header.maintenance?.start ?? dateOf(file.id, known.timezone),
  }
  const sections = readUpdates(found.headings, front.bodyIndex, reading)
  if (front.stray !== '') sections.preface = `${front.stray}\n\n${sections.preface}`.trim()
  const updates = allUpdates(sections, header, reading).sort(
    (a, b) => a.at - b.at || lifecycleRank(a.status) - lifecycleRank(b.status) || a.line - b.line,
  )
  names.complainOfUnlisted(isOpen(updates))
  const components = Object.keys(header.components).length > 0 ? header.components : (updates[0]?.components ?? {})
  const { kind, impact, draft, audience, maintenance, until, falseAlarm, language, was = [] } = header
  const post: Post = {
    id: file.id,
    kind,
    title,
    impact,
    components: kind === 'notice' ? {} : components,
    updates,
    draft,
    audience,
    maintenance,
    until,
    falseAlarm,
    language,
    ...(was.length > 0 ? { was } : {}),
  }
  return { post, problems: complaints.sorted() }
}

function refusal({ id, text }: PostFile, complaints: Complaints): boolean {
  const unsafe = unsafeId(id)
  const better = () => `Expected a name of small letters, digits and hyphens, as in:\n  ${slugOf(id)}.md`
  if (unsafe !== null) complaints.error(1, 1, `This file's name cannot be used: ${unsafe}.`, better())
  else if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) complaints.error(1, 1, "This file's name makes a bad address.", better())
  if (text.length > sizeLimit)
    complaints.error(1, 1, 'This file is larger than 1 MiB.', 'Expected a text; link to large things instead.')
  else if (text.includes('\0')) complaints.error(1, 1, 'This file is no text.', 'Expected Markdown in UTF-8.')
  return unsafe !== null || text.length > sizeLimit || text.includes('\0')
}

/** The marks go, what both sides wrote stays. */
function blankConflicts(lines: string[], complaints: Complaints): void {
  const marks = conflictLines(lines)
  for (const [index, line] of marks.entries()) {
    if (index === 0 || /^<{7}/.test(lines[line - 1]!)) {
      complaints.error(
        line,
        1,
        'A merge left both sides here.',
        'Expected one of them, without the lines of `<`, `=` and `>`.',
      )
    }
  }
  for (const line of marks) lines[line - 1] = ''
}

/** Takes the `# Title` line out of the text when it is the title. */
function titleOf(header: Header, found: Headings, lines: string[], id: string, complaints: Complaints): string {
  const firstUpdate = found.headings.find(({ level }) => level === 2)?.index ?? lines.length
  const heading = found.headings.find(
    ({ level, index, text, glued }) => level === 1 && index < firstUpdate && text !== '' && !glued,
  )
  if (heading !== undefined && (header.title === null || header.title === heading.text)) {
    lines[heading.index] = ''
    if (header.title === null) return heading.text
  } else if (heading !== undefined) {
    complaints.error(
      heading.index + 1,
      1,
      'There is a title in the front matter and another one here.',
      'Expected one; for a heading in the text write:',
      `### ${heading.text}`,
    )
  }
  if (header.title !== null) return header.title
  if (!header.given.has('title'))
    complaints.error(
      1,
      1,
      'There is no title.',
      'Expected one in the front matter, or in a short file a first line such as:',
      '# Elevated error rates on the API',
    )
  const other = found.headings.find(
    ({ text, level }) => level === 2 && text !== '' && headingParts(text, 1).status === null && !looksLikeUpdate(text),
  )
  return other?.text ?? id
}

/** The updates of the headings, with what a file without headings says in its front matter and its one paragraph. */
function allUpdates(sections: Sections, header: Header, reading: Reading): Update[] {
  const { preface, prefaceLine, updates } = sections
  const { complaints } = reading
  const first = updates[0]
  if (first !== undefined) {
    // One paragraph that goes on below: `./candor resolve` adds a heading to it like to any other.
    if (header.kind === 'incident' && header.started !== null && header.resolved === null && preface !== '') {
      const told = plainUpdate('investigating', preface, prefaceLine, reading)
      return [{ ...told, at: header.started }, ...updates]
    }
    if (header.started !== null || header.resolved !== null) {
      const at = header.resolvedAt ?? { line: 1, column: 1 }
      complaints.error(
        at.line,
        at.column,
        '`started` and `resolved` are for a file without updates.',
        'Expected only the headings, as in:',
        '## Resolved · 2026-11-21 10:41 UTC',
      )
    }
    if (preface === '') return updates
    if (header.kind === 'maintenance') {
      const announced = plainUpdate('scheduled', preface, prefaceLine, reading)
      return [{ ...announced, at: Math.min(announced.at, first.at) }, ...updates]
    }
    complaints.error(
      Math.max(1, prefaceLine),
      1,
      'This text stands above the first update.',
      'Expected a heading above it, as in:',
      '## Investigating',
    )
    first.body = first.body === '' ? preface : `${preface}\n\n${first.body}`
    return updates
  }
  if (header.kind === 'notice')
    return [
      {
        ...plainUpdate('investigating', preface, prefaceLine, reading),
        at: header.started ?? timeOfText(prefaceLine, reading),
      },
    ]
  if (header.kind === 'maintenance')
    return preface === ''
      ? []
      : [
          {
            ...plainUpdate('scheduled', preface, prefaceLine, reading),
            at: header.started ?? timeOfText(prefaceLine, reading),
          },
        ]
  return oneParagraph(sections, header, reading)
}

function oneParagraph({ preface, prefaceLine }: Sections, header: Header, reading: Reading): Update[] {
  const { complaints } = reading
  const struck = header.falseAlarm.length > 0
  const begin = plainUpdate(
    struck && header.resolved === null ? 'resolved' : 'investigating',
    preface,
    prefaceLine,
    reading,
  )
  if (header.started === null && header.resolved === null) {
    if (!struck && !header.given.has('started'))
      complaints.error(
        Math.max(1, prefaceLine),
        1,
        'This incident has no update.',
        'Expected a heading above its text (or `started:` in the front matter), as in:',
        '## Investigating',
      )
    return [begin]
  }
  const at = header.started ?? Math.min(begin.at, header.resolved ?? begin.at)
  if (header.started === null)
    complaints.error(
      header.resolvedAt!.line,
      header.resolvedAt!.column,
      '`resolved` needs `started` beside it.',
      'Expected:',
      'started: 2026-11-21 10:02 UTC',
    )
  const first = { ...begin, at }
  if (header.resolved === null) return [first]
  if (header.resolved < at)
    complaints.error(
      header.resolvedAt!.line,
      header.resolvedAt!.column,
      'It is resolved before it started.',
      'Expected a time after `started`.',
    )
  return [first, { ...noBraces, status: 'resolved', at: Math.max(at, header.resolved), body: '', line: 0 }]
}

function plainUpdate(status: Update['status'], body: string, line: number, reading: Reading): Update {
  return { ...noBraces, status, at: timeOfText(line, reading), body, line: 0 }
}

function timeOfText(line: number, reading: Reading): Instant {
  return reading.commitTime(Math.max(1, line)) ?? reading.fallbackTime()
}

function dateOf(id: string, timezone: string): Instant {
  const reading = readWallClock(`${id.slice(0, 10)} 00:00`, timezone)
  return reading.kind === 'one' ? reading.instant : 0
}

function isOpen(updates: readonly Update[]): boolean {
  const last = updates.findLast(({ status }) => status !== 'postmortem')
  return last !== undefined && last.status !== 'resolved' && last.status !== 'completed'
}
