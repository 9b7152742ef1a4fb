import { execFile } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { digestOf } from '../../src/checks/withdrawn.ts'
import { type Ground, git, header, makeGround, published, row, write } from '../git/clone.ts'

vi.setConfig({ testTimeout: 120_000 })

const components = `candor: 1
site: { name: Acme Status, url: https://status.acme.example }
components:
  - { id: api, name: API, check: { type: http, url: "https://api.acme.example/" } }
`
const main = join(import.meta.dirname, '../../src/main.ts')
const yesterday = header + row('2026-11-20T23:55:00Z', '1.1')

let ground: Ground
let root: string
beforeEach(() => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  ground = makeGround({ 'components.yml': components })
  root = ground.clone('a', '--depth=1', '--filter=blob:none')
})
afterEach(() => ground.remove())

async function candor(now: string, ...words: string[]) {
  const run = promisify(execFile)(process.execPath, [main, ...words, '--root', root, '--now', now])
  return await run.then(
    ({ stdout }) => ({ code: 0, words: stdout }),
    ({ code, stderr }) => ({ code: Number(code), words: String(stderr) }),
  )
}

test('squash decides by itself when a week has passed, closes what is over first, and says what it did', async () => {
  expect((await candor('2026-11-20T23:57:00Z', 'squash')).words).toBe(
    'There is no branch status-data yet, nothing to squash.\n',
  )
  write(root, { 'checks/2026-11-20.csv': yesterday })
  await candor('2026-11-20T23:57:00Z', 'publish')
  expect((await candor('2026-11-27T23:57:00Z', 'squash')).words).toBe('status-data is one commit already.\n')
  write(root, { 'checks/2026-11-21.csv': header + row('2026-11-21T00:00:00Z', '2.1') })
  await candor('2026-11-21T00:01:00Z', 'publish')
  expect(await candor('2026-11-26T00:02:00Z', 'squash')).toEqual({
    code: 0,
    words:
      'status-data is not due: its history began on 2026-11-20. It is squashed weekly; now: ./candor squash --early\n',
  })

  // A fresh clone, as a workflow has it: nothing is closed and nothing is here yet.
  root = ground.clone('b', '--depth=1', '--filter=blob:none', '--sparse')
  const done = await candor('2026-11-28T00:02:00Z', 'squash')
  expect(done.words).toMatch(/^status-data is one commit now, [0-9a-f]{10}: its history began on 2026-11-20\.\n$/)
  expect(git(join(ground.folder, 'origin.git'), 'log', '--format=%s', 'status-data')).toBe(
    'Results until 2026-11-28, squashed\n',
  )
  expect(published(ground, 'status-data', 'checks/ledger.csv')).toContain(`2026-11-20,${digestOf(yesterday)},.`)
  expect(published(ground, 'status-data', 'checks/2026-11-20.csv')).toBe(yesterday)
  const again = await candor('2026-11-28T00:03:00Z', 'squash', '--json')
  expect(JSON.parse(again.words)).toEqual({
    branch: 'status-data',
    commit: null,
    why: 'single',
    since: '2026-11-28T00:02:00Z',
    tries: 1,
  })
})

test('squash leaves main alone and says so, without failing the workflow that asks for it', async () => {
  write(root, { 'components.yml': `${components}results: { branch: main }\n` })
  const { code, words } = await candor('2026-11-21T00:00:00Z', 'squash')
  expect([code, words]).toEqual([0, expect.stringContaining('Results are on main, whose history is yours')])
})
