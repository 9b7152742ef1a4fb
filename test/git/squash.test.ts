import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { digestOf } from '../../src/checks/withdrawn.ts'
import { historySince } from '../../src/git/branch-readme.ts'
import { publish } from '../../src/git/publish.ts'
import { pull } from '../../src/git/pull.ts'
import { squash, squashDue } from '../../src/git/squash.ts'
import { day, parseInstant } from '../../src/time/instant.ts'
import { checksIn, type Ground, git, header, makeGround, pathsOn, published, row, runsIn, write } from './clone.ts'

const now = parseInstant('2026-11-21T10:05:00Z')!
const config = { results: { branch: 'status-data', keep: 90 * day } }
const today = 'checks/2026-11-21.csv'
const yesterday = header + row('2026-11-20T10:00:00Z', '0.1')
const closed = (text = yesterday) => `date,sha256,end_mark\n2026-11-20,${digestOf(text)},.\n`

let ground: Ground
let root: string
beforeEach(() => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  ground = makeGround()
  root = ground.clone('a')
})
afterEach(() => ground.remove())

/** Two publishes, the first `days` days ago. */
async function publishSince(days: number, files: Record<string, string> = {}): Promise<void> {
  write(root, { [today]: header + row('2026-11-21T10:00:00Z', '1.1'), ...files })
  await publish(root, config, { now: now - days * day, subject: 'All 20 up' })
  write(root, { [today]: header + row('2026-11-21T10:00:00Z', '1.1') + row('2026-11-21T10:01:00Z', '2.1') })
  await publish(root, config, { now, subject: 'All 20 up' })
}

/** A person's own commit on the results branch. */
function editOnBranch(files: Record<string, string>): void {
  const person = ground.clone('person')
  git(person, 'fetch', '--quiet', 'origin', 'status-data')
  git(person, 'checkout', '--quiet', 'FETCH_HEAD')
  write(person, files)
  git(person, 'commit', '--quiet', '-am', 'Edit by hand')
  git(person, 'push', '--quiet', 'origin', 'HEAD:status-data')
}

function commitsOf(branch: string): string[] {
  return git(join(ground.folder, 'origin.git'), 'log', '--format=%s', branch).trim().split('\n')
}

const kinds = { whole: [], 'shallow, blobless and sparse': ['--depth=1', '--filter=blob:none', '--sparse'] }
for (const [kind, flags] of Object.entries(kinds)) {
  test(`a history of a week becomes one commit with the same files (${kind})`, async () => {
    const files = { 'checks/2026-11-20.csv': yesterday, 'checks/ledger.csv': closed() }
    await publishSince(8, files)
    const paths = pathsOn(ground, 'status-data')
    const done = await squash(ground.clone('b', ...flags), config, { now })
    expect(done).toMatchObject({ why: 'squashed', since: now - 8 * day, tries: 1, branch: 'status-data' })
    expect(commitsOf('status-data')).toEqual(['Results until 2026-11-21, squashed'])
    expect(pathsOn(ground, 'status-data')).toEqual(paths)
    expect(published(ground, 'status-data', 'checks/2026-11-20.csv')).toBe(yesterday)
    expect(historySince(published(ground, 'status-data', 'README.md')!)).toBe(now)
    // Who published before goes on, and nothing is there twice.
    expect(await publish(root, config, { now, subject: 'All 20 up' })).toMatchObject({ commit: null })
    await pull(root, config)
    expect(runsIn(checksIn(root)['2026-11-21.csv']!)).toEqual(['1.1', '2.1'])
  })
}

describe('nothing is squashed', () => {
  const stays = (why: string) => ({ why, commit: null })

  test('before a week has passed, unless it is asked for', async () => {
    await publishSince(6)
    expect(await squash(root, config, { now })).toMatchObject({ ...stays('young'), since: now - 6 * day })
    expect(commitsOf('status-data')).toHaveLength(2)
    expect(await squash(root, config, { now, early: true })).toMatchObject({ why: 'squashed' })
    expect(await squash(root, config, { now, early: true })).toMatchObject(stays('single'))
    expect(await squash(root, config, { now: now + day })).toMatchObject(stays('single'))
  })

  test('where there is no branch yet', async () => {
    expect(await squash(root, config, { now })).toMatchObject(stays('none'))
  })

  test('on main, whose history is not ours', async () => {
    const onMain = { results: { ...config.results, branch: 'main' } }
    expect(await squash(root, onMain, { now, early: true })).toMatchObject(stays('main'))
  })

  test('on a branch that holds more than results', async () => {
    git(root, 'push', '--quiet', 'origin', 'HEAD:trunk')
    const onTrunk = { results: { ...config.results, branch: 'trunk' } }
    write(root, { [today]: header + row('2026-11-21T10:00:00Z', '1.1') })
    await publish(root, onTrunk, { now, subject: 'All 20 up' })
    await expect(squash(root, onTrunk, { now, early: true })).rejects.toThrow(
      /holds more than results \(`components.yml`/,
    )
    expect(commitsOf('trunk')).toHaveLength(2)
  })

  test('while a day that is over has no digest in the ledger', async () => {
    await publishSince(8, { 'checks/2026-11-20.csv': yesterday })
    await expect(squash(root, config, { now })).rejects.toThrow(
      /has no digest of 2026-11-20[\s\S]*\.\/candor publish && \.\/candor squash/,
    )
    expect(commitsOf('status-data')).toHaveLength(2)
  })

  test('while a closed day is another file than was closed', async () => {
    await publishSince(8, { 'checks/2026-11-20.csv': yesterday, 'checks/ledger.csv': closed() })
    editOnBranch({ 'checks/2026-11-20.csv': header })
    await expect(squash(root, config, { now })).rejects.toThrow(/2026-11-20.csv differs[\s\S]*git log -p/)
  })
})

test('a history whose age nobody knows is due, and after that it is known', async () => {
  await publishSince(0)
  editOnBranch({ 'README.md': '# Ours\n' })
  expect(await squashDue(root, config, { now })).toMatchObject({ why: 'squashed', since: null })
  await squash(root, config, { now })
  expect(await squashDue(root, config, { now })).toMatchObject({ why: 'single' })
})
