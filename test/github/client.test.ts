import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { changeComment, comments, react, sayOnce } from '../../src/github/comments.ts'
import { content } from '../../src/github/contents.ts'
import { sendDispatch, startWorkflow } from '../../src/github/dispatches.ts'
import { changeIssue, closeIssue, issue, issues, openIssueOnce } from '../../src/github/issues.ts'
import { permissionOf } from '../../src/github/permission.ts'
import { openPullOnce } from '../../src/github/pulls.ts'
import { type FakeGitHub, fakeGitHub } from './fake.ts'

let hub: FakeGitHub
beforeEach(async () => {
  hub = await fakeGitHub()
})
afterEach(() => hub.close())

test('tells what a person may do, and that a stranger may do nothing', async () => {
  const github = await hub.open()
  hub.state.people.set('grace', 'maintain').set('tim', 'triage')
  const asked = ['ada', 'grace', 'tim', 'passer-by', 'no-such-person'].map((login) => permissionOf(github, login))
  expect(await Promise.all(asked)).toEqual(['admin', 'write', 'read', 'read', 'none'])
})

test('opens, changes, lists and closes issues, and reads every page of a list', async () => {
  const github = await hub.open()
  const order = { title: 'API is down', body: 'Since 10:02.\n<!-- candor:outage:api-1 -->', labels: ['outage'] }
  const made = await openIssueOnce(github, order, '<!-- candor:outage:api-1 -->')
  expect(await openIssueOnce(github, order, '<!-- candor:outage:api-1 -->')).toEqual(made)
  await changeIssue(github, made.number, { title: 'API is back' })
  expect(await closeIssue(github, made.number)).toMatchObject({ title: 'API is back', state: 'closed' })
  expect(await issue(github, made.number)).toMatchObject({ author: { isBot: true }, labels: ['outage'] })
  for (let number = 0; number < 250; number += 1) hub.state.addIssue({ title: `Issue ${number}` })
  hub.state.addIssue({ title: 'A pull request', isPull: true })
  expect(await issues(github)).toHaveLength(250)
})

test('a mark in a stranger’s issue or comment is not taken for ours', async () => {
  const github = await hub.open()
  hub.state.addIssue({ title: 'Mine', body: 'MARK', by: 'mallory' })
  const made = await openIssueOnce(github, { title: 'Ours', body: 'MARK' }, 'MARK')
  expect(made.title).toBe('Ours')
  hub.state.addComment(made.number, 'SAID', 'mallory')
  await sayOnce(github, made.number, 'SAID by us', 'SAID')
  expect(hub.state.commentsOn(made.number).map(({ by }) => by)).toEqual(['mallory', 'github-actions[bot]'])
})

test('comments, changes what it said, and reacts', async () => {
  const github = await hub.open()
  const { number } = hub.state.addIssue({ title: 'API is down' })
  const first = await sayOnce(github, number, 'Looking <!-- a -->', '<!-- a -->')
  const second = await sayOnce(github, number, 'On the page <!-- a -->', '<!-- a -->')
  expect(second.id).toBe(first.id)
  await changeComment(github, first.id, 'Done')
  await react(github, first.id, 'eyes')
  await react(github, first.id, 'eyes')
  expect((await comments(github, number)).map(({ body }) => body)).toEqual(['Done'])
  expect(hub.state.reactionsOn(first.id)).toEqual(['eyes'])
})

test('starts workflows, sends events, proposes branches and reads files', async () => {
  const github = await hub.open()
  await startWorkflow(github, 'page.yml')
  await sendDispatch(github, 'incident', { title: 'x' })
  expect(hub.state.dispatched).toMatchObject([{ workflow: 'page.yml', ref: 'main' }])
  expect(hub.state.sent).toEqual([{ type: 'incident', payload: { title: 'x' } }])
  const pull = await openPullOnce(github, { branch: 'candor/x', title: 'Tell of x', body: '' })
  expect(await openPullOnce(github, { branch: 'candor/x', title: 'Tell of x', body: '' })).toEqual(pull)
  hub.state.files.set('incidents/a.md', '# Ünïcode\n')
  expect(await content(github, 'incidents/a.md')).toMatchObject({ text: '# Ünïcode\n' })
  expect(await content(github, 'incidents/b.md')).toBeNull()
})

