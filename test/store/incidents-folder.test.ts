import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Config } from '../../src/config/config.ts'
import { readConfig } from '../../src/config/read.ts'
import { formatProblem } from '../../src/problem/problem.ts'
import { loadPosts } from '../../src/store/incidents-folder.ts'

const config = readConfig(`candor: 1
site: { name: Acme, url: https://status.example }
components: [{ id: api, name: API }]
`).config as Config

let root: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'candor-incidents-'))
  await mkdir(join(root, 'incidents', '_templates'), { recursive: true })
})

afterEach(() => rm(root, { recursive: true, force: true }))

const write = (name: string, text: string | Buffer) => writeFile(join(root, 'incidents', name), text)
const timed = '# Slow\n\n## Investigating · 2026-11-21 10:00 UTC {api=degraded}\n\nWe look.\n'
const never = () => Promise.reject(new Error('Git was asked although every time is written'))

test('a folder that is not there holds no posts', async () => {
  await rm(join(root, 'incidents'), { recursive: true })
  expect(await loadPosts(root, config, never)).toEqual({ posts: [], problems: [], refused: [] })
})

test('reads the posts in the order of their names, and neither the explanation nor what begins with _', async () => {
  await write('b.md', timed)
  await write('a.md', timed)
  await write('README.md', '# How')
  await write('_draft.md', '---js\n---')
  await write('notes.txt', 'x')
  await write(join('_templates', 'x.md'), 'x')
  const { posts, problems, refused } = await loadPosts(root, config, never)
  expect(posts.map(({ id }) => id)).toEqual(['a', 'b'])
  expect([problems, refused]).toEqual([[], []])
})

test('asks when lines were committed only for a file in which a time is missing', async () => {
  await write('a.md', timed)
  await write('b.md', '# Slow\n\n## Investigating\n\n## Resolved\n')
  const asked: string[] = []
  const { posts } = await loadPosts(root, config, async (file) => {
    asked.push(file)
    return (line) => (line === 3 ? 1_795_000_000 : null)
  })
  expect(asked).toEqual(['incidents/b.md'])
  expect(posts[1]?.updates[0]?.at).toBe(1_795_000_000)
  // What is not committed yet has the time of the file.
  expect(posts[1]?.updates[1]?.at).toBeGreaterThan(1_700_000_000)
})

test('one file that cannot be shown takes no other with it', async () => {
  await writeFile(join(root, 'secret.md'), timed)
  await write('a.md', timed)
  await symlink(join(root, 'secret.md'), join(root, 'incidents', 'link.md'))
  await mkdir(join(root, 'incidents', 'folder.md'))
  await write('js.md', '---js\nprocess.exit(1)\n---\n')
  await write('large.md', 'x'.repeat(1024 * 1024 + 1))
  await write('picture.md', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0, 0]))
  const { posts, problems, refused } = await loadPosts(root, config, never)
  expect(posts.map(({ id }) => id)).toEqual(['a'])
  expect(refused).toEqual(['folder', 'js', 'large', 'link', 'picture'].map((name) => `incidents/${name}.md`))
  expect(problems.map((problem) => formatProblem(problem).split('\n')[0])).toEqual([
    'incidents/folder.md:1:1: This is no file.',
    'incidents/js.md:1:4: Front matter in `js` is refused; it was not read.',
    'incidents/large.md:1:1: This file is larger than 1 MiB.',
    'incidents/link.md:1:1: This is a link to another place; it was not followed.',
    'incidents/picture.md:1:1: This file is no text in UTF-8.',
  ])
})
