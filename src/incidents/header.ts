import { isOldAddress } from '../config/old-address.ts'
import { closest } from '../problem/problem.ts'
import { parseDuration } from '../time/duration.ts'
import type { Instant } from '../time/instant.ts'
import type { Complaints } from './complaints.ts'
import { readComponents } from './component-list.ts'
import type { ComponentNames } from './component-names.ts'
import type { Written, WrittenEntry } from './front-matter.ts'
import { impacts, type Post, type PostKind } from './incident.ts'
import { readMaintenancePlan } from './maintenance-plan.ts'
import { unsafeId } from './source.ts'
import { readTimeText } from './times.ts'

/** What the front matter says, as far as it can be read. */
export interface Header
  extends Pick<
    Post,
    'impact' | 'components' | 'draft' | 'audience' | 'maintenance' | 'until' | 'falseAlarm' | 'language' | 'was'
  > {
  title: string | null
  kind: PostKind
  started: Instant | null
  resolved: Instant | null
  resolvedAt: { line: number; column: number } | null
  /** Keys that are there, readable or not. */
  given: ReadonlySet<string>
}

const keys = [
  'title',
  'type',
  'impact',
  'components',
  'maintenance',
  'started',
  'resolved',
  'until',
  'draft',
  'audience',
  'false_alarm',
  'lang',
  'was',
]

/** Words that other tools use for our keys. */
const foreignKeys: Record<string, string> = {
  language: 'lang',
  severity: 'impact',
  affected: 'components',
  start: 'started',
  end: 'resolved',
  date: 'started',
  name: 'title',
}

export function readHeader(
  entries: readonly WrittenEntry[],
  { complaints, names, timezone }: { complaints: Complaints; names: ComponentNames; timezone: string },
): Header {
  const found = new Map(entries.map((entry) => [entry.key, entry]))
  for (const { key, line, column } of entries) {
    if (keys.includes(key)) continue
    const meant = foreignKeys[key] ?? closest(key, keys)
    const right = meant === null ? undefined : complaints.corrected(line, column, key, meant)
    const expected = meant === null ? `Expected one of ${keys.join(', ')}.` : `Did you mean \`${meant}\`?`
    complaints.error(line, column, `\`${key}\` is no key of an incident.`, expected, right)
  }

  const text = (key: string, expected: string): string | null => {
    const value = found.get(key)?.value
    if (value === undefined) return null
    if (value.kind === 'scalar' && value.text.trim() !== '') return value.text.trim()
    complaints.error(value.line, value.column, `\`${key}\` is ${shapeOf(value)}.`, expected)
    return null
  }
  const word = <T extends string>(key: string, allowed: readonly T[], example: T): T | null => {
    if (!found.has(key)) return null
    const written = text(key, `Expected ${orList(allowed)}, as in:\n  ${key}: ${example}`)
    if (written === null || (allowed as readonly string[]).includes(written)) return written as T | null
    const { line, column } = found.get(key)!.value
    const meant = closest(written, allowed)
    const right = complaints.corrected(line, column, written, meant ?? example, meant !== null)
    complaints.error(line, column, `\`${written}\` is no ${key}.`, `Expected ${orList(allowed)}, as in:`, right)
    return null
  }
  const time = (key: string): Instant | null => {
    const written = text(key, `Expected a time, as in:\n  ${key}: 2026-11-21 10:02 UTC`)
    return written === null ? null : timeOf(found.get(key)!.value, complaints, timezone)
  }

  const type = word<PostKind>('type', ['incident', 'maintenance', 'notice'], 'notice')
  const impact = word('impact', impacts, 'major')
  const maintenance = readMaintenancePlan(found.get('maintenance'), complaints, timezone)
  let kind: PostKind = maintenance !== null || found.has('maintenance') ? 'maintenance' : (type ?? 'incident')
  if (type === 'notice') kind = 'notice'
  if (kind === 'maintenance' && maintenance === null) {
    // Without a window its words can only be shown; as an incident it would change the status of components.
    kind = 'notice'
    if (!found.has('maintenance')) {
      const { line, column } = found.get('type')!
      complaints.error(
        line,
        column,
        'A maintenance needs its window.',
        'Expected:',
        'maintenance: { start: 2026-11-28 02:00 UTC, end: 2026-11-28 04:00 UTC }',
      )
    }
  }
  const components = readComponents(found.get('components'), { kind, impact }, complaints, names)
  const lang = text('lang', 'Expected a language tag, as in:\n  lang: de')
  const resolvedEntry = found.get('resolved')
  return {
    title: text('title', 'Expected a text, as in:\n  title: Elevated error rates on the API'),
    kind,
    impact,
    components,
    draft: readFlag(found.get('draft'), complaints),
    audience: word('audience', ['public', 'internal'], 'internal') ?? (found.has('audience') ? 'internal' : 'public'),
    maintenance: kind === 'maintenance' ? maintenance : null,
    until: time('until'),
    falseAlarm: readFalseAlarm(found.get('false_alarm'), complaints),
    language: lang !== null && isLanguage(lang) ? lang : null,
    started: time('started'),
    resolved: time('resolved'),
    was: readFormerNames(found.get('was'), complaints),
    given: new Set(found.keys()),
    resolvedAt: resolvedEntry === undefined ? null : { line: resolvedEntry.line, column: resolvedEntry.column },
  }
}

