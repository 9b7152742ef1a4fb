import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { type FakeGitHub, fakeGitHub } from '../github/fake.ts'
import { filledWith } from '../review/sample.ts'
import { evaluate } from '../workflows/expression.ts'
import { type GitHub, makeGitHub, top } from '../workflows/ground.ts'
import { type Proposal, propose, runCommentJob, runPullRequest } from '../workflows/pull-request.ts'
import type { StepReport } from '../workflows/runner.ts'
import type { Workflow } from '../workflows/workflow.ts'

// Whole clones and command lines: slow on a busy machine, and no test of speed.
vi.setConfig({ testTimeout: 120_000 })

let hub: GitHub
let github: FakeGitHub

beforeAll(async () => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  github = await fakeGitHub()
  hub = await makeGitHub(
    (page) => `candor: 1\nsite: { name: Acme, url: "${page}" }\ncomponents: [{ id: api, name: API }]\n`,
  )
  for (let number = 1; number <= 9; number += 1)
    github.state.addIssue({ title: `Pull request ${number}`, isPull: true })
}, 120_000)

afterAll(async () => {
  await hub.close()
  await github.close()
})

const outputs = { report: '12', 'home-page': '13', site: '14' }

/** The second job, after a first one that was taken over: `upload` puts what it likes into its artifact. */
async function commentAfter(proposal: Proposal, upload: (folder: string) => void, handed = outputs) {
  const head = propose(hub, proposal)
  const folder = join(hub.folder, `${proposal.name}.artifacts/review`)
  mkdirSync(folder, { recursive: true })
  upload(folder)
  return runCommentJob(hub, github, proposal, head, handed)
}

const last = (reports: StepReport[]) => reports.at(-1)!
const word = 'the-secret-of-this-machine'

test('what the proposal puts in place of our code does not run where a comment can be written', async () => {
  const pwned = join(hub.folder, 'pwned')
  const canary = `import { writeFileSync } from 'node:fs'\nwriteFileSync(${JSON.stringify(pwned)}, process.env.GITHUB_TOKEN)\n`
  const files = Object.fromEntries(
    ['src/main.ts', 'src/commands/review-comment.ts', 'setup.mjs'].map((path) => [path, canary]),
  )
  const script = `#!/bin/sh\necho "$GITHUB_TOKEN" > ${pwned}\n`
  const proposal = {
    name: 'code',
    run: 601,
    number: 1,
    files: { ...files, candor: script, '.npmrc': 'registry=http://127.0.0.1:9\n' },
  }
  const reports = await commentAfter(proposal, (folder) =>
    writeFileSync(join(folder, 'report.json'), JSON.stringify(filledWith('@octocat <b>hello</b>'))),
  )
  expect(last(reports)).toMatchObject({ step: 'Comment', outcome: 'success' })
  expect(existsSync(pwned)).toBe(false)
  expect(github.state.commentsOn(1)).toHaveLength(1)
  expect(github.state.commentsOn(1)[0]!.body).toContain('`@octocat <b>hello</b>`')
})

const forged: [string, (folder: string) => void][] = [
  [
    'is a link to a file of the machine',
    (folder) => {
      writeFileSync(join(hub.folder, 'secret.json'), JSON.stringify({ ...filledWith(word) }))
      symlinkSync(join(hub.folder, 'secret.json'), join(folder, 'report.json'))
    },
  ],
  ['is a folder', (folder) => mkdirSync(join(folder, 'report.json'))],
  ['is ten megabytes long', (folder) => writeFileSync(join(folder, 'report.json'), `"${word}${'x'.repeat(1e7)}"`)],
  ['is as deep as it may be long', (folder) => writeFileSync(join(folder, 'report.json'), '['.repeat(200_000))],
  ['is no report', (folder) => writeFileSync(join(folder, 'report.json'), JSON.stringify({ [word]: word }))],
  [
    'has another type inside',
    (folder) =>
      writeFileSync(join(folder, 'report.json'), JSON.stringify({ ...filledWith('x'), timezone: { [word]: word } })),
  ],
  ['is missing', () => {}],
]
for (const [index, [what, upload]] of forged.entries()) {
  test(`a report that ${what} is refused in a sentence that repeats none of it`, async () => {
    const reports = await commentAfter({ name: `forged-${index}`, run: 610 + index, number: 2 }, upload)
    expect(last(reports).outcome).toBe('failure')
    expect(last(reports).output).toMatch(/^candor: the report cannot be used: .+\. No comment was written\./m)
    expect(last(reports).output).not.toContain(word)
    expect(github.state.commentsOn(2)).toEqual([])
  })
}

