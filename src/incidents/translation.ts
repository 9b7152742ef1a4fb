import type { Problem } from '../problem/problem.ts'
import type { Instant } from '../time/instant.ts'
import { Complaints } from './complaints.ts'
import { ComponentNames } from './component-names.ts'
import { readFrontMatter, type WrittenEntry } from './front-matter.ts'
import { findHeadings } from './headings.ts'
import type { Post, Update } from './incident.ts'
import { conflictLines, linesOf } from './source.ts'
import { writeTime } from './times.ts'
import { readUpdates } from './updates.ts'
import { statusTitles } from './words.ts'

export interface TranslationFile {
  path: string
  text: string
  language: string
}

export interface Translation {
  language: string
  title: string | null
  /** By the original's update. */
  bodies: Map<Update, string>
}

/**
 * Reads `<id>.<language>.md`: the grammar of the original, of which only the title and the updates' texts are taken.
 * Each of its updates belongs to the original's of the same status and time; without a time, to the next of that status.
 */
export function readTranslation(
  file: TranslationFile,
  post: Post,
  timezone: string,
): { translation: Translation | null; problems: Problem[] } {
  const lines = linesOf(file.text)
  const complaints = new Complaints(file.path, [...lines])
  for (const line of conflictLines(lines)) {
    complaints.error(line, 1, 'A merge left both sides here.', 'Expected one of them.')
    lines[line - 1] = ''
  }
  const front = readFrontMatter(lines, complaints)
  if (front === null) return { translation: null, problems: complaints.sorted() }
  const { headings, openFence } = findHeadings(lines, front.bodyIndex)
  if (openFence !== null) {
    complaints.error(openFence + 1, 1, 'The code that begins here never ends.', 'Expected this line below it:', '```')
  }
  const heading = headings.find(({ level, glued }) => level === 1 && !glued)
  if (heading !== undefined) lines[heading.index] = ''
  const title = titleOf(front.entries, post, complaints) ?? heading?.text ?? null

  const untimed = new Set<number>()
  const commitTime = (line: number): Instant => {
    untimed.add(line)
    return 0
  }
  const { preface, prefaceLine, updates } = readUpdates(headings, front.bodyIndex, {
    kind: post.kind,
    timezone,
    lines,
    complaints,
    names: new ComponentNames(null, complaints),
    commitTime,
    fallbackTime: () => 0,
  })
  const bodies = new Map<Update, string>()
  if (preface !== '') {
    const plain = post.updates.find(({ line }) => line === 0) ?? (updates.length === 0 ? post.updates[0] : undefined)
    if (plain === undefined) {
      complaints.error(
        prefaceLine,
        1,
        'This text stands above the first update.',
        'Expected a heading above it, as in:',
        example(post, timezone),
      )
    } else bodies.set(plain, preface)
  }
  for (const update of updates) {
    const isOf = (one: Update) =>
      one.line > 0 &&
      !bodies.has(one) &&
      one.status === update.status &&
      (untimed.has(update.line) || one.at === update.at)
    const original = post.updates.find(isOf)
    if (original !== undefined) bodies.set(original, update.body)
    else
      complaints.error(
        update.line,
        1,
        `${post.id}.md has no update of this status and time.`,
        'Expected the heading of one, as in:',
        example(post, timezone),
      )
    if (saysMore(update)) {
      complaints.error(
        update.line,
        1,
        'A translation says nothing of components or times.',
        'Expected the heading without braces; they are taken from the original.',
      )
    }
  }
  return { translation: { language: file.language, title, bodies }, problems: complaints.sorted() }
}

/** The post with what a translation says beside its own words. */
export function withTranslation(post: Post, { language, title, bodies }: Translation): Post {
  const translated = (update: Update): Update => {
    const body = bodies.get(update)
    return body ? { ...update, translations: { ...update.translations, [language]: body } } : update
  }
  const titles = title === null ? {} : { titles: { ...post.titles, [language]: title } }
  return { ...post, ...titles, updates: post.updates.map(translated) }
}

function titleOf(entries: readonly WrittenEntry[], post: Post, complaints: Complaints): string | null {
  let title: string | null = null
  for (const { key, line, column, value } of entries) {
    if (key !== 'title') {
      complaints.error(
        line,
        column,
        `\`${key}\` is told in ${post.id}.md.`,
        'Expected only the title here, as in:',
        'title: ...',
      )
    } else if (value.kind === 'scalar' && value.text.trim() !== '') title = value.text.trim()
    else complaints.error(value.line, value.column, '`title` is no text.', 'Expected the translated title.')
  }
  return title
}

function example(post: Post, timezone: string): string {
  const last = post.updates.findLast(({ line }) => line > 0)
  if (last === undefined) return '(its text alone, without headings)'
  return `## ${statusTitles[last.status]} · ${writeTime(last.at, timezone)}`
}

function saysMore({ components, next, start, end, quiet }: Update): boolean {
  return Object.keys(components).length > 0 || next !== null || start !== null || end !== null || quiet
}
