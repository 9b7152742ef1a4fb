import type { IncidentStatus } from '../incidents/incident.ts'
import { day } from '../time/instant.ts'
import { lengthAt } from './length-of-time.ts'
import { componentIn, noOptions, type OptionMistake, type Options, type Surroundings, takeOption } from './option.ts'
import { ownWords } from './own-words.ts'
import { type CommandWord, commandOf, commandWords, examples, statusOfWord } from './words.ts'

/** An update, with all that its line and its text say. */
export interface UpdateCommand extends Options {
  kind: 'update'
  word: CommandWord
  status: IncidentStatus
  text: string
}

export type Command =
  | UpdateCommand
  | { kind: 'ack' }
  | { kind: 'mute'; seconds: number }
  | { kind: 'false-alarm'; text: string; quiet: boolean }
  | (Options & { kind: 'maintenance'; seconds: number; text: string })

/** What is wrong with a command, and the line to copy instead. */
export interface Mistake {
  kind: 'mistake'
  /** Sentences, one a mistake. */
  messages: string[]
  /** The first line as it should be; null when nobody can tell. */
  corrected: string | null
}

/** As much as a file of incidents/ can bear, many times over. */
const longestText = 20_000
const longestMute = 7 * day
const longestMaintenance = 14 * day

/**
 * Reads a comment. Null: it is no command, and nothing is to be said about it. A command is the first line that a person
 * wrote, `/word` with its options; the rest of that line and all lines below it are its text. Hostile until rendered.
 */
export function readComment(body: string, around: Surroundings): Command | Mistake | null {
  const words = ownWords(body)
  const end = words.indexOf('\n')
  const first = plainLine(end === -1 ? words : words.slice(0, end))
  const below = end === -1 ? '' : words.slice(end + 1).trim()
  const match = /^\/ ?(false[\s_-]+alarm|[\p{L}][\p{L}_-]*)(?=$|[\s.:,!])[.:,!]?/iu.exec(first)
  if (match === null) return misplaced(words)
  const typed = match[1]!.replace(/^false[\s_-]+alarm$/i, 'false-alarm')
  const known = commandOf(typed)
  const rest = first.slice(match[0].length).trimStart()
  if (known.word === null) return unknown(typed, known.meant, rest)
  return commandFrom(known.word, rest, below, around)
}

/** One line as a keyboard means it: plain blanks, no invisible signs, a slash and an equals sign that are those. */
function plainLine(line: string): string {
  return line
    .replace(/[\u200B\u2060\uFEFF]/g, '')
    .replace(/[\s\u00A0\u2007\u202F\u3000]+/g, ' ')
    .replace(/^\s*[／⁄]/, '/')
    .replace(/[＝]/g, '=')
    .replace(/[‐‑‒–—](?=[aA]larm)/, '-')
    .trim()
}

