import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { publish } from '../../src/git/publish.ts'
import { pull } from '../../src/git/pull.ts'
import { checksIn, type Ground, git, header, makeGround, row, runsIn, write } from './clone.ts'

const order = { now: 1_795_255_500, subject: '20 of 20 up' }
const config = { results: { branch: 'status-data', keep: 90 * 86_400 } }
const today = '2026-11-21.csv'
const one = header + row('2026-11-21T10:00:00Z', '1.1')
const yesterday = header + row('2026-11-20T10:00:00Z', '0.1')

let ground: Ground
beforeEach(async () => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  ground = makeGround()
  const writer = ground.clone('writer')
  write(writer, { [`checks/${today}`]: one, 'checks/2026-11-20.csv': yesterday, 'checks/FORMAT': '1\n' })
  await publish(writer, config, order)
})
afterEach(() => ground.remove())

for (const flags of [[], ['--depth=1'], ['--depth=1', '--filter=blob:none', '--sparse']]) {
  test(`fills checks/ in a clone with ${flags.join(' ') || 'everything'}`, async () => {
    const root = ground.clone('a', ...flags)
    expect(await pull(root, config)).toMatchObject({ files: 3, branch: 'status-data' })
    expect(checksIn(root)).toEqual({ [today]: one, '2026-11-20.csv': yesterday, FORMAT: '1\n' })
    expect(await pull(root, config)).toMatchObject({ files: 0 })
  })
}

test('keeps rows that only we have, and publishes them later', async () => {
  const root = ground.clone('a')
  write(root, { [`checks/${today}`]: `${header}${row('2026-11-21T10:01:00Z', '2.1')}2026-11-21T10:0` })
  await pull(root, config)
  expect(runsIn(checksIn(root)[today]!)).toEqual(['1.1', '2.1'])
  expect(await publish(root, config, order)).toMatchObject({ tries: 1, commit: expect.any(String) })
})

test('leaves what is not a result alone', async () => {
  const root = ground.clone('a')
  write(root, { 'checks/README.md': '# Mine\n' })
  await pull(root, config)
  expect(checksIn(root)['README.md']).toBe('# Mine\n')
})

test('follows no link that somebody put on the branch', async () => {
  const writer = ground.clone('evil')
  git(writer, 'fetch', '--quiet', 'origin', 'status-data')
  git(writer, 'checkout', '--quiet', 'FETCH_HEAD')
  git(
    writer,
    'update-index',
    '--add',
    '--cacheinfo',
    `120000,${git(writer, 'rev-parse', 'HEAD:README.md').trim()},checks/evil.csv`,
  )
  git(writer, 'commit', '--quiet', '-m', 'Evil')
  git(writer, 'push', '--quiet', 'origin', 'HEAD:status-data')
  const root = ground.clone('a')
  await pull(root, config)
  expect(Object.keys(checksIn(root))).not.toContain('evil.csv')
})

test('a newer format is neither pulled over nor published over', async () => {
  const writer = ground.clone('newer')
  git(writer, 'fetch', '--quiet', 'origin', 'status-data')
  git(writer, 'checkout', '--quiet', 'FETCH_HEAD')
  write(writer, { 'checks/FORMAT': '2\n' })
  git(writer, 'add', '-f', 'checks/FORMAT')
  git(writer, 'commit', '--quiet', '-m', 'Format 2')
  git(writer, 'push', '--quiet', 'origin', 'HEAD:status-data')
  const root = ground.clone('a')
  write(root, { [`checks/${today}`]: one })
  await expect(publish(root, config, order)).rejects.toThrow(/FORMAT is 2/)
  await expect(pull(root, config)).rejects.toThrow(/FORMAT is 2/)
  expect(checksIn(root)).toEqual({ [today]: one })
})
