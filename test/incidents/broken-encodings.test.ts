import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config/read.ts'
import { formatProblem } from '../../src/problem/problem.ts'
import { loadPosts } from '../../src/store/incidents-folder.ts'
import { kept } from './reading.ts'

const { config } = readConfig(
  'candor: 1\nsite: { name: Acme, url: https://status.example }\ncomponents:\n  - { id: api, name: API }\n',
)
let root: string
let outside: string

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'candor-broken-'))
  outside = mkdtempSync(join(tmpdir(), 'candor-outside-'))
  writeFileSync(join(outside, 'secret.md'), '# Secret\n\n## Investigating · 2026-11-21 10:02 UTC\n\nTOKEN\n')
})

afterAll(() => {
  for (const folder of [root, outside]) rmSync(folder, { recursive: true, force: true })
})

/** One file of a folder of its own, read as `validate` and the page read it. */
async function readOne(name: string, put: (path: string) => void): Promise<{ says: string; keeps: string }> {
  const own = mkdtempSync(join(root, 'one-'))
  mkdirSync(join(own, 'incidents'))
  put(join(own, 'incidents', name))
  const { posts, problems, refused } = await loadPosts(own, config!, async () => () => null)
  const says = problems.map((problem) => formatProblem(problem).replace('incidents/', '')).join('\n')
  return { says, keeps: posts.length === 0 ? `being prepared: ${refused}` : posts.map(kept).join('\n') }
}

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))))
const words = '# Störung\n\n## Investigating · 2026-11-21 10:02 UTC\n\nWir schauen.\n'
const latin1 = Buffer.from(words.replace('·', '-'), 'latin1')
const swapped = (buffer: Buffer) => Buffer.from(buffer).swap16()
const found = 'incident "Störung"\ninvestigating 2026-11-21T10:02:00Z: Wir schauen.'

describe('bytes: every mistake is told with its place, every word that can be read is kept', () => {
  test.each<[string, Buffer, string, string]>([
    [
      'UTF-16 of a Windows editor',
      bytes([0xff, 0xfe], Buffer.from(words, 'utf16le') as never),
      `a.md:1:1: This file is saved in UTF-16.
  Expected UTF-8 (in the editor: Save as, Encoding), so that its first line is:
    # Störung`,
      found,
    ],
    [
      'UTF-16, the large end first',
      bytes([0xfe, 0xff], swapped(Buffer.from(words, 'utf16le')) as never),
      `a.md:1:1: This file is saved in UTF-16.
  Expected UTF-8 (in the editor: Save as, Encoding), so that its first line is:
    # Störung`,
      found,
    ],
    [
      'Latin-1',
      latin1,
      `a.md:1:5: This file is not saved in UTF-8: here is the first letter that shows it.
  Expected UTF-8 (in the editor: Save as, Encoding), so that this line is:
    # Störung`,
      found,
    ],
    [
      'Windows-1252 with its own quotes and dashes',
      bytes(
        '# Slow api\n',
        '\n## Investigating ',
        [0x96],
        ' 2026-11-21 10:02 UTC\n\nWe ',
        [0x93],
        'look',
        [0x94],
        '.\n',
      ),
      `a.md:3:18: This file is not saved in UTF-8: here is the first letter that shows it.
  Expected UTF-8 (in the editor: Save as, Encoding), so that this line is:
    ## Investigating – 2026-11-21 10:02 UTC`,
      'incident "Slow api"\ninvestigating 2026-11-21T10:02:00Z: We “look”.',
    ],
    [
      'a last line in Latin-1 below UTF-8',
      bytes(words, '\n## Resolved · 2026-11-21 11:02 UTC\n\nBehoben f', [0xfc], 'r alle.\n'),
      `a.md:9:10: This file is not saved in UTF-8: here is the first letter that shows it.
  Expected UTF-8 (in the editor: Save as, Encoding), so that this line is:
    Behoben für alle.`,
      `${found}\nresolved 2026-11-21T11:02:00Z: Behoben für alle.`,
    ],
    [
      'Latin-1 with Windows line ends and a misspelt status',
      bytes('# St', [0xf6], 'rung\r\n\r\n## Investigatng\r\n\r\nWir schauen genau hin.\r\n'),
      `a.md:1:5: This file is not saved in UTF-8: here is the first letter that shows it.
  Expected UTF-8 (in the editor: Save as, Encoding), so that this line is:
    # Störung
a.md:3:4: \`Investigatng\` is no incident status.
  Expected Investigating, Identified, Monitoring, Resolved or Postmortem, as in:
    ## Investigating`,
      'incident "Störung"\ninvestigating TIME: Wir schauen genau hin.',
    ],
    [
      'Shift-JIS, which nobody can tell from noise',
      bytes([0x23, 0x20, 0x83, 0x54, 0x81, 0x5b, 0x83, 0x72, 0x83, 0x58, 0x0a]),
      'a.md:1:1: This file is no text in UTF-8.\n  Expected Markdown, saved as UTF-8.',
      'being prepared: incidents/a.md',
    ],
    [
      'UTF-16 without its mark',
      Buffer.from('# Slow api\n', 'utf16le'),
      'a.md:1:1: This file is no text.\n  Expected Markdown in UTF-8.',
      'being prepared: incidents/a.md',
    ],
    [
      'a picture',
      bytes([0x89], 'PNG\r\n', [0x1a, 0x0a, 0, 0, 0, 0x0d], 'IHDR', [0xff, 0xd8]),
      'a.md:1:1: This file is no text in UTF-8.\n  Expected Markdown, saved as UTF-8.',
      'being prepared: incidents/a.md',
    ],
    [
      'half a letter of UTF-8',
      bytes('# Slow api\n\n## Investigating - 2026-11-21 10:02 UTC\n\nWe look at it', [0xe2, 0x82]),
      `a.md:5:14: This file is not saved in UTF-8: here is the first letter that shows it.
  Expected UTF-8 (in the editor: Save as, Encoding), so that this line is:
    We look at itâ‚`,
      'incident "Slow api"\ninvestigating 2026-11-21T10:02:00Z: We look at itâ‚',
    ],
    [
      'ten megabytes',
      Buffer.alloc(10 * 1024 * 1024, '# Slow\n'),
      'a.md:1:1: This file is larger than 1 MiB.\n  Expected a text; link to large things instead.',
      'being prepared: incidents/a.md',
    ],
  ])('%s', async (_, content, says, keeps) => {
    const read = await readOne('a.md', (path) => writeFileSync(path, content))
    expect(read.says).toBe(says)
    expect(read.keeps.replace(/(investigating )\S+Z(: Wir schauen genau)/, '$1TIME$2')).toBe(keeps)
  })

  test('nothing at all', async () => {
    const read = await readOne('a.md', (path) => writeFileSync(path, ''))
    expect(read.says).toBe(`a.md:1:1: There is no title.
  Expected one in the front matter, or in a short file a first line such as:
    # Elevated error rates on the API
a.md:1:1: This incident has no update.
  Expected a heading above its text (or \`started:\` in the front matter), as in:
    ## Investigating`)
    expect(read.keeps).toMatch(/^incident "a"\ninvestigating \S+Z$/)
  })
})

