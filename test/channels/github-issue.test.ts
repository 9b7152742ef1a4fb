import process from 'node:process'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Means } from '../../src/channels/channel.ts'
import { deliver } from '../../src/channels/deliver.ts'
import { githubIssue } from '../../src/channels/github-issue.ts'
import type { Channel } from '../../src/config/channel-keys.ts'
import type { Message } from '../../src/messages/message.ts'
import { type FakeGitHub, fakeGitHub } from '../github/fake.ts'
import { faults } from '../github/fault.ts'
import { makeWorld, pageOf } from '../messages/world.ts'

const keys = {
  id: 'issues',
  type: 'github_issue',
  audience: 'operators',
  labels: ['outage', 'ops'],
  assignees: ['grace'],
} as const
const channel = keys as unknown as Channel

let hub: FakeGitHub
beforeEach(async () => {
  hub = await fakeGitHub()
})
afterEach(() => hub.close())

const means = (timeout?: number): Means => ({
  fill: (text) => text,
  post: () => Promise.reject(new Error('Nobody is to be asked but GitHub.')),
  github: () => hub.open(timeout),
  signal: new AbortController().signal,
})

/** An outage that begins, gets worse, spreads, heals in part and is over. */
function story(): Message[] {
  const world = makeWorld(
    pageOf(['db', 'api'], `notify:\n  - ${JSON.stringify(keys)}`).replace(
      'name: API,',
      'name: "API @octocat #1 <b>", depends_on: [db],',
    ),
  )
  world.tell('10:00')
  const rounds: [string, Record<string, string>][] = [
    ['10:05', { db: '900 slow', api: '5' }],
    ['10:10', { db: '9 refused', api: '5' }],
    ['10:15', { db: '9 refused', api: '9 status:502' }],
    ['10:20', { db: '5', api: '9 status:502' }],
    ['10:25', { db: '5', api: '5' }],
  ]
  return rounds.flatMap(([time, cells]) => {
    world.round(time, cells)
    return world.messages(time).map(({ message }) => message)
  })
}

test('an outage is one issue: opened, told of changes by comments, closed at its end', async () => {
  const messages = story()
  expect(messages.map(({ event, keeps }) => [event, keeps])).toEqual([
    ['outage.opened', 'open'],
    ['outage.changed', 'open'],
    ['outage.opened', 'open'],
    ['outage.resolved', 'nothing'],
    ['outage.resolved', 'closed'],
  ])
  for (const message of messages) await githubIssue.send(message, keys as never, means())
  expect(hub.state.issues).toHaveLength(1)
  const [issue] = hub.state.issues
  expect(issue).toMatchObject({ title: 'DB is slow', state: 'closed' })
  expect(issue!.body).toBe(
    `**DB is slow**

It answered, but slowly.  
Since 21 Nov 2026, 10:05 UTC.

[Open the page](https://status.acme.example/components/db/) · [Write an incident](https://github.com/acme/status/new/main/incidents)

Write one of these at the beginning of a comment, and the page says it within a minute or two:
- \`/investigating\`
- \`/identified\`
- \`/monitoring\`
- \`/resolve\`
- \`/ack\`
- \`/false-alarm\`
- \`/mute\`
- \`/maintenance\`

<!-- candor:outage:db-20261121T100500Z -->
<!-- candor:event:outage.opened%3Adb-20261121T100500Z%3Adegraded -->
`,
  )
  const said = hub.state.commentsOn(issue!.number).map(({ body }) => body.split('\n')[0])
  expect(said).toEqual([
    '**DB is down now, it was slow**',
    '**API @\u200Boctocat #\u200B1 &lt;b\\> is down**',
    '**DB is up again**',
    '**API @\u200Boctocat #\u200B1 &lt;b\\> is up again**',
  ])
})

test('what is told again is not written again', async () => {
  for (const message of story()) {
    await githubIssue.send(message, keys as never, means())
    await githubIssue.send(message, keys as never, means())
  }
  expect(hub.state.issues).toHaveLength(1)
  expect(hub.state.comments).toHaveLength(4)
})

test('an issue that a person opened is never touched, whatever it says', async () => {
  const [opened, ...others] = story()
  await githubIssue.send(opened!, keys as never, means())
  const copy = hub.state.issues[0]!.body
  hub.state.issues.splice(0)
  hub.state.addIssue({ title: 'Mine', body: copy, by: 'mallory', labels: ['outage'] } as never)
  for (const message of [opened!, ...others]) await githubIssue.send(message, keys as never, means())
  const [theirs, ours] = hub.state.issues
  expect(theirs).toMatchObject({ title: 'Mine', state: 'open' })
  expect(hub.state.commentsOn(theirs!.number)).toEqual([])
  expect(ours).toMatchObject({ title: 'DB is slow', state: 'closed' })
})

test('it is found among hundreds of others, and when its label was taken away', async () => {
  const messages = story()
  await githubIssue.send(messages[0]!, keys as never, means())
  for (let number = 0; number < 230; number += 1)
    hub.state.addIssue({ title: `Other ${number}`, body: 'x', labels: ['outage'] } as never)
  await githubIssue.send(messages[1]!, keys as never, means())
  Object.assign(hub.state.issues[0]!, { labels: [] })
  await githubIssue.send(messages[2]!, keys as never, means())
  expect(hub.state.commentsOn(hub.state.issues[0]!.number)).toHaveLength(2)
})

test('what was over before it was told opens nothing', async () => {
  const [last] = story().slice(-1)
  await githubIssue.send(last!, keys as never, means())
  expect(hub.state.issues).toEqual([])
})

/** Every fault at every call of the story: nothing lost, nothing there twice. */
const deep = Boolean(process.env['CANDOR_DEEP'])
describe.each(faults)('GitHub: %s', (kind) => {
  test('at any call, the next runs tell all of it once', async () => {
    const messages = story()
    const calls = deep ? Array.from({ length: 24 }, (_, at) => at + 1) : [1, 4, 11]
    for (const at of calls) {
      hub.state.issues.splice(0)
      hub.state.comments.splice(0)
      hub.calls.splice(0)
      hub.heal()
      // Often enough that no second try within the run helps.
      hub.fail({ kind, at, times: 1 })
      for (const message of messages) {
        let why: string | null = 'not yet'
        for (let run = 0; run < 3 && why !== null; run += 1) {
          why = await deliver(message, channel, means(300), performance.now() + 5000)
        }
        expect([at, message.event, why]).toEqual([at, message.event, null])
      }
      const [issue, ...more] = hub.state.issues
      expect([at, more.length, issue?.state]).toEqual([at, 0, 'closed'])
      const said = hub.state.commentsOn(issue!.number).map(({ body }) => /candor:event:(\S+)/.exec(body)![1])
      expect([at, said.length]).toEqual([at, 4])
      expect(new Set(said).size).toBe(said.length)
    }
  })
})
