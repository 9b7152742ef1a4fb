import { stringify } from 'yaml'
import { Complaints } from '../incidents/complaints.ts'
import { readFrontMatter, type Written, type WrittenEntry } from '../incidents/front-matter.ts'
import { linesOf } from '../incidents/source.ts'
import { readTomlFrontMatter } from './toml-front-matter.ts'

/** A file of content/issues: its keys, by small letters, and its text. */
export interface CstateIssue {
  word: (key: string) => string | null
  list: (key: string) => string[]
  body: string
  warnings: string[]
}

/** Throws a sentence when it is none that could be read. */
export function readIssue(text: string, file: string): CstateIssue {
  const warnings: string[] = []
  const lines = asYaml(linesOf(text), warnings)
  const unheard = new Complaints(file, [...lines])
  const front = readFrontMatter(lines, unheard)
  if (front === null) throw new Error('Its front matter is neither YAML, TOML nor JSON.')
  const broken = unheard.sorted().find(({ severity }) => severity === 'error')
  if (broken !== undefined) warnings.push(`Line ${broken.line}: ${broken.message} What could be read of it was taken.`)
  const keys = new Map(front.entries.map((entry) => [entry.key.toLowerCase(), entry.value]))
  return {
    word: (key) => scalarOf(keys.get(key)),
    list: (key) => listOf(keys.get(key)),
    body: [front.stray, ...lines.slice(front.bodyIndex)].join('\n').trim(),
    warnings,
  }
}

/** Hugo takes YAML, TOML and JSON above a text; here all three are YAML. */
function asYaml(lines: string[], warnings: string[]): string[] {
  const first = lines.findIndex((line) => line.trim() !== '')
  if (first === -1 || /^---/.test(lines[first]!)) return lines.slice(Math.max(0, first))
  if (/^\+\+\+\s*$/.test(lines[first]!)) {
    const close = lines.findIndex((line, index) => index > first && /^\+\+\+\s*$/.test(line))
    if (close === -1) throw new Error('Its TOML front matter never ends: a second `+++` is missing.')
    return yamlLines(readTomlFrontMatter(lines.slice(first + 1, close), first + 2), lines.slice(close + 1))
  }
  if (lines[first]!.startsWith('{')) {
    const close = lines.findIndex((line, index) => index >= first && /^\}\s*$/.test(line))
    return yamlLines(jsonOf(lines.slice(first, close === -1 ? first + 1 : close + 1)), lines.slice(close + 1))
  }
  // Keys with a closing `---` and no opening one: somebody deleted the first line.
  const close = lines.findIndex((line, index) => index > first && /^---\s*$/.test(line))
  if (close === -1 || !/^[A-Za-z][\w-]*\s*:/.test(lines[first]!)) return lines
  warnings.push('The first `---` is missing; the keys above the second one were read all the same.')
  return ['---', ...lines.slice(first)]
}

function yamlLines(keys: object, body: readonly string[]): string[] {
  return ['---', ...stringify(keys, { lineWidth: 0 }).trimEnd().split('\n'), '---', ...body]
}

function jsonOf(lines: readonly string[]): object {
  try {
    const value: unknown = JSON.parse(lines.join('\n'))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {}
  throw new Error('Its front matter begins as JSON and is none.')
}

function scalarOf(value: Written | undefined): string | null {
  return value?.kind === 'scalar' && value.text.trim() !== '' ? value.text.trim() : null
}

/** A list, or a single name; items that are maps have a name too. */
function listOf(value: Written | undefined): string[] {
  const items = value === undefined ? [] : value.kind === 'list' ? value.items : [value]
  return items.flatMap((item) => {
    const name = item.kind === 'map' ? item.entries.find((entry: WrittenEntry) => entry.key === 'name')?.value : item
    return scalarOf(name) ?? []
  })
}
