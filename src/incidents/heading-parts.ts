import type { Status } from './words.ts'
import { statusTitles } from './words.ts'

/** `Identified · 2026-11-21 10:20 UTC {web=operational}` taken apart; columns count within the line, from 1. */
export interface HeadingParts {
  word: string
  status: Status | null
  /** What stands where the time should: empty when there is none. */
  time: string
  timeColumn: number
  /** What stands between the braces; null without braces. */
  braces: string | null
  bracesColumn: number
  /** A brace opens and does not close. */
  unclosed: boolean
  /** A mark that is no separator stands before the time. */
  oddSeparator: string
}

const statusByWord = new Map(Object.keys(statusTitles).map((status) => [status.replace('_', ' '), status as Status]))

export function headingParts(text: string, column: number): HeadingParts {
  const word = /^(in[ _-]?progress(?!\p{L})|post-?mortem(?!\p{L})|[\p{L}_'’-]*[\p{L}_])/iu.exec(text)?.[0] ?? ''
  const plain = word
    .toLowerCase()
    .replace(/^in[ _-]?progress$/, 'in progress')
    .replace('post-mortem', 'postmortem')
  const rest = text.slice(word.length)
  const brace = rest.indexOf('{')
  const closed = /\}\s*$/.exec(rest)
  const braces = brace === -1 ? null : rest.slice(brace + 1, closed === null ? undefined : closed.index)
  const middle = brace === -1 ? rest : rest.slice(0, brace)
  const separator = /^\s*[·\-–—|,]?\s*/.exec(middle)![0]
  const odd = /^(?:[:•@~/([;]|at\b|on\b|[·\-–—|,])\s*/i.exec(middle.slice(separator.length))?.[0] ?? ''
  const start = separator.length + odd.length
  return {
    word,
    status: statusByWord.get(plain) ?? null,
    time: middle.slice(start).trim(),
    timeColumn: column + word.length + start,
    braces,
    bracesColumn: column + word.length + brace,
    unclosed: brace !== -1 && closed === null,
    oddSeparator: odd.trim(),
  }
}

/** True when somebody plainly meant an update, whatever the first word: it carries a date or `{key=value}`. */
export function looksLikeUpdate(text: string): boolean {
  return /\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4}/.test(text) || /\{[^}]*=/.test(text)
}
