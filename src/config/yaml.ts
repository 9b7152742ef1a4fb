import { type Document, LineCounter, parseDocument, visit, type YAMLError } from 'yaml'
import type { Problem } from '../problem/problem.ts'
import { Source } from './source.ts'

/** Far above any real file; below what would keep a cron job busy for long. */
const longest = 1_000_000
const deepest = 'nested deeper than any components.yml has to be'

/** Reads one YAML 1.2 document: no tags of its own, no key twice, no alias bombs. Never throws. */
export function readYaml(text: string, file: string): { source: Source | null; problems: Problem[] } {
  const lines = new LineCounter()
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(1, line), column: Math.max(1, col), severity: 'error' as const }
  }
  const refused = (message: string, hint: string) => ({ source: null, problems: [{ ...at(0), message, hint }] })

  if (text.length > longest) return refused(`${file} is larger than 1 MB.`, 'Expected a file that people can read.')
  let document: Document.Parsed
  try {
    document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true, version: '1.2' })
  } catch (error) {
    if (error instanceof RangeError) return refused(`${file} is ${deepest}.`, 'Expected at most a few levels.')
    throw error
  }

  const faults = firstWords([...document.errors, ...document.warnings], (offset) => at(offset).line)
  const problems: Problem[] = faults.map((fault) => ({ ...at(fault.pos[0]), ...sentence(fault, text) }))
  // A key that stands twice spoils nothing else: the rest of the file can be looked at in the same go.
  const readable = document.errors.every((error) => error.code === 'DUPLICATE_KEY')
  if (!readable) return { source: null, problems }
  if (document.contents === null) {
    return refused(`${file} is empty.`, `Expected at least:\n${smallest.replace(/^/gm, '  ')}`)
  }
  try {
    return { source: new Source(file, document.toJS({ maxAliasCount: 100 }), document, lines), problems }
  } catch (error) {
    // `yaml` throws these for aliases that point nowhere or blow up.
    if (error instanceof ReferenceError) {
      const { offset, message } = aliasFault(document)
      return { source: null, problems: [...problems, { ...at(offset), message, hint: 'Expected it written out.' }] }
    }
    if (error instanceof RangeError || error instanceof TypeError) {
      return refused(`${file} is ${deepest}.`, 'Expected at most a few levels.')
    }
    throw error
  }
}

/** One slip makes the parser stumble several times, in its line and below; its first word is the best. */
function firstWords(faults: YAMLError[], lineOf: (offset: number) => number): YAMLError[] {
  const seen = new Set<number>()
  return faults.filter(({ code, pos }) => {
    const line = lineOf(pos[0])
    if (seen.has(line) || (code === 'UNEXPECTED_TOKEN' && seen.size > 0)) return false
    seen.add(line)
    return true
  })
}

function aliasFault(document: Document): { offset: number; message: string } {
  let fault = { offset: 0, message: 'Its aliases (`*name`) would blow up to more than they look.' }
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document)) return undefined
      fault = {
        offset: alias.range?.[0] ?? 0,
        message: `\`*${alias.source}\` stands for nothing that was named before.`,
      }
      return visit.BREAK
    },
  })
  return fault
}

export const smallest = `candor: 1
site:
  name: Acme Status
  url: https://status.acme.example
components:
  - id: api
    name: Public API
    check: { type: http, url: https://api.acme.example/health }`

const inQuotes = 'Expected it in quotes, as in:\n  headers: { Authorization: "Bearer ${API_TOKEN}" }'
const closeIt = 'Expected every quote and bracket that is opened to be closed, as in:\n  languages: [en, "de"]'
const levels =
  'Expected keys of one level exactly below each other, and a text that holds `: ` in quotes, as in:\n  name: "Search: beta"'

function sentence(fault: YAMLError, text: string): { message: string; hint: string } {
  const word = /^[^\s:,[\]{}]+/.exec(text.slice(fault.pos[0]))?.[0] ?? ''
  switch (fault.code) {
    case 'DUPLICATE_KEY':
      return {
        message: `\`${word}\` stands twice here.`,
        hint: 'Expected every key once: remove one, or start a new list entry with `- `.',
      }
    case 'MULTIPLE_DOCS':
      return { message: 'A second document begins here (`---`).', hint: 'Expected one document: remove this line.' }
    case 'TAB_AS_INDENT':
      return { message: 'A tab stands where blanks belong.', hint: 'Expected two blanks for each level.' }
    case 'TAG_RESOLVE_FAILED':
      return { message: `\`${word}\` is a tag of another program.`, hint: 'Expected plain YAML 1.2: remove it.' }
    case 'NON_STRING_KEY':
      return { message: 'A list or map stands where a key belongs.', hint: 'Expected a plain key, as in:\n  name: API' }
    default: {
      if (text[fault.pos[0]] === '{' && text[fault.pos[0] - 1] === '$') {
        return { message: 'A text with `${...}` inside of `{ }` needs quotes.', hint: inQuotes }
      }
      const unclosed = fault.code === 'MISSING_CHAR' || /end with a/.test(fault.message)
      const message = `This is no YAML: ${plain(fault.message)}.`
      return { message, hint: unclosed ? closeIt : levels }
    }
  }
}

function plain(message: string): string {
  return message
    .replace(/\s+/g, ' ')
    .replace(/(["'])quote$/, 'quote $1')
    .replace(/\.$/, '')
    .trim()
}
