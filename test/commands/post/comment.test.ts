import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readPost } from '../../../src/incidents/read.ts'
import { git, published } from '../../git/clone.ts'
import { program } from '../../workflows/ground.ts'
import { checksOver, failureOf, makePostGround, outage, type PostGround } from './ground.ts'

vi.setConfig({ testTimeout: 60_000 })

let ground: PostGround
beforeEach(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  ground = await makePostGround()
}, 60_000)
afterEach(async () => {
  vi.restoreAllMocks()
  await ground.close()
})

const name = '2026-11-21-outage-of-public-api'
const file = `${name}.md`

test('an incident from its first word to its last, with a person’s edits in between', async () => {
  const [first] = await ground.say('/investigating next=30m\r\n\r\nAbout 8% of API calls fail.')
  expect(ground.incidents()).toEqual({
    [file]: `---
title: Outage of Public API
components:
  api: major_outage
---

## Investigating · 2026-11-21 03:04:12 UTC {next=30m}

About 8% of API calls fail.
`,
  })
  expect(first).toMatch(
    /^On the page since 03:04:20 UTC: http:\/\/127\.0\.0\.1:\d+\/incidents\/2026-11-21-outage-of-public-api\/\n/,
  )
  expect(ground.hub.state.reactionsOn(ground.said())).toEqual(['eyes'])
  expect(ground.hub.state.dispatched).toMatchObject([{ workflow: 'page.yml', ref: 'main' }])

  ground.edit({ [`incidents/${file}`]: ground.incidents()[file]!.replace('8%', '9%').replaceAll('\n', '\r\n') })
  await ground.say({ body: '/Identified api = partial quiet A bad deploy.', at: '2026-11-21T03:20:41Z' })
  const edited = ground.incidents()[file]!
  expect(edited).toContain(
    'About 9% of API calls fail.\r\n\r\n## Identified · 2026-11-21 03:20:41 UTC {api=partial_outage quiet}\r\n\r\nA bad deploy.\r\n',
  )

  const answers = await ground.say({ body: '/resolve', at: '2026-11-21T03:31:00Z' })
  expect(ground.incidents()[file]!.endsWith('\r\n\r\n## Resolved · 2026-11-21 03:31 UTC\r\n')).toBe(true)
  expect(answers.at(-1)).toContain('The checks still fail for Public API, and the page says so.')
  const again = await ground.say({ body: '/resolve', at: '2026-11-21T03:35:00Z' })
  expect(again.at(-1)).toContain('is resolved already; nothing was written.')
  expect(ground.log().slice(0, 4)).toEqual([
    `ada: Resolve ${name}`,
    `ada: Update ${name}`,
    'Ada: Edit by hand',
    `ada: Report ${name}`,
  ])
  const known = { components: null, timezone: 'UTC' }
  const read = readPost({ id: name, path: file, text: ground.incidents()[file]! }, known, () => null)
  expect(read.problems).toEqual([])
})

test('a second delivery of the same comment writes nothing and answers in the same place, in a shallow clone too', async () => {
  await ground.say('/investigating We look into it.')
  const before = ground.incidents()
  expect(await ground.again()).toHaveLength(1)
  expect(ground.incidents()).toEqual(before)
  git(join(ground.folder, 'job'), 'fetch', '--quiet', '--depth=1', 'origin', 'main')
  ground.edit({ 'README.md': 'Something else.\n' })
  expect(await ground.again()).toHaveLength(1)
  expect(ground.incidents()).toEqual(before)
})

test('two comments at once end in one file, in the order in which they were written', async () => {
  const one = ground.say({ body: '/investigating First.', at: '2026-11-21T03:04:05Z' })
  const two = ground.say({ body: '/identified Second.', at: '2026-11-21T03:04:35Z' })
  await Promise.all([one, two])
  expect(Object.keys(ground.incidents())).toEqual([file])
  const { post } = readPost(
    { id: name, path: file, text: ground.incidents()[file]! },
    { components: null, timezone: 'UTC' },
    () => null,
  )
  expect(post!.updates.map(({ body }) => body)).toEqual(['First.', 'Second.'])
})

test('of two comments whose later one came first, both end in one file, in the order in which they were written', async () => {
  await ground.say({ body: '/identified Second.', at: '2026-11-21T03:04:35Z' })
  await ground.say({ body: '/investigating First.', at: '2026-11-21T03:04:05Z' })
  expect(Object.keys(ground.incidents())).toEqual([file])
  const { post } = readPost(
    { id: name, path: file, text: ground.incidents()[file]! },
    { components: null, timezone: 'UTC' },
    () => null,
  )
  expect(post!.updates.map(({ body }) => body)).toEqual(['First.', 'Second.'])
})

test('what is wrong is said, with the line to copy, and nothing is published', async () => {
  const answers = await ground.say('/identified apu=down next=30 A bad deploy.')
  expect(answers[0]!.split('\n<!--')[0]).toBe(`\`apu\` is no component; there are \`api\`, \`web\`, \`db\`.
\`next=30\` is no length of time.

To copy:

\`\`\`
/identified api=major next=30m A bad deploy.
\`\`\`

Nothing was published.
`)
  expect(ground.incidents()).toEqual({})
})

test('/ack is said on the automatic incident and writes nothing into incidents/', async () => {
  expect((await ground.say('/ack'))[0]).toMatch(/^Seen at 03:04:12 UTC\. The page says so with its next build/)
  expect(published(ground, 'status-data', 'checks/operators.csv')).toBe(
    `time,outage,step,until,by,end_mark\n2026-11-21T03:04:12Z,${outage},ack,,ada,.\n`,
  )
  expect(ground.incidents()).toEqual({})
  expect((await ground.again()).length).toBe(1)
  expect((await ground.say({ body: '/ack', at: '2026-11-21T03:04:15Z' })).at(-1)).toContain(
    'The page says already that your team has seen this.',
  )
  expect(published(ground, 'status-data', 'checks/operators.csv')!.split('\n')).toHaveLength(3)
})