test('what the first job hands on becomes no command, and no link but to what was uploaded', async () => {
  const handed = { report: '1', 'home-page': '1) [x](https://evil.example', site: '"; touch pwned; "' }
  const reports = await commentAfter(
    { name: 'handed', run: 630, number: 3 },
    (folder) => writeFileSync(join(folder, 'report.json'), JSON.stringify(filledWith('x'))),
    handed,
  )
  expect(last(reports).outcome).toBe('success')
  const [comment] = github.state.commentsOn(3)
  expect(comment!.body).not.toMatch(/evil|touch|Preview/)
})

test('a stranger’s comment with our mark is not taken for ours', async () => {
  github.state.addComment(4, '<!-- candor:review -->\nMine.', 'mallory')
  await commentAfter({ name: 'marked', run: 631, number: 4 }, (folder) =>
    writeFileSync(join(folder, 'report.json'), JSON.stringify(filledWith('x'))),
  )
  expect(github.state.commentsOn(4).map(({ by }) => by)).toEqual(['mallory', 'github-actions[bot]'])
})

test('a fork’s pull request starts no job that may write, and none if its repository is gone', () => {
  const { jobs } = parse(readFileSync(join(top, '.github/workflows/pull-request.yml'), 'utf8')) as Workflow
  const condition = jobs['comment']!.if!.replace(/^\$\{\{|\}\}$/g, '')
  const wanted = (repo: { full_name: string } | null) =>
    evaluate(condition, {
      github: { repository: 'acme/status', event: { pull_request: { head: { repo } } } },
      needs: { 'pull-request': { outputs } },
    })
  expect([wanted({ full_name: 'mallory/status' }), wanted(null), wanted({ full_name: 'acme/status' })]).toEqual([
    false,
    false,
    true,
  ])
})

test('and if it did, it would write nothing', async () => {
  const reports = await commentAfter({ name: 'fork', run: 632, number: 5, fork: true }, (folder) =>
    writeFileSync(join(folder, 'report.json'), JSON.stringify(filledWith('x'))),
  )
  expect(last(reports)).toMatchObject({ outcome: 'success', output: expect.stringContaining('comes from a fork') })
  expect(github.state.commentsOn(5)).toEqual([])
})

test('a proposal that touches more than words has no report: whatever its code would write there', async () => {
  const words = '# A\n\n## Investigating · 2026-11-21 10:02 UTC {api=degraded}\n\nHm.\n'
  const files = {
    'incidents/a.md': words,
    'incidents-of-old/x.md': 'x\n',
    'src/commands/review.ts': 'throw new Error("ran")\n',
  }
  const run = await runPullRequest(hub, github, { name: 'mixed', run: 640, number: 6, files })
  expect(run.first.outputs['report']).toBe('')
  expect(run.comment).toBeNull()
  expect(readFileSync(join(run.first.machine.temporary, 'npm.log'), 'utf8')).toBe('npm test\n')
  const skipped = run.first.reports.filter(({ outcome }) => outcome === 'skipped').map(({ step }) => step)
  expect(skipped).toContain('Review')
})

test('a link in place of incidents/ is no change of words alone', async () => {
  const run = await runPullRequest(hub, github, { name: 'linked', run: 641, number: 7, links: { incidents: '/etc' } })
  expect(run.first.reports.find(({ step }) => step === 'Review')!.outcome).toBe('skipped')
  expect(run.comment).toBeNull()
})
