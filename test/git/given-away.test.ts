import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { moveResults } from '../../src/git/move.ts'
import { type PostOrder, post } from '../../src/git/post.ts'
import { publish } from '../../src/git/publish.ts'
import { type Ground, git, header, makeGround, published, row, write } from './clone.ts'

const now = 1_795_255_500
const config = { results: { branch: 'status-data', keep: 90 * 86_400 } }
const token = 'tok-4f9a7c'
const day = 'checks/2026-11-21.csv'

let ground: Ground
let root: string
beforeEach(() => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  vi.stubEnv('API_TOKEN', token)
  ground = makeGround({ 'components.yml': 'candor: 1\nsecrets: [API_TOKEN]\n' })
  root = ground.clone('here')
  write(root, { [day]: header + row('2026-11-21T10:00:00Z', 'r1') })
})
afterEach(() => ground.remove())

async function whyNot(work: Promise<unknown>): Promise<string> {
  const error = (await work.then(
    () => new Error('It went out.'),
    (thrown: unknown) => thrown,
  )) as Error & { exitCode?: number }
  expect([error.message, error.exitCode]).toEqual([expect.any(String), 1])
  expect(error.message).not.toContain(token)
  return error.message
}

describe('results that hold a secret', () => {
  test('are not published; file, line, column and variable are named, the value is not', async () => {
    write(root, { [day]: header + row('2026-11-21T10:00:00Z', 'r1') + row('2026-11-21T10:05:00Z', token) })
    const why = await whyNot(publish(root, config, { now, subject: 'All 1 up' }))
    expect(why).toBe(`Nothing was published: it would give away a secret.
  checks/2026-11-21.csv:3:22: here stands the value of API_TOKEN.
  Take it out there and try again. If anybody can have seen it, replace it where it was issued.
  If it is no secret, write it into components.yml as it is, and not as \${NAME}.`)
    expect(published(ground, 'status-data', day)).toBeNull()
  })

  test('are published once it is gone', async () => {
    expect((await publish(root, config, { now, subject: 'All 1 up' })).commit).not.toBeNull()
    expect(published(ground, 'status-data', day)).toContain(',r1,')
  })

  test.each([
    ['in base64', () => Buffer.from(`user:${token}`).toString('base64url')],
    ['in hexadecimal', () => Buffer.from(token).toString('hex')],
  ])('are not published where it stands %s', async (writing, written) => {
    write(root, { [day]: header + row('2026-11-21T10:00:00Z', written()) })
    expect(await whyNot(publish(root, config, { now, subject: 'x' }))).toContain(`:2:`)
    expect(await whyNot(publish(root, config, { now, subject: 'x' }))).toContain(`API_TOKEN (${writing})`)
  })

  test('are not moved to another branch', async () => {
    write(root, { [day]: header + row('2026-11-21T10:00:00Z', token) })
    expect(await whyNot(moveResults(root, config, 'elsewhere', { now }))).toContain(`${day}:2:22`)
    expect(published(ground, 'elsewhere', day)).toBeNull()
  })

  test('are not published when the subject of the commit says it', async () => {
    const why = await whyNot(publish(root, config, { now, subject: `api down: ${token}` }))
    expect(why).toContain('the commit’s message:1:11: here stands the value of API_TOKEN')
    expect(published(ground, 'status-data', day)).toBeNull()
  })
})

describe('an incident that holds a secret', () => {
  const order = (path: string, text: string): PostOrder => ({
    now,
    key: 'comment-1',
    about: 'Said by @ada.',
    since: now,
    change: async () => ({ path, text, subject: 'Open an incident' }),
  })

  test('is not posted', async () => {
    const text = `# API down\n\n## Investigating\n\nWe see \`Authorization: ${token}\` refused.\n`
    expect(await whyNot(post(root, order('incidents/api.md', text)))).toContain('incidents/api.md:5:24: ')
    expect(published(ground, 'main', 'incidents/api.md')).toBeNull()
  })

  test('in its name is not posted, and the name is not repeated', async () => {
    const why = await whyNot(post(root, order(`incidents/${token}-down.md`, '# API down\n')))
    expect(why).toContain('incidents/***-down.md: the name of this file holds the value of API_TOKEN')
  })
})

test('a name that only the last good components.yml speaks of is looked for all the same', async () => {
  vi.stubEnv('OLD_NAME', 'old-5c1d9e')
  const lastGood = 'candor: 1\nsecrets: [OLD_NAME]\n'
  write(root, { 'components.yml': 'candor: [', 'checks/last-good-components.yml': lastGood })
  write(root, { [day]: header + row('2026-11-21T10:00:00Z', 'old-5c1d9e') })
  expect(await whyNot(publish(root, config, { now, subject: 'x' }))).toContain('the value of OLD_NAME')
})

test.each([
  [
    'a header',
    'http.https://github.com/.extraheader',
    `AUTHORIZATION: basic ${Buffer.from('x-access-token:ghs_9f8e7d6c').toString('base64')}`,
  ],
  ['an address', 'remote.other.url', 'https://x-access-token:ghs_9f8e7d6c@github.com/acme/status.git'],
])('what Git shows its remote in %s is not published, though no variable holds it', async (_, key, value) => {
  git(root, 'config', key, value)
  write(root, { [day]: header + row('2026-11-21T10:00:00Z', 'ghs_9f8e7d6c') })
  const why = await whyNot(publish(root, config, { now, subject: 'x' }))
  expect(why).toContain(`${day}:2:22: here stands the value of Git’s own credentials.`)
  expect(why).not.toContain('ghs_')
})