test('/mute tells operators nothing more until then, and can be taken back', async () => {
  expect((await ground.say('/mute 2h'))[0]).toMatch(
    /^No more messages to operators about this outage until 05:04:12 UTC\.\n/,
  )
  expect((await ground.say({ body: '/mute off', at: '2026-11-21T03:10:00Z' })).at(-1)).toMatch(
    /^You hear of this outage again\./,
  )
  expect(published(ground, 'status-data', 'checks/operators.csv')).toContain(
    `${outage},mute,2026-11-21T05:04:12Z,ada,.`,
  )
})

test('/false-alarm strikes the outage out, with the reason; later words are refused', async () => {
  await ground.say('/false-alarm Our own firewall kept the checks out.')
  expect(ground.incidents()).toEqual({
    '2026-11-21-false-alarm-public-api.md': `---
title: "False alarm: Public API"
impact: none
components:
  api: operational
false_alarm:
  - ${outage}
---

## Resolved · 2026-11-21 03:04:12 UTC

Our own firewall kept the checks out.
`,
  })
  const answers = await ground.say({ body: '/identified A bad deploy.', at: '2026-11-21T03:09:00Z' })
  expect(answers.at(-1)).toContain('struck out as a false alarm in `incidents/2026-11-21-false-alarm-public-api.md`')
})

test('/false-alarm after a first word resolves that incident and leaves what was written', async () => {
  await ground.say('/investigating We look into it.')
  await ground.say({ body: '/false-alarm\n\nOur own firewall.', at: '2026-11-21T03:09:00Z' })
  expect(ground.incidents()[file]).toBe(`---
title: Outage of Public API
components:
  api: major_outage
false_alarm: [${outage}]
---

## Investigating · 2026-11-21 03:04:12 UTC

We look into it.

## Resolved · 2026-11-21 03:09 UTC

Our own firewall.
`)
})

test('/maintenance opens a window from now on', async () => {
  await ground.say('/maintenance 1h30m db=maintenance We restart the database.')
  await ground.say({ body: '/maintenance 1h30m We restart the database.', at: '2026-11-21T03:09:00Z' })
  expect(ground.incidents()).toEqual({
    '2026-11-21-maintenance-of-public-api.md': `---
title: Maintenance of Public API
components:
  api: under_maintenance
maintenance:
  start: 2026-11-21 03:09 UTC
  end: 2026-11-21 04:39 UTC
---

## In progress · 2026-11-21 03:09 UTC

We restart the database.
`,
  })
})

test('/resolve long after it was over is dated to its end, so that the incident speaks for the outage', async () => {
  ground.publishChecks(checksOver)
  ground.setNow('2026-11-21T08:00:20Z')
  const answers = await ground.say({ body: '/resolve A bad deploy, rolled back.', at: '2026-11-21T08:00:12Z' })
  expect(ground.incidents()[file]).toContain('impact: critical\n')
  expect(ground.incidents()[file]).toContain('## Resolved · 2026-11-21 03:06 UTC\n\nA bad deploy, rolled back.\n')
  expect(answers[0]).toContain('dated to when they began to.')
})

test('on a protected main it is proposed by pull request, once', async () => {
  const hook = join(ground.folder, 'origin.git/hooks/update')
  program(
    hook,
    '[ "$1" != refs/heads/main ] || { echo "error: GH006: Protected branch update failed for refs/heads/main." >&2; exit 1; }',
  )
  const [answer] = await ground.say('/investigating We look into it.')
  const [pull] = ground.hub.state.pulls
  expect(pull).toMatchObject({ head: `candor/comment-${ground.said()}`, base: 'main', title: `Report ${name}` })
  expect(answer).toMatch(
    /^`main` is protected, so this is a pull request: https:\/\/github\.com\/acme\/status\/pull\/\d+ It is \*\*not on the page yet\*\*/,
  )
  expect(await ground.again()).toHaveLength(1)
  expect(ground.hub.state.pulls).toHaveLength(1)
  expect(published(ground, pull!.head, `incidents/${file}`)).toContain('We look into it.')
  ground.hub.state.pulls.length = 0
  ground.hub.fail({ kind: 'forbidden', at: 'POST /repos/{owner}/{repo}/pulls' })
  const answers = await ground.say({ body: '/identified A bad deploy.', at: '2026-11-21T03:09:00Z' })
  expect(answers.at(-1)).toContain(`/acme/status/compare/main...candor/comment-${ground.said()}?expand=1`)
})

test('a page that never shows it is said, with where to look; so is a push that fails', async () => {
  ground.pageCommit.fixed = 'f'.repeat(40)
  const [answer] = await ground.say('/investigating We look into it.')
  expect(answer).toMatch(
    /^It is written, but the page does not show it after \d+ minutes\. .*\/actions\/workflows\/page\.yml\n/,
  )
  program(join(ground.folder, 'origin.git/hooks/update'), 'echo "remote: Permission to acme/status denied" >&2; exit 1')
  const failure = await failureOf(ground.say({ body: '/identified A bad deploy.', at: '2026-11-21T03:09:00Z' }))
  expect(failure.exitCode).toBe(3)
  const last = ground.hub.state.commentsOn(ground.issue).at(-1)!.body
  expect(last).toMatch(
    /^We may read `origin`, but not push to it\.\n\nNothing was published\. Write it once more, or run it again: https/,
  )
})