export function isLanguage(text: string): boolean {
  return /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(text)
}

export function timeOf(value: Written, complaints: Complaints, timezone: string): Instant | null {
  const text = value.kind === 'scalar' ? value.text.trim() : shapeOf(value)
  const reading = readTimeText(text, timezone)
  if (reading.instant !== null) return reading.instant
  const right =
    reading.suggestion === null ? undefined : complaints.corrected(value.line, value.column, text, reading.suggestion)
  complaints.error(value.line, value.column, reading.message, reading.expected, right)
  return null
}

function readFlag(entry: WrittenEntry | undefined, complaints: Complaints): boolean {
  if (entry === undefined) return false
  const { value } = entry
  if (value.kind === 'scalar' && typeof value.value === 'boolean') return value.value
  complaints.error(value.line, value.column, '`draft` is neither true nor false.', 'Expected:', 'draft: true')
  // Somebody meant to hold it back: `yes`, `1`. Only a plain no publishes it.
  return !(value.kind === 'scalar' && /^(no|off|n|0|)$/i.test(value.text.trim()))
}

function readFalseAlarm(entry: WrittenEntry | undefined, complaints: Complaints): string[] {
  if (entry === undefined) return []
  const items = entry.value.kind === 'list' ? entry.value.items : [entry.value]
  const example = 'false_alarm: [api-20261121T095803Z]'
  const isId = (item: Written) => item.kind === 'scalar' && /^[a-z0-9*][a-z0-9-]*(-\d{8}T?\d*Z?)?$/i.test(item.text)
  if (entry.value.kind !== 'list' || !items.every(isId)) {
    const { line, column } = (entry.value.kind === 'list' && items.find((item) => !isId(item))) || entry.value
    complaints.error(
      line,
      column,
      '`false_alarm` is no list of outage ids.',
      'Expected (`./candor outages` lists them):',
      example,
    )
  }
  return items.flatMap((item) => (isId(item) && item.kind === 'scalar' ? [item.text] : []))
}

/** `was: [old-name]`: what the file was called before, or an address of another page; its old address leads here. */
function readFormerNames(entry: WrittenEntry | undefined, complaints: Complaints): string[] {
  if (entry === undefined) return []
  const items = entry.value.kind === 'list' ? entry.value.items : [entry.value]
  return items.flatMap((item) => {
    const name = item.kind === 'scalar' ? item.text.trim().replace(/\.md$/i, '') : ''
    if (unsafeId(name) === null || isOldAddress(name)) return [name]
    const { line, column } = item
    complaints.error(line, column, '`was` holds no name that this file could have had.', 'Expected:', 'was: [old-name]')
    return []
  })
}

export function shapeOf(value: Written): string {
  if (value.kind === 'list') return 'a list'
  if (value.kind === 'map') return 'a map'
  return value.value === null || value.text.trim() === '' ? 'empty' : `\`${value.text}\``
}

export function orList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

export function readNext(text: string): number | null {
  const seconds = parseDuration(text)
  return seconds === null || seconds <= 0 || seconds > 366 * 86_400 ? null : Math.round(seconds)
}
