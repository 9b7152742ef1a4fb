import type { z } from 'zod'
import { closest, type Problem } from '../problem/problem.ts'
import { exampleLine, inline } from './example.ts'
import { expectation } from './expectation.ts'
import { type KeyInfo, lookUp } from './lookup.ts'
import { capital, ownerName } from './owner.ts'
import type { Path, Source } from './source.ts'
import { unknownKeys } from './unknown-keys.ts'

type Issue = z.core.$ZodIssue

/** Turns what zod found into one sentence each, at the place where a person mends it. */
export function problemsOf(issues: readonly Issue[], source: Source, schema: z.core.$ZodType): Problem[] {
  return issues.flatMap((issue) => problemsOfIssue(deepest(issue), source, schema))
}

/** Of a choice that failed inside (one bad entry of a list), the inside is the better place to point at. */
function deepest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue
  const inside = issue.errors.flat().filter((inner) => inner.path.length > 0)
  const [first] = inside
  if (first === undefined) return issue
  return deepest({ ...first, path: [...issue.path, ...first.path] })
}

function problemsOfIssue(issue: Issue, source: Source, schema: z.core.$ZodType): Problem[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
  const info = lookUp(schema, source.value, path)
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue.keys, path, source, schema)
  const error = { file: source.file, severity: 'error' as const }
  const name = path.at(-1) ?? source.file
  const owner = path.slice(0, -1)

  if (issue.code === 'invalid_key') {
    const expected = expectation(issue.issues[0] as Issue)
    const message = `\`${name}\` cannot be a key of \`${owner.at(-1)}\`.`
    return [
      { ...error, ...source.keyAt(path), message, hint: asIn(expected, owner, lookUp(schema, source.value, owner)) },
    ]
  }
  const value = source.at(path)
  const expected = expectation(issue)
  if (value === undefined) {
    const message = `${capital(ownerName(source, owner))} has no \`${name}\`.`
    return [{ ...error, ...source.valueAt(owner), message, hint: asIn(expected, path, info) }]
  }
  const position = source.valueAt(path)
  const where = typeof name === 'number' ? ` in \`${owner.at(-1)}\`` : ''
  const what = typeof name === 'number' ? `Entry ${name + 1}` : `\`${name}\``
  const wrong =
    value === null ? 'is empty' : isWhole(value, issue) ? 'is not complete' : `cannot be ${shown(source, path, value)}`
  const message = `${what}${where} ${wrong}.`
  // An entry has no example of its own; its list has.
  const [place, about] = typeof name === 'number' ? [owner, lookUp(schema, source.value, owner)] : [path, info]
  const hint = quoted(source, path, value, info) ?? meant(value, issue, name) + asIn(expected, place, about)
  return [{ ...error, ...position, message, hint }]
}

/** "Expected ..., as in:" and a line to copy. */
function asIn(expected: string, path: Path, info: KeyInfo | null): string {
  const key = path.at(-1)
  if (info?.example === undefined || key === undefined) return `${capital(expected)}.`
  return `${capital(expected)}, as in:\n  ${exampleLine(key, info.example)}`
}

/** YAML reads `404` and `true` as what they look like; most often a text was meant. */
function quoted(source: Source, path: Path, value: unknown, info: KeyInfo | null): string | null {
  if (typeof value !== 'number' && typeof value !== 'boolean') return null
  const written = source.writtenAt(path) ?? String(value)
  const key = path.at(-1)
  if (key === undefined || !info || !(info.schema as z.ZodType).safeParse(written).success) return null
  return `Expected a text; put it in quotes:\n  ${exampleLine(key, '\0').replace(/"\\0"|\0/, JSON.stringify(written))}`
}

function meant(value: unknown, issue: Issue, name: string | number): string {
  if (typeof value !== 'string') return ''
  const word = closest(value, name === 'timezone' ? Intl.supportedValuesOf('timeZone') : choices(issue))
  return word === null || word === value ? '' : `Did you mean \`${word}\`?\n`
}

/** A map whose keys are all good, and which lacks something as a whole. */
function isWhole(value: unknown, issue: Issue): boolean {
  return issue.code === 'custom' && typeof value === 'object' && Object.keys(value ?? {}).length > 0
}

function choices(issue: Issue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String)
  if (issue.code === 'invalid_union' && 'options' in issue) return (issue.options as unknown[]).map(String)
  return []
}

function shown(source: Source, path: Path, value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0 ? 'an empty map' : 'a map'
  if (value === '') return 'an empty text'
  // A text that looks like a number is shown with the quotes that make the difference.
  const written = typeof value === 'string' ? inline(value) : (source.writtenAt(path) ?? inline(value))
  const line = written.replace(/\s+/g, ' ')
  return `\`${line.length > 60 ? `${line.slice(0, 59)}…` : line}\``
}
