import process from 'node:process'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { publish } from '../../src/git/publish.ts'
import { mostTries } from '../../src/git/tries.ts'
import { checksIn, type Ground, git, header, makeGround, published, row, runsIn, write } from './clone.ts'
import { type GitServer, serveGit } from './daemon.ts'

const pause = vi.fn(async () => {})
const order = { now: 1_795_255_500, subject: 'All 20 up', pause }
const config = { results: { branch: 'status-data', keep: 90 * 86_400 } }
const today = 'checks/2026-11-21.csv'
const ours = header + row('2026-11-21T10:01:00Z', '2.1')

let ground: Ground
let server: GitServer
beforeEach(async () => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  pause.mockClear()
  ground = makeGround()
  const other = ground.clone('other')
  write(other, { [today]: header + row('2026-11-21T10:00:00Z', '1.1'), 'checks/2026-11-20.csv': noise() })
  await publish(other, config, order)
  server = await serveGit(ground.folder)
})
afterEach(async () => {
  await server.close()
  ground.remove()
})

/** Rows that do not compress well: a transfer with a middle to be cut in. */
function noise(): string {
  const rows = Array.from({ length: 200 }, (_, at) => row('2026-11-20T10:00:00Z', `${at}.${(at * 7919) % 1013}`))
  return header + rows.join('')
}

function clone(flags: string[]): string {
  const root = ground.clone(`clone-${Math.random()}`, ...flags)
  git(root, 'remote', 'set-url', 'origin', server.address)
  write(root, { [today]: ours })
  return root
}

/** Bytes after which the connection is cut, on the way there or back. */
const cuts = process.env['CANDOR_DEEP']
  ? [1, 50, 100, 200, 400, 700, 1000].flatMap((bytes) => [{ up: bytes }, { down: bytes }])
  : [{ up: 200 }, { down: 300 }, { down: 900 }]

const kinds = { whole: [], 'shallow, blobless and sparse': ['--depth=1', '--filter=blob:none', '--sparse'] }
for (const [kind, flags] of Object.entries(kinds)) {
  test(`wherever the network drops, the next try goes through and nothing is lost (${kind})`, async () => {
    const rows = ['1.1', '2.1']
    for (const cut of cuts) {
      for (const connection of [1, 2, 3]) {
        const root = clone(flags)
        const run = `${connection}.${Object.values(cut)}.${Object.keys(cut)}`
        write(root, { [today]: ours + row('2026-11-21T10:02:00Z', run) })
        server.connections = 0
        server.cut = (number) => (number === connection ? cut : null)
        await publish(root, config, order)
        rows.push(run)
        expect(runsIn(published(ground, 'status-data', today)!)).toEqual([...rows].sort())
        expect(runsIn(checksIn(root)['2026-11-21.csv']!)).toEqual([...rows].sort())
      }
    }
    expect(published(ground, 'status-data', 'checks/2026-11-20.csv')).toBe(noise())
  }, 120_000)
}

test('a network that never holds is told after 8 tries, in words, and the rows are still here', async () => {
  const root = clone([])
  server.cut = () => ({ down: 1 })
  await expect(publish(root, config, order)).rejects.toMatchObject({
    exitCode: 3,
    trouble: 'network',
    message: expect.stringMatching(/The network to `origin` failed\.\n {2}Nothing is lost/),
  })
  expect(pause).toHaveBeenCalledTimes(mostTries - 1)
  expect(checksIn(root)).toEqual({ '2026-11-21.csv': ours })
  server.cut = () => null
  expect(await publish(root, config, order)).toMatchObject({ tries: 1 })
})

test('when the answer to the push is lost, what it did is not done twice', async () => {
  const root = clone([])
  // The fetch, then the push: everything arrives there, its last words do not arrive here.
  server.cut = (number) => (number === 2 ? { down: 600 } : null)
  const { commit } = await publish(root, config, order)
  expect(git(root, 'ls-remote', ground.origin, 'status-data')).toContain(commit)
  expect(runsIn(published(ground, 'status-data', today)!)).toEqual(['1.1', '2.1'])
})
