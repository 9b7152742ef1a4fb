import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { headingTimes } from '../../src/git/blame.ts'
import { headCommit, repositorySlug, slugOf } from '../../src/git/state.ts'
import { type Ground, git, makeGround, write } from './clone.ts'

let ground: Ground
let root: string
beforeEach(() => {
  ground = makeGround()
  root = ground.clone('a')
})
afterEach(() => ground.remove())

function commitAt(time: string, text: string): void {
  write(root, { 'incidents/api.md': text })
  git(root, 'add', '-A')
  git(root, 'commit', '--quiet', '-m', 'Tell', `--date=${time}`)
}

test('a heading has the time of the commit that added it; one not committed has none', async () => {
  commitAt('2026-11-21T10:00:00Z', '# API\n\n## Investigating\n')
  commitAt('2026-11-21T10:30:00+01:00', '# API is slow\n\n## Investigating\n\n## Resolved\n')
  write(root, { 'incidents/api.md': '# API is slow\n\n## Investigating\n\n## Resolved\n\n## Postmortem\n' })
  const timeOf = await headingTimes(root, 'incidents/api.md')
  expect([1, 3, 5, 7, 99].map(timeOf)).toEqual([1_795_253_400, 1_795_255_200, 1_795_253_400, null, null])
})

test('a history that was cut off tells no wrong time', async () => {
  commitAt('2026-11-21T10:00:00Z', '# API\n\n## Investigating\n')
  commitAt('2026-11-21T10:30:00Z', '# API\n\n## Investigating\n\n## Resolved\n')
  git(root, 'push', '--quiet', 'origin', 'HEAD:main')
  const shallow = ground.clone('b', '--depth=1')
  const timeOf = await headingTimes(shallow, 'incidents/api.md')
  expect([3, 5].map(timeOf)).toEqual([null, null])
})

test('no repository, no file: no times, no commit, no name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'candor-plain-'))
  expect((await headingTimes(folder, 'incidents/api.md'))(1)).toBeNull()
  expect((await headingTimes(root, 'incidents/none.md'))(1)).toBeNull()
  expect([await headCommit(folder), await repositorySlug(folder)]).toEqual([null, null])
  rmSync(folder, { recursive: true })
})

test('the commit of the clone is named', async () => {
  expect(await headCommit(root)).toBe(git(root, 'rev-parse', 'HEAD').trim())
})

test('owner and name are read from every form of address', () => {
  const addresses = [
    'https://github.com/acme/status.git',
    'https://x-access-token:t@github.com/acme/status',
    'git@github.com:acme/status.git',
    'ssh://git@github.com:22/acme/status.git',
    'https://ghe.acme.example/acme/status/',
  ]
  for (const address of addresses) expect(slugOf(address)).toBe('acme/status')
  expect(slugOf('/srv/git/status.git')).toBeNull()
  expect(slugOf('file:///srv/git/status.git')).toBeNull()
})
