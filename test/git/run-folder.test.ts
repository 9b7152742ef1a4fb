import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { publish } from '../../src/git/publish.ts'
import { pull } from '../../src/git/pull.ts'
import { mostTries } from '../../src/git/tries.ts'
import { checksIn, type Ground, git, header, makeGround, row, write } from './clone.ts'

const pause = vi.fn(async () => {})
const order = { now: 1_795_255_500, subject: 'All 20 up', pause }
const config = { results: { branch: 'status-data', keep: 90 * 86_400 } }
const files = { 'checks/2026-11-21.csv': header + row('2026-11-21T10:00:00Z', '1.1') }
const locks = ['shallow.lock', 'packed-refs.lock', 'refs/candor/status-data.lock']
/** Above what Linux gives out: a process that is not there. */
const nobody = 4_194_305

let ground: Ground
let root: string
beforeEach(() => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  pause.mockClear()
  ground = makeGround()
  root = ground.clone('a', '--depth=1')
  write(root, files)
})
afterEach(() => ground.remove())

function lock(name: string, secondsAgo = 0): string {
  const path = join(root, '.git', name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, '')
  utimesSync(path, Date.now() / 1000 - secondsAgo, Date.now() / 1000 - secondsAgo)
  return path
}

/** What a run leaves that began a minute ago. */
function leave(pid: number, host = hostname()): string {
  const folder = join(root, '.git/candor', `${host}.${pid}.${Date.now() - 60_000}.0a1b2c3d`)
  mkdirSync(join(folder, 'commit-x'), { recursive: true })
  writeFileSync(join(folder, 'commit-x/index.lock'), 'half')
  return folder
}

test('a run leaves nothing behind', async () => {
  await publish(root, config, order)
  expect(readdirSync(join(root, '.git/candor'))).toEqual([])
})

test('what a killed run left, its locks too, is cleared away by the next, which goes through', async () => {
  // A branch to fetch: with --depth git takes shallow.lock for it.
  await publish(root, config, order)
  write(root, { 'checks/2026-11-21.csv': files['checks/2026-11-21.csv'] + row('2026-11-21T10:01:00Z', '2.1') })
  const folder = leave(nobody)
  const held = locks.map((name) => lock(name))
  expect(await publish(root, config, order)).toMatchObject({ tries: 1, commit: expect.any(String) })
  expect([folder, ...held].filter((path) => existsSync(path))).toEqual([])
})

test("locks older than the killed run, the index's and HEAD's are not ours to remove", async () => {
  leave(nobody)
  const kept = [lock('packed-refs.lock', 3600), lock('index.lock'), lock('HEAD.lock')]
  await publish(root, config, order)
  expect(kept.filter((path) => existsSync(path))).toEqual(kept)
})

test('a run that is going on keeps its folder and its locks', async () => {
  const folders = [leave(process.pid), leave(nobody, 'another-machine'), leave(nobody)]
  const held = lock('packed-refs.lock')
  await publish(root, config, order)
  expect([...folders, held].every((path) => existsSync(path))).toBe(true)
})

test('a lock that stays is told after 8 tries, with its file', async () => {
  await publish(root, config, order)
  write(root, { 'checks/2026-11-21.csv': files['checks/2026-11-21.csv'] + row('2026-11-21T10:01:00Z', '2.1') })
  git(root, 'pack-refs', '--all', '--prune')
  lock('refs/candor/status-data.lock')
  git(root, 'update-ref', '--no-deref', 'refs/heads/x', 'HEAD')
  const before = checksIn(root)
  const other = ground.clone('other')
  write(other, { 'checks/2026-11-21.csv': header + row('2026-11-21T10:02:00Z', '3.1') })
  await publish(other, config, order)
  await expect(publish(root, config, order)).rejects.toMatchObject({
    trouble: 'locked',
    message: expect.stringMatching(/Another git is at work[\s\S]*refs\/candor\/status-data\.lock/),
  })
  expect(pause).toHaveBeenCalledTimes(mostTries - 1)
  expect(checksIn(root)).toEqual(before)
})

test('a pull clears away what a killed run left, too', async () => {
  await publish(root, config, order)
  leave(nobody)
  lock('shallow.lock')
  const fresh = header + row('2026-11-21T10:02:00Z', '3.1')
  const other = ground.clone('other')
  write(other, { 'checks/2026-11-21.csv': fresh })
  await publish(other, config, order)
  expect(await pull(root, config)).toMatchObject({ files: 1 })
})
