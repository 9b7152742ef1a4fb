import type { CheckOf } from '../config/config.ts'
import type { Finding } from '../verdict/classes.ts'
import { expiryOf } from './certificate.ts'
import type { Answer } from './exchange.ts'
import { findingOf } from './fault.ts'
import { keepsRule } from './json-rule.ts'
import { isBotWall } from './judge-wall.ts'
import { matchesPattern } from './pattern.ts'

type Expectation = NonNullable<CheckOf<'http'>['expect']>

const success = [{ from: 200, to: 299 }]

export function expectsStatus(expected: Expectation | undefined, status: number): boolean {
  return (expected?.status ?? success).some(({ from, to }) => status >= from && status <= to)
}

/** Statuses that are a verdict before any other expectation; `final`: another attempt would only make it worse. */
export function judgeStatus(
  answer: Pick<Answer, 'status' | 'headers'>,
  expected: Expectation | undefined,
): { finding: Finding; final: boolean } | null {
  const { status, headers } = answer
  const fits = expectsStatus(expected, status)
  // Who names the code means it, whoever sends it.
  if (fits && expected?.status !== undefined) return null
  if (isBotWall(answer)) return { finding: findingOf('blocked'), final: true }
  if (fits) return null
  if (status === 429) return { finding: findingOf('rate_limited'), final: true }
  return { finding: findingOf('status', String(status)), final: status === 503 && headers.has('retry-after') }
}

/** What the body, headers and certificate say; null when all is as expected. Throws a Fault (checker). */
export function judgeContent(answer: Answer, expected: Expectation | undefined, wallClock: number): Finding | null {
  for (const [name, value] of Object.entries(expected?.headers ?? {})) {
    if (answer.headers.get(name.toLowerCase())?.trim() !== value.trim()) return findingOf('header')
  }
  if (!bodyFits(answer, expected?.body)) return findingOf('body')
  if (!jsonFits(answer, expected?.json)) return findingOf('json')
  return answer.certificate === null ? null : expiryOf(answer.certificate, expected?.certificate, wallClock)
}

function bodyFits(answer: Answer, rules: Expectation['body']): boolean {
  if (rules === undefined) return true
  const text = answer.bytes.toString('utf8')
  if (rules.contains !== undefined && !text.includes(rules.contains)) return false
  // What is absent from the part that was read may stand in the rest.
  if (rules.lacks !== undefined && (answer.capped || text.includes(rules.lacks))) return false
  return rules.matches === undefined || matchesPattern(rules.matches, text)
}

function jsonFits(answer: Answer, rules: Expectation['json']): boolean {
  if (rules === undefined || rules.length === 0) return true
  if (answer.capped) return false
  let document: unknown
  try {
    document = JSON.parse(answer.bytes.toString('utf8').replace(/^\uFEFF/, ''))
  } catch {
    return false
  }
  return rules.every((rule) => keepsRule(document, rule))
}