describe('a failure of GitHub’s', () => {
  const passing = ['status 500', 'status 502', 'rate limit', 'secondary limit', 'hang', 'close', 'cut'] as const
  for (const kind of passing) {
    test(`${kind}: is tried again, and what is made once is there once`, async () => {
      const github = await hub.open(400)
      const { number } = hub.state.addIssue({ title: 'API is down' })
      hub.fail({ kind, at: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments' })
      await sayOnce(github, number, 'Hello MARK', 'MARK')
      hub.fail({ kind, at: 'GET /repos/{owner}/{repo}/collaborators/{username}/permission' })
      expect(await permissionOf(github, 'ada')).toBe('admin')
      expect(hub.state.commentsOn(number)).toHaveLength(1)
    })
  }

  for (const kind of ['status 500 after', 'hang after', 'close after', 'cut'] as const) {
    test(`${kind}: what was made although we were not told so is not made twice`, async () => {
      const github = await hub.open(400)
      hub.fail({ kind, at: 'POST /repos/{owner}/{repo}/issues' })
      const made = await openIssueOnce(github, { title: 'API is down', body: 'MARK' }, 'MARK')
      hub.fail({ kind, at: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments' })
      await sayOnce(github, made.number, 'Hello MARK', 'MARK')
      hub.fail({ kind, at: 'POST /repos/{owner}/{repo}/pulls' })
      await openPullOnce(github, { branch: 'b', title: 't', body: '' })
      expect([hub.state.issues.length, hub.state.comments.length, hub.state.pulls.length]).toEqual([1, 1, 1])
    })
  }

  const lasting = [
    ['status 500', 'down', /GitHub failed when we wanted to start page\.yml \(status 500\)/],
    ['close', 'network', /GitHub could not be reached to start page\.yml/],
    ['hang', 'network', /GitHub could not be reached to start page\.yml: .*time/],
    ['rate limit', 'rate_limited', /takes no more calls from us for now.*\n {2}It will from \d{4}-/],
    ['secondary limit', 'rate_limited', /takes no more calls/],
    [
      'forbidden',
      'forbidden',
      /does not allow us to start page\.yml.*\n {2}The job needs: permissions: \{ issues: write \}/,
    ],
    ['status 422', 'invalid', /refused what we sent to start page\.yml \(status 422\): Validation Failed\./],
    ['strange', 'strange', /is not GitHub/],
  ] as const
  for (const [kind, trouble, sentence] of lasting) {
    test(`${kind} that lasts is told in a sentence`, async () => {
      const github = await hub.open(400)
      hub.fail({ kind, times: 99 })
      await expect(startWorkflow(github, 'page.yml')).rejects.toMatchObject({
        trouble,
        exitCode: 3,
        message: expect.stringMatching(sentence),
      })
    })
  }

  test('a token that holds no more, and a place that is not there, are told in a sentence', async () => {
    const { openGitHub } = await import('../../src/github/client.ts')
    const stranger = await openGitHub({ ...hub.place, token: 'ghp_old' }, { pace: 1 })
    await expect(issues(stranger)).rejects.toMatchObject({ trouble: 'unauthorized' })
    const github = await hub.open()
    await expect(issue(github, 404)).rejects.toMatchObject({ trouble: 'missing' })
  })

  test('one call ends within its limit, however GitHub behaves', async () => {
    const { openGitHub } = await import('../../src/github/client.ts')
    const github = await openGitHub(hub.place, { timeout: 60_000, limit: 200, pace: 1 })
    hub.fail({ kind: 'hang', times: 99 })
    await expect(permissionOf(github, 'ada')).rejects.toMatchObject({ trouble: 'network' })
    expect(hub.calls).toHaveLength(1)
  })
})
