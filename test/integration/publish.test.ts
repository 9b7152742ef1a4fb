import { execFile } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { digestOf } from '../../src/checks/withdrawn.ts'
import { checksIn, type Ground, git, header, makeGround, published, row, write } from '../git/clone.ts'

// Whole clones, builds and command lines: slow on a busy machine, and no test of speed.
vi.setConfig({ testTimeout: 120_000 })

const components = `candor: 1
site:
  name: Acme Status
  url: https://status.acme.example
components:
  - id: api
    name: API
    check: { type: http, url: "https://api.acme.example/" }
`
const yesterday = header + row('2026-11-20T10:00:00Z', '1.1') + row('2026-11-20T10:05:00Z', '2.1')
const main = join(import.meta.dirname, '../../src/main.ts')

let ground: Ground
let root: string
beforeEach(() => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  ground = makeGround({ 'components.yml': components })
  root = ground.clone('a')
})
afterEach(() => ground.remove())

async function candor(...words: string[]) {
  const run = promisify(execFile)(process.execPath, [main, ...words, '--root', root, '--now', '2026-11-21T10:05:00Z'])
  return await run.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code: Number(code), stdout: String(stdout), stderr: String(stderr) }),
  )
}

test('publish closes the days that are over, and says in one line where the results are', async () => {
  write(root, { 'checks/2026-11-20.csv': yesterday })
  const { code, stdout } = await candor('publish')
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^Published to status-data as [0-9a-f]{10}\.\n$/)])
  expect(published(ground, 'status-data', 'checks/ledger.csv')).toContain(`2026-11-20,${digestOf(yesterday)},.`)
  expect(published(ground, 'status-data', 'checks/latency-2026.csv')).toContain('2026-11-20,api,2,')
  expect(git(join(ground.folder, 'origin.git'), 'log', '--format=%s', 'status-data')).toBe(
    // The last result of yesterday is stale.
    'api unknown\n',
  )
  expect((await candor('publish')).stdout).toBe('Nothing new for status-data.\n')
})

test('publish --json is that JSON alone', async () => {
  write(root, { 'checks/2026-11-20.csv': yesterday })
  const { stdout } = await candor('publish', '--json')
  expect(JSON.parse(stdout)).toEqual({ commit: expect.any(String), branch: 'status-data', tries: 1 })
})

test('publish exits with 3 and a sentence when it cannot', async () => {
  git(root, 'remote', 'remove', 'origin')
  write(root, { 'checks/2026-11-20.csv': yesterday })
  const { code, stderr } = await candor('publish')
  expect([code, stderr]).toEqual([3, expect.stringContaining('git remote add origin')])
})

test('pull brings results also where components.yml is broken and the last good one is among them', async () => {
  write(root, { 'checks/2026-11-20.csv': yesterday, 'checks/last-good-components.yml': components })
  await candor('publish')
  root = ground.clone('b')
  write(root, { 'components.yml': components.replace('name: API', 'nmae: API') })
  const { code, stdout } = await candor('pull')
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^Pulled \d+ files of checks\/ from status-data\.\n$/)])
  expect(checksIn(root)['2026-11-20.csv']).toBe(yesterday)
  expect((await candor('pull')).stdout).toBe('checks/ is as status-data has it.\n')
})

test('status shows the newest results by itself, and goes on without a network', async () => {
  write(root, { 'checks/2026-11-21.csv': header + row('2026-11-21T10:04:00Z', '3.1') })
  await candor('publish')
  root = ground.clone('b')
  expect(JSON.parse((await candor('status', '--json')).stdout)).toMatchObject({ checked_at: '2026-11-21T10:04:00Z' })
  git(root, 'remote', 'set-url', 'origin', 'http://127.0.0.1:1/acme/status.git')
  const offline = await candor('status', '--json')
  expect(JSON.parse(offline.stdout)).toMatchObject({ checked_at: '2026-11-21T10:04:00Z' })
  expect(offline.stderr).toContain('going on with the results that are here')
})