describe('names and places: what cannot be shown is told, and the page says that an update is being prepared', () => {
  test.each<[string, string, (path: string) => void, string]>([
    [
      'a link out of the folder',
      'a.md',
      (path) => symlinkSync(join(outside, 'secret.md'), path),
      'a.md:1:1: This is a link to another place; it was not followed.\n  Expected the file itself.',
    ],
    [
      'a link that leads nowhere',
      'a.md',
      (path) => symlinkSync('/nowhere/at/all.md', path),
      'a.md:1:1: This is a link to another place; it was not followed.\n  Expected the file itself.',
    ],
    [
      'a folder with the name of a file',
      'a.md',
      (path) => mkdirSync(path),
      'a.md:1:1: This is no file.\n  Expected a Markdown file, or another name.',
    ],
    [
      'a name that leads out',
      '..md.md',
      (path) => writeFileSync(path, words),
      "..md.md:1:1: This file's name cannot be used: it could lead out of its folder.\n  Expected a name of small letters, digits and hyphens, as in:\n    md.md",
    ],
    [
      'a name that Windows cannot store',
      'con.md',
      (path) => writeFileSync(path, words),
      "con.md:1:1: This file's name cannot be used: Windows cannot store it.\n  Expected a name of small letters, digits and hyphens, as in:\n    con.md",
    ],
    [
      'a name with signs of web addresses',
      'a?b#c.md',
      (path) => writeFileSync(path, words),
      "a?b#c.md:1:1: This file's name cannot be used: it has characters that do not belong in a web address.\n  Expected a name of small letters, digits and hyphens, as in:\n    a-b-c.md",
    ],
    [
      'a name with a line end',
      'a\nb.md',
      (path) => writeFileSync(path, words),
      "a\nb.md:1:1: This file's name cannot be used: it has characters that do not belong in a web address.\n  Expected a name of small letters, digits and hyphens, as in:\n    a-b.md",
    ],
    [
      'a name that turns its letters round',
      'a\u202Egpj.md',
      (path) => writeFileSync(path, words),
      "a\u202Egpj.md:1:1: This file's name cannot be used: it has characters that do not belong in a web address.\n  Expected a name of small letters, digits and hyphens, as in:\n    a-gpj.md",
    ],
  ])('%s', async (_, name, put, says) => {
    const read = await readOne(name, put)
    expect(read.says).toBe(says)
    expect(read.keeps).toBe(`being prepared: incidents/${name}`)
  })

  test.each([
    ['of capitals', 'API Down.md', 'api-down.md'],
    ['in Japanese', '障害.md', 'incident-'],
    ['in Arabic', 'انقطاع.md', 'incident-'],
    ['in Russian', 'сбой.md', 'incident-'],
    ['in Hindi', 'सेवा-बाधा.md', 'incident-'],
    ['in German', 'störung.md', 'storung.md'],
    ['with underscores', 'api_down.md', 'api-down.md'],
    ['of dots', 'v1.2.md', 'v1-2.md'],
  ])('a name %s is told, and shown all the same', async (_, name, better) => {
    const read = await readOne(name, (path) => writeFileSync(path, words))
    expect(read.says).toContain(
      `${name}:1:1: This file's name makes a bad address.\n  Expected a name of small letters, digits and hyphens, as in:\n    ${better}`,
    )
    expect(read.keeps).toBe(found)
  })

  test('a folder that is a link out of the root', async () => {
    const own = mkdtempSync(join(root, 'one-'))
    symlinkSync(outside, join(own, 'incidents'))
    const { posts, problems, refused } = await loadPosts(own, config!, async () => () => null)
    expect(problems.map(formatProblem)).toEqual([
      'incidents:1:1: This folder is a link to another place; it was not followed.\n  Expected the folder itself.',
    ])
    expect([posts, refused]).toEqual([[], ['incidents']])
  })
})
