import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Config } from '../../src/config/config.ts'
import { readConfig } from '../../src/config/read.ts'
import { formatProblem } from '../../src/problem/problem.ts'
import { loadPosts } from '../../src/store/incidents-folder.ts'

const config = readConfig(`candor: 1
site: { name: Acme, url: https://status.example, languages: [en, de] }
components: [{ id: api, name: API }]
`).config as Config

let root: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'candor-translations-'))
  await mkdir(join(root, 'incidents'))
})

afterEach(() => rm(root, { recursive: true, force: true }))

const write = (name: string, text: string) => writeFile(join(root, 'incidents', name), text)
const heading = '## Investigating · 2026-11-21 10:00 UTC'
const load = async () => {
  const { posts, problems, refused } = await loadPosts(root, config, async () => () => null)
  return { posts, refused, told: problems.map((problem) => formatProblem(problem).split('\n')[0]) }
}

test('a translation is no incident of its own; it lies beside the words of its original', async () => {
  await write('slow.md', `# Slow\n\n${heading} {api=degraded}\n\nWe look.\n`)
  await write('slow.de.md', `# Langsam\n\n${heading}\n\nWir sehen nach.\n`)
  const { posts, told, refused } = await load()
  expect(posts.map(({ id, title, titles }) => ({ id, title, titles }))).toEqual([
    { id: 'slow', title: 'Slow', titles: { de: 'Langsam' } },
  ])
  expect(posts[0]!.updates[0]!.translations).toEqual({ de: 'Wir sehen nach.' })
  expect([told, refused]).toEqual([[], []])
})

test('what translates nothing, or into a language that nobody reads here, is told', async () => {
  await write('slow.md', `# Slow\n\n${heading} {api=degraded}\n\nWe look.\n`)
  await write('gone.de.md', `# Weg\n\n${heading}\n\nNichts.\n`)
  await write('slow.en.md', `# Slow\n\n${heading}\n\nWe look.\n`)
  await write('slow.fr.md', `# Lent\n\n${heading}\n\nOn regarde.\n`)
  await writeFile(join(root, 'secret.md'), `${heading}\n\nSecret.\n`)
  await symlink(join(root, 'secret.md'), join(root, 'incidents', 'slow.de.md'))
  const { posts, told } = await load()
  expect(posts.map(({ id }) => id)).toEqual(['slow'])
  expect(JSON.stringify(posts)).not.toContain('Secret')
  expect(told).toEqual([
    'incidents/gone.de.md:1:1: There is no incidents/gone.md that this translates.',
    'incidents/slow.de.md:1:1: This is no file; it was not read.',
    'incidents/slow.en.md:1:1: slow.md is written in `en` itself.',
    'incidents/slow.fr.md:1:1: warning: The page has no language `fr`.',
  ])
})