/** A command that stands below other words is not done, and its writer must not think it was. */
function misplaced(words: string): Mistake | null {
  let fenced = false
  for (const line of words.split('\n')) {
    if (/^ {0,3}(```|~~~)/.test(line)) fenced = !fenced
    const word = /^\/([a-z-]+)(?=$|\s)/i.exec(plainLine(line))?.[1]
    if (!fenced && word !== undefined && commandOf(word).word !== null) {
      const messages = ['A command must be the first line of its comment, with its text after it.']
      return { kind: 'mistake', messages, corrected: plainLine(line) }
    }
  }
  return null
}

function unknown(typed: string, meant: CommandWord | null, rest: string): Mistake {
  const corrected = meant === null ? null : `/${meant}${rest === '' ? '' : ` ${rest}`}`
  const list = commandWords.map((word) => `\`/${word}\``).join(', ')
  return { kind: 'mistake', messages: [`\`/${typed}\` is no command; there are ${list}.`], corrected }
}

function commandFrom(word: CommandWord, rest: string, below: string, around: Surroundings): Command | Mistake {
  const status = statusOfWord[word]
  if (word === 'ack') return { kind: 'ack' }
  const needsLength = word === 'mute' || word === 'maintenance'
  const length = needsLength ? lengthAt(rest.replace(/^for /i, '')) : null
  const skipped = length === null ? 0 : length.taken + (/^for /i.test(rest) ? 4 : 0)
  if (needsLength && length === null && !(word === 'mute' && /^(0|off)\b/i.test(rest))) return noLength(word, rest)
  if (word === 'mute') {
    const seconds = length?.seconds ?? 0
    return seconds > longestMute ? tooLong('mute', '7d', 'A week is the longest.') : { kind: 'mute', seconds }
  }
  const read = readOptions(rest.slice(skipped).trimStart(), around)
  const text = [read.text, below]
    .filter((part) => part !== '')
    .join('\n')
    .trim()
  const line = [`/${word}`, rest.slice(0, skipped).trim(), ...read.corrected, read.text].filter((part) => part !== '')
  const wrong = (messages: string[], corrected: string): Mistake => ({ kind: 'mistake', messages, corrected })
  if (read.messages.length > 0) return wrong(read.messages, line.join(' '))
  if (text.length > longestText) return wrong([`The text is longer than ${longestText} characters.`], examples[word])
  if (status !== undefined) return { kind: 'update', word, status, text, ...read.options }
  if (word === 'maintenance') {
    if (length!.seconds === 0 || length!.seconds > longestMaintenance)
      return tooLong('maintenance', '1h', 'Expected up to 14 days; for a longer one, or a later one, write a file.')
    return { kind: 'maintenance', seconds: length!.seconds, text, ...read.options }
  }
  if (text === '')
    return wrong(['The reason is missing: it is shown beside the outage that is struck out.'], examples['false-alarm'])
  return { kind: 'false-alarm', text, quiet: read.options.quiet }
}

function noLength(word: 'mute' | 'maintenance', rest: string): Mistake {
  const number = /^(?:for )?(\d{1,3})(?=$|\s)/i.exec(rest)
  const asked = number === null ? (word === 'mute' ? '2h' : '1h') : `${number[1]}${Number(number[1]) > 12 ? 'm' : 'h'}`
  const text = number === null ? rest : rest.slice(number[0].length).trim()
  const corrected = `/${word} ${asked}${word === 'mute' || text === '' ? '' : ` ${text}`}`
  return { kind: 'mistake', messages: [`\`/${word}\` does not say for how long.`], corrected }
}

function tooLong(word: string, most: string, why: string): Mistake {
  return { kind: 'mistake', messages: [why], corrected: `/${word} ${most}` }
}

interface ReadOptions {
  options: Options
  /** What follows them on the line. */
  text: string
  messages: string[]
  /** The options as they should be. */
  corrected: string[]
}

/** Options stand before the text: the first word that is none begins it. */
function readOptions(line: string, around: Surroundings): ReadOptions {
  const read: ReadOptions = { options: { ...noOptions, components: {} }, text: line, messages: [], corrected: [] }
  for (;;) {
    const quiet = /^(?:--|[–—-])?quiet(?=$|[\s,])[,]?\s*/i.exec(read.text)
    const after = quiet === null ? '' : read.text.slice(quiet[0].length)
    // `Quiet again since noon.` is a sentence.
    if (quiet !== null && (/^(--|[–—-])?quiet/.test(read.text) || after === '')) {
      read.options.quiet = true
      read.corrected.push('quiet')
      read.text = after
      continue
    }
    const flag = /^(?:--|[–—])(\w+)(?:[ =](\S+))?\s*/.exec(read.text)
    if (flag !== null && ['next', 'impact', 'component'].includes(flag[1]!.toLowerCase())) {
      const right =
        flag[1]!.toLowerCase() === 'component' ? (flag[2] ?? '') : `${flag[1]!.toLowerCase()}=${flag[2] ?? '30m'}`
      read.messages.push(`Here \`${flag[0].trim()}\` is written \`${right}\`.`)
      read.corrected.push(right)
      read.text = read.text.slice(flag[0].length)
      continue
    }
    const pair = /^([\p{L}\p{N}@._-]+)(\s*)=(\s*)(?:["“”„]([^"“”]*)["“”]|([^\s,;]+))[,;]?(?=\s|$)\s*/u.exec(read.text)
    if (pair === null || (`${pair[2]}${pair[3]}` !== '' && !isKey(pair[1]!, around))) return read
    const value = pair[4] ?? pair[5]!.replace(/(?<=[\p{L}\p{N}])[.,;!]+$/u, '')
    const mistake: OptionMistake | null = takeOption(read.options, pair[1]!, value, around)
    if (mistake !== null) read.messages.push(mistake.message)
    const right =
      mistake === null ? `${pair[1]!.toLowerCase()}=${pair[4] === undefined ? value : `"${value}"`}` : mistake.corrected
    if (right !== null) read.corrected.push(right)
    read.text = read.text.slice(pair[0].length)
  }
}

/** `api = partial` with blanks is an option when it surely is one; `Error rate = 8 %` is text. */
function isKey(key: string, around: Surroundings): boolean {
  return ['next', 'impact', 'title'].includes(key.toLowerCase()) || componentIn(key, around) !== null
}
