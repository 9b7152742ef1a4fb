import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { digestOf } from '../../src/checks/withdrawn.ts'
import { moveResults } from '../../src/git/move.ts'
import { publish } from '../../src/git/publish.ts'
import { pull } from '../../src/git/pull.ts'
import { day, parseInstant } from '../../src/time/instant.ts'
import { checksIn, type Ground, git, header, makeGround, pathsOn, published, row, runsIn, write } from './clone.ts'

const now = parseInstant('2026-11-21T10:05:00Z')!
const order = { now, subject: 'All 20 up' }
const at = (branch: string) => ({ results: { branch, keep: 90 * day } })
const today = 'checks/2026-11-21.csv'
const one = header + row('2026-11-21T10:00:00Z', '1.1')
const two = header + row('2026-11-21T10:01:00Z', '2.1')
/** A closed day whose raw file is long gone: spans and ledger are all there is of it. */
const old = {
  'checks/spans-2025.csv':
    'component,start,end,verdict,class,detail,end_mark\napi,2025-11-20T10:00:00Z,2025-11-20T10:05:00Z,down,timeout,,.\n',
  'checks/ledger.csv': `date,sha256,end_mark\n2025-11-20,${digestOf('gone')},.\n`,
  'checks/notified.csv': 'time,event,channel,step,end_mark\n2026-11-21T10:00:00Z,outage.opened:x,ops,told,.\n',
}

let ground: Ground
let root: string
beforeEach(() => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  ground = makeGround()
  root = ground.clone('a')
})
afterEach(() => ground.remove())

const filesOn = (branch: string) =>
  Object.fromEntries(
    pathsOn(ground, branch)
      .filter((path) => path.startsWith('checks/'))
      .map((path) => [path, published(ground, branch, path)]),
  )

for (const [from, to] of [
  ['status-data', 'main'],
  ['main', 'status-data'],
  ['status-data', 'results/of-ours'],
] as const) {
  test(`results move from ${from} to ${to}, all of them, with what only we have`, async () => {
    const other = ground.clone('other')
    write(other, { [today]: one, 'checks/FORMAT': '1\n', ...old })
    await publish(other, at(from), order)
    const before = filesOn(from)
    write(root, { [today]: two })
    const head = git(root, 'rev-parse', 'HEAD')
    expect(await moveResults(root, at(from), to, { now })).toEqual({ from, to, files: 5, tries: 1 })
    const { [today]: rows, ...rest } = filesOn(to)
    const { [today]: _, ...restBefore } = before
    expect(rest).toEqual(restBefore)
    expect(runsIn(rows!)).toEqual(['1.1', '2.1'])
    expect(filesOn(from)).toEqual({ 'checks/MOVED': `${to}\n` })
    // The checkout is as it was.
    expect([git(root, 'rev-parse', 'HEAD'), checksIn(root)]).toEqual([head, { '2026-11-21.csv': two }])
    if (from !== 'main') expect(published(ground, from, 'README.md')).toContain(`branch \`${to}\``)
    expect(published(ground, 'main', 'components.yml')).toBe('candor: 1\n')
  })
}

test('who still knows the old home alone publishes into the new one, and pulls from it', async () => {
  write(root, { [today]: one })
  await publish(root, at('status-data'), order)
  await moveResults(root, at('status-data'), 'main', { now })
  const late = ground.clone('late')
  write(late, { [today]: two })
  expect(await publish(late, at('status-data'), order)).toMatchObject({ branch: 'main' })
  expect(runsIn(published(ground, 'main', today)!)).toEqual(['1.1', '2.1'])
  const reader = ground.clone('reader', '--depth=1', '--filter=blob:none')
  expect(await pull(reader, at('status-data'))).toMatchObject({ branch: 'main', files: 0 })
  git(reader, 'checkout', '--quiet', 'HEAD')
})

test('there and back again loses nothing and leads nobody in a circle', async () => {
  write(root, { [today]: one, ...old })
  await publish(root, at('status-data'), order)
  const before = filesOn('status-data')
  await moveResults(root, at('status-data'), 'main', { now })
  await moveResults(root, at('main'), 'status-data', { now })
  expect(filesOn('status-data')).toEqual(before)
  write(root, { [today]: one + row('2026-11-21T10:02:00Z', '3.1') })
  expect(await publish(root, at('main'), order)).toMatchObject({ branch: 'status-data' })
  expect(runsIn(published(ground, 'status-data', today)!)).toEqual(['1.1', '3.1'])
})

test('moving again where it is already changes nothing', async () => {
  write(root, { [today]: one })
  await publish(root, at('status-data'), order)
  const tip = git(root, 'ls-remote', 'origin', 'status-data')
  expect(await moveResults(root, at('status-data'), 'status-data', { now })).toMatchObject({ from: 'status-data' })
  expect(git(root, 'ls-remote', 'origin', 'status-data')).toBe(tip)
})

test('a branch whose pointer was spoilt says so, and is not written to', async () => {
  write(root, { [today]: one })
  await publish(root, at('status-data'), order)
  for (const text of ['', '../../etc\n', '--upload-pack=x\n', 'status-data\n']) {
    const person = ground.clone(`person-${Math.random()}`)
    git(person, 'fetch', '--quiet', 'origin', 'status-data')
    git(person, 'checkout', '--quiet', 'FETCH_HEAD')
    write(person, { 'checks/MOVED': text })
    git(person, 'add', '-f', 'checks/MOVED')
    git(person, 'commit', '--quiet', '-m', 'Spoil')
    git(person, 'push', '--quiet', 'origin', 'HEAD:status-data')
    await expect(publish(root, at('status-data'), order)).rejects.toThrow(/does not say where the results went/)
  }
})
