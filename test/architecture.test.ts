import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { departures, order } from './arrows.ts'

const src = join(import.meta.dirname, '../src')
const files = new Map(
  readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(ts|mts|mjs|js|astro)$/.test(path))
    .map((path) => [path, readFileSync(join(src, path), 'utf8')]),
)

describe('src/', () => {
  test('keeps to the order of the data, to purity and to small files', () => {
    expect(departures(files)).toEqual([])
  })

  test('has an arrow for most folders, so that the test above looks at something', () => {
    expect(files.size).toBeGreaterThan(50)
    expect(new Set([...files.keys()].map((path) => path.split('/')[0]))).toEqual(new Set([...order, 'main.ts']))
  })
})

describe('an arrow that is turned round is caught', () => {
  const turned: [string, string, string, string][] = [
    ['an import', 'config/a.ts', "import { b } from '../status/b.ts'\n", 'status/ comes after config/'],
    ['a type import', 'time/a.ts', "import type { B } from '../config/b.ts'\n", 'config/ comes after time/'],
    ['an export', 'verdict/a.ts', "export * from '../git/b.ts'\n", 'git/ comes after verdict/'],
    ['a dynamic import', 'store/a.ts', "const b = await import('../commands/b.ts')\n", 'commands/ comes after store/'],
    [
      'an .astro file',
      'site/pages/a.astro',
      "---\nimport b from '../../demo/b.ts'\n---\n<p>b</p>\n",
      'demo/ comes after site/',
    ],
    [
      'a script of an .astro file',
      'site/a.astro',
      "<p/><script>import '../commands/b.ts'</script>\n",
      'commands/ comes after site/',
    ],
    ['an import of the way in', 'commands/a.ts', "import '../main.ts'\n", 'the way in'],
  ]
  test.each(turned)('%s', (_, path, text, sentence) => {
    expect(departures(new Map([[path, text]]))).toEqual([expect.stringContaining(sentence)])
  })

  test.each([...files].filter(([path]) => path === 'status/snapshot.ts'))('in the real %s', (path, text) => {
    const changed = new Map(files).set(path, `import '../site/page.ts'\n${text}`)
    expect(departures(changed)).toContain('status/snapshot.ts imports site/page.ts: site/ comes after status/')
  })
})

describe('a pure folder that touches the world is caught', () => {
  const impure = [
    "import { readFileSync } from 'node:fs'",
    "import { connect } from 'node:net'",
    "import http from 'node:http'",
    "import { spawn } from 'node:child_process'",
    "import { Client } from 'undici'",
    "import { build } from 'astro'",
    "import { Octokit } from 'octokit'",
    'const now = Date.now()',
    'const now = new Date()',
    'const now = Temporal.Now.instant()',
    'const dice = Math.random()',
    "const token = process.env['TOKEN']",
    "const answer = await fetch('https://example.com')",
  ]
  test.each(impure)('%s', (line) => {
    expect(departures(new Map([['uptime/a.ts', `${line}\n`]]))).toHaveLength(1)
    expect(departures(new Map([['git/a.ts', `${line}\n`]]))).toEqual([])
  })

  test('a comment about it is not', () => {
    expect(departures(new Map([['uptime/a.ts', '// never Date.now()\n/* nor new Date() */\n']]))).toEqual([])
  })
})

test('a file that is too long, a drawer and a folder without a place are caught', () => {
  const odd = new Map([
    ['time/long.ts', 'export {}\n'.repeat(301)],
    ['time/utils.ts', ''],
    ['elsewhere/a.ts', ''],
  ])
  expect(departures(odd)).toEqual([
    'time/long.ts has 301 lines; at most 300',
    'time/utils.ts is in a drawer named utils.ts; name it after what it is',
    'elsewhere/a.ts is in a folder that test/arrows.ts does not know; give it a place in the order',
  ])
})
