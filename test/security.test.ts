import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const top = join(import.meta.dirname, '..')
const text = readFileSync(join(top, 'SECURITY.md'), 'utf8')

interface Line {
  threat: string
  /** What they could try. */
  attempt: string
  tests: { file: string; name: string }[]
}

/** The rows of the tables: `### Threat`, then `| attempt | what holds it | [x](file): "test name"; ... |`. */
function linesIn(markdown: string): Line[] {
  let threat = ''
  return markdown.split('\n').flatMap((line) => {
    threat = /^### (.*)$/.exec(line)?.[1] ?? threat
    const [, attempt, , cell] = line.split(/(?<!\\)\|/).map((part) => part.trim())
    if (!line.startsWith('| ') || attempt === 'They could try' || /^-+$/.test(attempt!)) return []
    const tests = [...cell!.matchAll(/\[[\w-]+\]\(([^)]+)\): "([^"]+)"/g)]
    return [{ threat, attempt: attempt!, tests: tests.map(([, file, name]) => ({ file: file!, name: name! })) }]
  })
}

const lines = linesIn(text)

/** Whether a file has a test, or a table of tests, of that name: `test('name', ...`, `])('name', ...`. */
function holds(source: string, name: string): boolean {
  const calls = source.matchAll(/(?:\b(?:test|it|describe)|\))\(\s*(['"`])((?:(?!\1).)*)\1,/g)
  // What a template or a table puts into a name stands for itself.
  const plain = (text: string) => text.replaceAll(/(\$\{[^}]*\}|%[sij])( |$)/g, '').trim()
  return [...calls].some(([, , written]) => plain(written!) === plain(name))
}

describe('SECURITY.md', () => {
  test('speaks of each threat, with several things to try', () => {
    const threats = Map.groupBy(lines, ({ threat }) => threat)
    expect([...threats.keys()]).toEqual([
      'A hostile pull request',
      'A hostile server that is monitored',
      'A hostile comment',
      'A hostile dispatched event',
      'A leaked token',
      'A compromised dependency',
    ])
    for (const tried of threats.values()) expect(tried.length).toBeGreaterThanOrEqual(3)
  })

  test.each(lines)('$threat, $attempt: a test holds it', ({ tests }) => {
    expect(tests).not.toEqual([])
    for (const { file, name } of tests) {
      expect(existsSync(join(top, file)), file).toBe(true)
      expect(holds(readFileSync(join(top, file), 'utf8'), name), `${file} has no test "${name}"`).toBe(true)
    }
  })

  test('would be caught with a test that is not there', () => {
    const source = readFileSync(join(import.meta.dirname, 'setup.test.ts'), 'utf8')
    expect(holds(source, 'installs once, and is silent from then on')).toBe(true)
    expect(holds(source, 'installs once')).toBe(false)
    expect(linesIn('### T\n| a | b | nobody looked |')).toEqual([{ threat: 'T', attempt: 'a', tests: [] }])
  })
})
