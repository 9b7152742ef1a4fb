import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Complaints } from './complaints.ts'
import { explainYaml } from './yaml-mistakes.ts'

/** A value of the front matter with its place in the file. YAML's own types, and nothing it could run. */
export type Written = { line: number; column: number } & (
  | { kind: 'scalar'; value: string | number | boolean | null; text: string }
  | { kind: 'list'; items: Written[] }
  | { kind: 'map'; entries: WrittenEntry[] }
)

export interface WrittenEntry {
  key: string
  line: number
  column: number
  value: Written
}

export interface FrontMatter {
  entries: WrittenEntry[]
  /** Index of the first line of the text below. */
  bodyIndex: number
  /** What stood between the marks and is no list of keys: somebody's words, not to be lost. */
  stray: string
}

/**
 * Reads the YAML 1.2 between the `---` marks; null when the file asks for another language, which is refused unread.
 * Broken YAML is told key by key and what can be read of it is kept.
 */
export function readFrontMatter(lines: readonly string[], complaints: Complaints): FrontMatter | null {
  const none: FrontMatter = { entries: [], bodyIndex: 0, stray: '' }
  const opening = /^---(?!-)(.*)$/.exec(lines[0] ?? '')
  if (opening === null) return none
  const language = opening[1]!.trim()
  if (language !== '' && !/^ya?ml$/i.test(language)) {
    complaints.error(1, 4, `Front matter in \`${language}\` is refused; it was not read.`, 'Expected YAML:', '---')
    return null
  }
  const { blockEnd, bodyIndex } = closingOf(lines, complaints)
  const block = lines.slice(1, blockEnd).join('\n')
  const entries = readYaml(block, 2, complaints)
  return entries === null ? { ...none, bodyIndex, stray: block.trim() } : { ...none, bodyIndex, entries }
}

/** An unclosed front matter ends at the first empty line or heading: below are a person's words. */
function closingOf(lines: readonly string[], complaints: Complaints): { blockEnd: number; bodyIndex: number } {
  const find = (wanted: RegExp) => lines.findIndex((line, index) => index > 0 && wanted.test(line))
  const close = find(/^---\s*$/)
  const heading = find(/^##\s+\S/)
  if (close !== -1 && (heading === -1 || close < heading)) return { blockEnd: close, bodyIndex: close + 1 }
  complaints.error(
    1,
    1,
    'The front matter that begins here never ends.',
    'Expected this line below its last key:',
    '---',
  )
  const blank = find(/^\s*$/)
  const end = Math.min(...[blank, heading, lines.length].filter((index) => index !== -1))
  return { blockEnd: end, bodyIndex: end }
}

/** Entries of a YAML map whose first line is line `firstLine` of the file; null when it is no map. */
function readYaml(block: string, firstLine: number, complaints: Complaints): WrittenEntry[] | null {
  const parsed = parse(block)
  if (parsed === null) {
    complaints.error(firstLine, 1, 'The front matter is nested too deeply to read.', 'Expected `key: value` lines.')
    return []
  }
  const { doc, counter } = parsed
  const place = (offset: number) => {
    const { line, col } = counter.linePos(offset)
    return { line: firstLine + line - 1, column: col }
  }
  const tab = /^[ ]*\t/m.exec(block)
  if (tab !== null && doc.errors.some((error) => error.code === 'TAB_AS_INDENT' || error.code === 'BAD_INDENT')) {
    const at = place(tab.index)
    const { message, expected, example } = explainYaml('TAB_AS_INDENT', block)
    complaints.error(at.line, 1, message, expected, example)
    return readYaml(block.replaceAll(/^[ \t]*\t[ \t]*/gm, '  '), firstLine, complaints)
  }
  if (doc.errors.some((error) => error.code !== 'DUPLICATE_KEY')) {
    const chunks = chunksOf(block.split('\n'))
    if (chunks.length > 1) {
      return chunks.flatMap(({ index, text }) => readYaml(text, firstLine + index, complaints) ?? [])
    }
    const error = doc.errors[0]!
    const at = place(error.pos[0])
    const { message, expected, example } = explainYaml(error.code, block)
    complaints.error(Math.min(at.line, firstLine + block.split('\n').length - 1), at.column, message, expected, example)
    return salvage(block, firstLine)
  }
  for (const error of doc.errors) {
    const at = place(error.pos[0])
    complaints.error(at.line, at.column, 'This key stands here twice; the first one counts.', 'Expected each key once.')
  }
  if (doc.contents === null) return []
  const node = writtenOf(doc.contents, place, complaints)
  if (node?.kind === 'map') return node.entries
  complaints.error(
    firstLine,
    1,
    'The front matter is no list of keys.',
    'Expected `key: value` lines, as in:',
    'title: Slow API',
  )
  return null
}

function parse(block: string) {
  const counter = new LineCounter()
  try {
    const doc = parseDocument(block, { version: '1.2', lineCounter: counter, prettyErrors: false, logLevel: 'silent' })
    return { doc, counter }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

type Place = (offset: number) => { line: number; column: number }

function writtenOf(node: unknown, place: Place, complaints: Complaints): Written | null {
  const range = (node as { range?: [number, number, number] | null }).range
  const at = place(range?.[0] ?? 0)
  if (isAlias(node)) {
    complaints.error(at.line, at.column, 'Anchors and aliases are not read here.', 'Expected the value itself.')
    return null
  }
  if (isScalar(node)) {
    const value = node.value
    const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
    return {
      ...at,
      kind: 'scalar',
      value: plain,
      text: typeof value === 'string' ? value : (node.source ?? String(plain ?? '')),
    }
  }
  if (isSeq(node)) {
    return { ...at, kind: 'list', items: node.items.flatMap((item) => writtenOf(item, place, complaints) ?? []) }
  }
  if (!isMap(node)) return null
  const entries: WrittenEntry[] = []
  for (const pair of node.items) {
    const key = writtenOf(pair.key, place, complaints)
    if (key?.kind !== 'scalar' || entries.some((entry) => entry.key === key.text)) continue
    const empty: Written = { line: key.line, column: key.column, kind: 'scalar', value: null, text: '' }
    const value = pair.value === null ? empty : writtenOf(pair.value, place, complaints)
    if (value !== null) entries.push({ key: key.text, line: key.line, column: key.column, value })
  }
  return { ...at, kind: 'map', entries }
}

/** A key with what is indented below it: so one broken key does not take the others with it. */
function chunksOf(lines: readonly string[]): { index: number; text: string }[] {
  const chunks: { index: number; text: string }[] = []
  for (const [index, line] of lines.entries()) {
    const last = chunks.at(-1)
    if (last === undefined || /^[^\s#\-\]}]/.test(line)) chunks.push({ index, text: line })
    else last.text += `\n${line}`
  }
  return chunks
}

/** `key: anything at all` is the text of that key. */
function salvage(block: string, line: number): WrittenEntry[] {
  const match = /^([\w-]+)(\s*:\s*)(.*)/.exec(block)
  if (match === null) return []
  const text = match[3]!.trim().replaceAll(/^["']|["']$/g, '')
  const column = match[1]!.length + match[2]!.length + 1
  return [{ key: match[1]!, line, column: 1, value: { line, column, kind: 'scalar', value: text, text } }]
}
