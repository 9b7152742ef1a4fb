import type { Instant } from '../time/instant.ts'
import { addDays, dateIn, startOfDateIn } from '../time/zone.ts'
import type { Complaints } from './complaints.ts'
import type { Written, WrittenEntry } from './front-matter.ts'
import { shapeOf, timeOf } from './header.ts'
import type { MaintenancePlan } from './incident.ts'
import { Repeat, readRepeat } from './repeat.ts'

const example = 'maintenance: { start: 2026-11-28 02:00 UTC, end: 2026-11-28 04:00 UTC }'

/** `maintenance:` of the front matter; null when there is none, or no start by which anybody could plan. */
export function readMaintenancePlan(
  entry: WrittenEntry | undefined,
  complaints: Complaints,
  timezone: string,
): MaintenancePlan | null {
  if (entry === undefined) return null
  if (entry.value.kind !== 'map') {
    const { line, column } = entry
    const is = `\`maintenance\` is ${shapeOf(entry.value)}.`
    complaints.error(line, column, is, 'Expected its start and end, as in:', example)
    return null
  }
  const parts = new Map(entry.value.entries.map((part) => [part.key, part]))
  for (const { key, line, column } of entry.value.entries) {
    if (['start', 'end', 'repeat', 'except'].includes(key)) continue
    const is = `\`${key}\` is no key of a maintenance.`
    complaints.error(line, column, is, 'Expected start, end, repeat or except, as in:', example)
  }
  for (const key of ['start', 'end']) {
    if (!parts.has(key))
      complaints.error(entry.line, entry.column, `The maintenance has no \`${key}\`.`, 'Expected:', example)
  }
  const at = (key: string) => {
    const part = parts.get(key)
    return part === undefined ? null : timeOf(part.value, complaints, timezone)
  }
  const [start, end] = [at('start'), at('end')]
  if (start === null) return null
  if (end !== null && end <= start) {
    const { line, column } = parts.get('end')!.value
    const is = 'The maintenance ends before it starts.'
    complaints.error(line, column, is, 'Expected an end after the start, as in:', example)
  }
  const repeat = readRepeat(parts.get('repeat')?.value, start, timezone, complaints)
  const except = readExceptions(parts.get('except'), { start, repeat, timezone }, complaints)
  // An hour stands in for an end that cannot be read: the start, which people plan by, is still announced.
  const window = { start, end: end !== null && end > start ? end : start + 3600 }
  return except.length === 0 ? { ...window, repeat } : { ...window, repeat, except }
}

interface Rule {
  start: Instant
  repeat: string | null
  timezone: string
}

/** Days on which it does not take place. One on which it would not have taken place anyway is a slip of the finger. */
function readExceptions(entry: WrittenEntry | undefined, rule: Rule, complaints: Complaints): string[] {
  if (entry === undefined) return []
  if (rule.repeat === null) {
    const expected = 'Expected `repeat:` beside it; to call off a single maintenance write below:'
    complaints.error(entry.line, entry.column, '`except` is for what repeats.', expected, '## Completed')
    return []
  }
  const items = entry.value.kind === 'list' ? entry.value.items : [entry.value]
  return [...new Set(items.flatMap((item) => readException(item, rule, complaints) ?? []))]
}

function readException(item: Written, rule: Rule, complaints: Complaints): string | null {
  const { line, column } = item
  const text = item.kind === 'scalar' ? item.text.trim() : shapeOf(item)
  const date = /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?$/.exec(text)?.slice(1).join('-') ?? null
  const from = date === null ? null : startOf(date, rule.timezone)
  if (date === null || from === null) {
    const right = complaints.corrected(line, column, text, '2026-12-24', false)
    complaints.error(line, column, `\`${text}\` is no day.`, 'Expected days on which it is left out, as in:', right)
    return null
  }
  const repeat = new Repeat(rule.repeat!, rule.start, rule.timezone)
  const until = startOfDateIn(rule.timezone, addDays(date, 1))
  if (from >= startOfDay(rule) && repeat.starts(Math.max(from, rule.start), until - 1, 0).length > 0) return date
  const next = repeat.starts(Math.max(from, rule.start), Math.max(from, rule.start), 1)[0]
  const nearest = next === undefined ? 'none' : dateIn(rule.timezone, next)
  const right = next === undefined ? undefined : complaints.corrected(line, column, text, nearest, false)
  complaints.error(
    line,
    column,
    `It does not take place on ${date} anyway.`,
    `Expected a day of the rule; the next one from then on is ${nearest}.`,
    right,
  )
  return date
}

function startOfDay({ start, timezone }: Rule): Instant {
  return startOfDateIn(timezone, dateIn(timezone, start))
}

function startOf(date: string, timezone: string): Instant | null {
  try {
    return startOfDateIn(timezone, date)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
