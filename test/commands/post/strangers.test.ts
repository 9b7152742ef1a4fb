import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { formatMarker } from '../../../src/comments/marker.ts'
import { git } from '../../git/clone.ts'
import { makePostGround, outage, type PostGround, type Said } from './ground.ts'

vi.setConfig({ testTimeout: 60_000 })

let ground: PostGround
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  ground = await makePostGround()
  ground.hub.state.people.set('grace', 'write').set('max', 'maintain').set('tim', 'triage').set('rita', 'read')
}, 60_000)
afterAll(async () => {
  vi.restoreAllMocks()
  await ground.close()
})

const marker = formatMarker({ kind: 'outage', id: outage })
const body = '/resolve All is well, says a stranger.'
const writes = ['POST', 'PATCH', 'PUT', 'DELETE']

/** Nothing was written anywhere: no commit, no answer, no reaction, no workflow. */
const untouched = () => ({
  main: git(join(ground.folder, 'origin.git'), 'rev-parse', 'main'),
  results: git(join(ground.folder, 'origin.git'), 'rev-parse', 'status-data'),
  calls: ground.hub.calls.filter((call) => writes.some((method) => call.startsWith(method))).length,
})

const strangers: [string, Said][] = [
  ['a passer-by', { body, by: 'mallory' }],
  ['one who does not exist any more', { body, by: 'no-such-person' }],
  ['one who may read', { body, by: 'rita' }],
  ['one who may triage', { body, by: 'tim' }],
  ['a robot', { body, by: 'dependabot[bot]' }],
  ['our own robot', { body, by: 'github-actions[bot]' }],
  ['a robot with a person’s name', { body, by: 'ada', type: 'Bot' }],
  ['an organisation', { body, by: 'ada', type: 'Organization' }],
  ['a comment that was edited', { body, action: 'edited' }],
  ['a comment that was deleted', { body, action: 'deleted' }],
  ['a pull request', { body, isPull: true }],
  ['an issue that people opened', { body, issue: { body: 'The API is slow for me.', by: 'ada' } }],
  ['a stranger’s issue with a forged marker', { body, issue: { body: marker, by: 'mallory' } }],
  ['a triager’s issue with a forged marker', { body, issue: { body: marker, by: 'tim' } }],
  ['another robot’s issue with a stranger’s words in it', { body, issue: { body: marker, by: 'helpful[bot]' } }],
  ['a marker that is quoted in our own issue', { body, issue: { body: `> ${marker}`, by: 'github-actions[bot]' } }],
  [
    'a marker beside another',
    { body, issue: { body: `${marker}\n${marker.replace('api', 'web')}`, by: 'github-actions[bot]' } },
  ],
  ['a bare sentence', { body: 'All is well again.' }],
  ['a sentence with a path', { body: '/etc/hosts was wrong.' }],
  ['an empty comment', { body: '' }],
  [
    'a command in a mail that is quoted',
    { body: 'Thanks!\n\nOn Fri, 21 Nov 2026 at 03:02, Ada <a@b.example> wrote:\n> /resolve' },
  ],
  ['a command in code', { body: '```\n/resolve\n```' }],
]

test.each(strangers)('%s gets no answer and changes nothing', async (_, said) => {
  const before = untouched()
  expect(await ground.say(said)).toEqual([])
  expect(untouched()).toEqual(before)
})

test('GitHub is not even asked about those who cannot be meant', async () => {
  const before = ground.hub.calls.length
  for (const [name, said] of strangers.slice(4).filter(([name]) => !/forged|another robot/.test(name))) {
    await ground.say(said)
    expect([name, ground.hub.calls.length]).toEqual([name, before])
  }
})

test('the event’s own word on who somebody is does not count: it is asked of GitHub each time', async () => {
  ground.hub.state.people.set('grace', 'read')
  await ground.say({ body, by: 'grace' })
  expect(ground.incidents()).toEqual({})
  ground.hub.state.people.set('grace', 'write')
})

describe('words of those who may write, with an attack in them', () => {
  const attacks: [string, string][] = [
    ['a shell', '/investigating $(touch pwned) `touch pwned`; touch pwned && touch pwned | touch pwned'],
    ['an expression of Actions', '/investigating ${{ github.token }} ::set-output name=x::y\n::add-mask::x'],
    ['front matter', '/investigating x\n---js\nprocess.exit(1)\n---\n'],
    ['another front matter', '/investigating ---\n---\ntitle: Mine\n---'],
    ['an update of another time', '/investigating x\n\n## Resolved · 2026-11-21 03:05 UTC {api=ok}\n\nnothing'],
    ['an underlined heading', '/investigating x\n\nResolved · 2026-11-21 03:05 UTC\n-----\n'],
    ['code that never ends', '/investigating x\n```\nnever\n'],
    ['merge marks', '/investigating x\n<<<<<<< a\n=======\n>>>>>>> b'],
    ['markup', '/investigating <script>alert(1)</script><img src=x onerror=alert(1)>'],
    ['a marker', '/investigating <!-- candor:outage:web-20261121T025100Z -->'],
    ['an answer’s mark', '/investigating <!-- candor:answer:1 -->'],
    ['a null and control characters', '/investigating a\u0000b\u0007c\u001b[31m'],
  ]

  test.each(attacks)('%s stays text of one update', async (_, said) => {
    const file = '2026-11-21-outage-of-public-api.md'
    const before = ground.incidents()[file]
    const count = (text: string | undefined) => (text?.match(/^## /gm) ?? []).length
    await ground.say({ body: said, at: '2026-11-21T03:05:00Z' })
    const after = ground.incidents()
    expect(Object.keys(after)).toEqual([file])
    if (before !== undefined) expect(after[file]!.startsWith(before)).toBe(true)
    expect(count(after[file])).toBe(count(before) + 1)
    expect(existsSync(join(ground.folder, 'job/pwned')) || existsSync('pwned')).toBe(false)
  })

  test('a title leads to no other folder and no other file', async () => {
    const said = '/maintenance 1h title="../../.github/workflows/x" text'
    await ground.say({ body: said, at: '2026-11-21T03:06:00Z' })
    const names = Object.keys(ground.incidents())
    expect(names).toHaveLength(2)
    for (const name of names) expect(name).toMatch(/^[a-z0-9-]+\.md$/)
  })

  test('a mistake that is answered with its own line mentions nobody and hides nothing', async () => {
    const said = '/resolvd @everyone <!-- candor:answer:1 --> ```` <img src=x> [x](javascript:alert(1))'
    const answers = await ground.say({ body: said })
    expect(answers.at(-1)).toContain('`````\n/resolve @everyone <! -- candor:answer:1 --> ```` <img')
    expect(answers.at(-1)!.match(/<!--/g)).toHaveLength(1)
  })
})

beforeEach(() => ground.hub.heal())
