import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Report, readReport } from '../../src/review/report.ts'
import { formatInstant } from '../../src/time/instant.ts'
import { git } from '../git/clone.ts'
import { type FakeGitHub, fakeGitHub } from '../github/fake.ts'
import { type GitHub, makeGitHub } from '../workflows/ground.ts'
import { type PullRequestRun, runPullRequest } from '../workflows/pull-request.ts'

// Whole clones, builds and command lines: slow on a busy machine, and no test of speed.
vi.setConfig({ testTimeout: 240_000 })

let hub: GitHub
let github: FakeGitHub

/** Minutes before now, in the form people write. */
const ago = (minutes: number) => formatInstant(Math.floor(Date.now() / 1000) - minutes * 60)
const open = `# Slow answers

## Investigating · ${ago(90)} {api=degraded}

We look into it.
`

beforeAll(async () => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  github = await fakeGitHub()
  hub = await makeGitHub(
    (page) => `candor: 1
site:
  name: Acme Status
  url: ${page}
components:
  - id: api
    name: Public API
  - id: web
    name: Website
notify:
  - { id: ops, type: slack, audience: operators, url: "\${SLACK_URL}" }
  - { id: subscribers, type: ntfy, audience: public, url: "https://ntfy.sh/acme" }
secrets: [SLACK_URL]
`,
  )
  const person = hub.clone('person')
  const { write } = await import('../git/clone.ts')
  write(person, {
    'incidents/slow.md': open,
    'incidents/broken.md': '# Broken\n\n## Fnord · 2026-01-02 10:00 UTC\n\nHm.\n',
  })
  git(person, 'add', '-A')
  git(person, 'commit', '--quiet', '-m', 'Post')
  git(person, 'push', '--quiet', 'origin', 'HEAD:main')
  for (let number = 1; number <= 9; number += 1)
    github.state.addIssue({ title: `Pull request ${number}`, isPull: true })
}, 120_000)

afterAll(async () => {
  await hub.close()
  await github.close()
})

/** Steps that failed, with what they said unless it was an annotation. */
const failures = ({ first }: PullRequestRun) =>
  first.reports
    .filter(({ outcome }) => outcome === 'failure')
    .map(({ step, output }) => (output.includes('::error file=') ? step : output))

function reportIn(run: PullRequestRun): Report {
  const read = readReport(readFileSync(run.artifact('review/report.json'), 'utf8'))
  if ('refused' in read) throw new Error(read.refused)
  return read.report
}

describe('a pull request of words alone', () => {
  const typo = `# API is down

## Investigatng · ${ago(5)} {api=major next=30m}

Nobody can sign in.
`
  let run: PullRequestRun

  test('with a mistake: fails on its line, and offers the line that is right', async () => {
    run = await runPullRequest(hub, github, { name: 'down', run: 501, number: 1, files: { 'incidents/down.md': typo } })
    expect(failures(run)).toEqual(['Review'])
    const review = run.first.reports.find(({ step }) => step === 'Review')!
    expect(review.output).toMatch(/^::error file=incidents\/down\.md,line=3,/m)
    expect(existsSync(join(run.first.machine.temporary, 'npm.log'))).toBe(false)
    expect(run.comment?.map(({ outcome }) => outcome)).toEqual(['success', 'success', 'success', 'success'])
    expect(github.state.lines).toMatchObject([{ pull: 1, path: 'incidents/down.md', line: 3 }])
    const right = typo.split('\n')[2]!.replace('Investigatng', 'Investigating')
    expect(github.state.lines[0]!.body).toContain(`\`\`\`suggestion\n${right}\n\`\`\``)
  })

  test('says what visitors will see, and who will be told', () => {
    const [comment, ...more] = github.state.commentsOn(1)
    expect(more).toEqual([])
    const { body } = comment!
    expect(body).toContain('### To mend: 1 mistake')
    expect(body).toContain('**Banner:** `Partial System Outage` (now `Partially Degraded Service`)')
    expect(body).toContain('- `Public API`: degraded performance → **major outage**')
    expect(body).toContain('#### New incident: `API is down`')
    expect(body).toContain('  Nobody can sign in.\n')
    expect(body).toContain('- `ops` (`slack`, operators): `incident.created`')
    expect(body).toContain('- `subscribers` (`ntfy`, public): `incident.created`')
    expect(body).toMatch(
      /\[Open the home page as it will be\]\(https:\/\/github\.com\/acme\/status\/actions\/runs\/501\/artifacts\/\d+\)/,
    )
  })

  test('a mistake that is on main already is none of its own', () => {
    expect(reportIn(run)).toMatchObject({ elsewhere: 1 })
    expect(JSON.stringify(reportIn(run).problems)).not.toContain('broken.md')
  })

  test('keeps the page as it will be for a look', () => {
    expect(readFileSync(run.artifact('home-page-preview.html'), 'utf8')).toContain('API is down')
    expect(readdirSync(run.artifact('preview'))).toContain('index.html')
  })

  test('mended, the one comment says so, and no line is offered twice', async () => {
    const files = { 'incidents/down.md': typo.replace('Investigatng', 'Investigating') }
    const mended = await runPullRequest(hub, github, { name: 'down', run: 502, number: 1, files })
    expect(failures(mended)).toEqual([])
    expect(github.state.commentsOn(1)).toHaveLength(1)
    expect(github.state.commentsOn(1)[0]!.body).not.toContain('To mend')
    expect(github.state.lines).toHaveLength(1)
  })
})

test('a fork reads the same in the run’s summary; nothing is written, no secret is there', async () => {
  const before = github.calls.length
  const files = { 'incidents/from-afar.md': `# From afar\n\n## Investigating · ${ago(3)} {web=partial}\n\nHello.\n` }
  const run = await runPullRequest(hub, github, { name: 'fork', run: 520, number: 3, files, fork: true })
  expect(failures(run)).toEqual([])
  expect(run.comment).toBeNull()
  expect(run.summary).toContain('#### New incident: `From afar`')
  expect(github.calls.length).toBe(before)
})
