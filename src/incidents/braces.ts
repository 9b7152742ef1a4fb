import { closest } from '../problem/problem.ts'
import type { Instant } from '../time/instant.ts'
import type { Complaints } from './complaints.ts'
import { readStatusWord } from './component-list.ts'
import type { ComponentNames } from './component-names.ts'
import { isLanguage, readNext } from './header.ts'
import type { PostKind, Update } from './incident.ts'
import { readTimeText } from './times.ts'

export type Braces = Pick<Update, 'components' | 'next' | 'quiet' | 'language' | 'start' | 'end'>

interface Surroundings {
  at: Instant
  kind: PostKind
  line: number
  /** Of the first character within the braces. */
  column: number
  timezone: string
  complaints: Complaints
  names: ComponentNames
}

export const noBraces: Braces = { components: {}, next: null, quiet: false, language: null, start: null, end: null }

/** Reads `api=partial_outage next=30m quiet`; blanks or commas stand between. What cannot be read is left out. */
export function readBraces(text: string, around: Surroundings): Braces {
  const { line, complaints } = around
  const result: Braces = { ...noBraces }
  const components = new Map<string, NonNullable<ReturnType<typeof readStatusWord>>>()
  for (const { key, value, column, valueColumn } of pairsOf(text, around.column)) {
    if (value === null) {
      if (key.toLowerCase() === 'quiet') result.quiet = true
      else {
        const meant = closest(key, ['quiet'])
        const right = complaints.corrected(line, column, key, meant ?? `${key}=partial_outage`, meant !== null)
        complaints.error(
          line,
          column,
          `\`${key}\` alone says nothing here.`,
          'Expected component=status, next=30m, lang=de or quiet, as in:',
          right,
        )
      }
      continue
    }
    switch (key.toLowerCase()) {
      case 'next':
      case 'start':
      case 'end': {
        const word = key.toLowerCase() as 'next' | 'start' | 'end'
        result[word] = readMoment(word, value, valueColumn, around)
        break
      }
      case 'lang':
        if (isLanguage(value)) result.language = value
        else
          complaints.error(
            line,
            valueColumn,
            `\`${value}\` is no language tag.`,
            'Expected:',
            complaints.corrected(line, valueColumn, value, 'de', false),
          )
        break
      case 'quiet':
        if (/^(true|yes)$/i.test(value)) result.quiet = true
        complaints.error(
          line,
          column,
          '`quiet` takes no value.',
          'Expected:',
          complaints.corrected(line, column, `${key}=${value}`, 'quiet'),
        )
        break
      default: {
        const status = readStatusWord(value, { key, line, column: valueColumn }, complaints)
        const id = around.names.resolve(key, line, column)
        if (status === null) break
        if (around.kind === 'notice')
          complaints.error(line, column, 'A notice affects no component.', 'Expected no status here.')
        components.set(id, status)
      }
    }
  }
  return { ...result, components: Object.fromEntries(components) }
}

function readMoment(
  word: 'next' | 'start' | 'end',
  text: string,
  column: number,
  around: Surroundings,
): Instant | null {
  const { complaints, line } = around
  if (word !== 'next' && around.kind !== 'maintenance') {
    complaints.error(
      line,
      column,
      `\`${word}=\` moves a maintenance, and this is none.`,
      'Expected next=30m or component=status.',
    )
    return null
  }
  const length = word === 'next' ? readNext(text) : null
  if (length !== null) return around.at + length
  const reading = readTimeText(text, around.timezone)
  if (reading.instant !== null) return reading.instant
  const right = reading.suggestion ?? (word === 'next' ? '30m' : '2026-11-28 02:00 UTC')
  const expected = word === 'next' ? 'Expected a length of time or a time, as in:' : reading.expected
  const corrected = complaints.corrected(line, column, text, right, reading.suggestion !== null)
  complaints.error(line, column, reading.message, expected, corrected)
  return null
}

interface Pair {
  key: string
  value: string | null
  column: number
  valueColumn: number
}

/** A time has blanks in it: a value goes on to the next `key=` or to a lone word that belongs to no time. */
function pairsOf(text: string, firstColumn: number): Pair[] {
  const tokens = [...text.matchAll(/[^\s,=]+\s*=\s*[^\s,]*|[^\s,]+/g)]
  const pairs: Pair[] = []
  for (const [token] of tokens.map((match) => [match] as const)) {
    const column = firstColumn + token.index
    const equals = token[0].indexOf('=')
    const last = pairs.at(-1)
    if (equals === -1 && last !== undefined && continuesTime(last, token[0])) {
      last.value = text.slice(last.valueColumn - firstColumn, token.index + token[0].length)
    } else if (equals === -1) pairs.push({ key: token[0], value: null, column, valueColumn: column })
    else {
      const value = token[0].slice(equals + 1).trimStart()
      const valueColumn = column + token[0].length - value.length
      pairs.push({ key: token[0].slice(0, equals).trim(), value, column, valueColumn })
    }
  }
  return pairs
}

function continuesTime(pair: Pair, token: string): boolean {
  if (pair.value === null || !['next', 'start', 'end'].includes(pair.key.toLowerCase())) return false
  return (
    /^\d{4}-\d{2}-\d{2}/.test(pair.value) &&
    (/^\d{1,2}:\d{2}/.test(token) || /^(UTC|Z|[+-]\d{2}:?\d{2}|\w+\/[\w/+-]+)$/i.test(token))
  )
}
