import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { formatMarker } from '../../src/comments/marker.ts'
import { publish } from '../../src/git/publish.ts'
import { outageId } from '../../src/outages/outages.ts'
import { systemClock } from '../../src/time/clock.ts'
import { formatInstant, utcDate } from '../../src/time/instant.ts'
import { git, write } from '../git/clone.ts'
import { commentEvent, dispatchEvent } from '../github/events/event.ts'
import { type FakeGitHub, fakeGitHub } from '../github/fake.ts'
import { type GitHub, makeGitHub, stepsOf } from '../workflows/ground.ts'
import { type Machine, runSteps } from '../workflows/runner.ts'

// Whole clones, builds and command lines: slow on a busy machine, and no test of speed.
vi.setConfig({ testTimeout: 180_000 })

let hub: GitHub
let api: FakeGitHub
let outage: string
let issue: { number: number; body: string; by: string }

beforeAll(async () => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  api = await fakeGitHub()
  hub = await makeGitHub(
    (page) => `candor: 1
site:
  name: Acme Status
  url: ${page}
components:
  - { id: api, name: Public API, check: { type: http, url: "https://api.acme.example/" } }
`,
  )
  const monitor = hub.clone('monitor')
  const start = systemClock() - 600
  const line = (at: number, cell: string) => `${formatInstant(at)},${at},${cell},.\n`
  write(monitor, {
    [`checks/${utcDate(start)}.csv`]: `time,run,api,end_mark\n${line(start, '10000 timeout')}`,
    [`checks/${utcDate(start + 300)}.csv`]: `time,run,api,end_mark\n${utcDate(start) === utcDate(start + 300) ? line(start, '10000 timeout') : ''}${line(start + 300, '10000 timeout')}`,
    'checks/FORMAT': '1\n',
  })
  await publish(
    monitor,
    { results: { branch: 'status-data', keep: 90 * 86_400 } },
    { now: systemClock(), subject: 'down' },
  )
  outage = outageId('api', start)
  const body = `Checks fail for Public API.\n\n${formatMarker({ kind: 'outage', id: outage })}`
  issue = { number: api.state.addIssue({ title: 'Checks fail', body }).number, body, by: 'github-actions[bot]' }
}, 180_000)

afterAll(async () => {
  await hub.close()
  await api.close()
})

/** A machine for one run of post.yml; page.yml runs on another as soon as it is asked for, as GitHub would have it. */
function delivered(name: string, run: number, eventName: string, event: object) {
  const machine: Machine = hub.machine(name, run)
  const file = join(hub.folder, `${name}.json`)
  write(hub.folder, { [`${name}.json`]: JSON.stringify(event) })
  machine.env = { ...machine.env, ...api.env, GITHUB_EVENT_PATH: file, GITHUB_EVENT_NAME: eventName }
  let page: ReturnType<typeof runSteps> | null = null
  api.state.onDispatch = () => {
    page = runSteps(stepsOf('page.yml'), hub.machine(`${name}-page`, run + 1))
  }
  return { machine, page: () => page }
}

test('post.yml takes a comment to the built page, and says since when', async () => {
  const at = formatInstant(systemClock())
  const { id } = api.state.addComment(issue.number, '/identified', 'ada')
  const body =
    '/Identified api=partial next=30m\n\nA bad deploy; we are *rolling back*. `$(touch pwned)` ${{ github.token }}'
  const { machine, page } = delivered('comment', 501, 'issue_comment', commentEvent({ id, body, by: 'ada', at, issue }))
  const began = performance.now()
  const reports = await runSteps(stepsOf('post.yml'), machine)
  const seconds = (performance.now() - began) / 1000
  expect(reports.filter(({ outcome }) => outcome === 'failure')).toEqual([])
  expect((await page()!).filter(({ outcome }) => outcome === 'failure')).toEqual([])
  expect(api.state.reactionsOn(id)).toEqual(['eyes'])
  const [answer] = api.state.commentsOn(issue.number).filter(({ by }) => by.endsWith('[bot]'))
  expect(answer!.body).toMatch(
    /^On the page since \d\d:\d\d:\d\d UTC: http\S+\/incidents\/[\w-]+-partial-outage-of-public-api\/\n/,
  )
  const address = /http\S+/.exec(answer!.body)![0]
  const html = await (await fetch(address)).text()
  expect(html).toContain('A bad deploy; we are <em>rolling back</em>.')
  expect(html).toContain('${{ github.token }}')
  const log = git(join(hub.folder, 'origin.git'), 'log', '-1', '--format=%an <%ae>|%cn|%s|%b', 'main')
  expect(log).toMatch(
    /^ada <\d+\+ada@users\.noreply\.github\.com>\|Candor\|Report [\w-]+\|Written by @ada on issue #\d+:/,
  )
  expect(log).toContain(`Candor-Post: comment-${id}`)
  console.info(`comment to built page and answer: ${seconds.toFixed(1)} s`)
})

test('post.yml takes a dispatch to the built page', async () => {
  const payload = {
    id: 'card-payments',
    title: 'Card payments fail',
    components: { api: 'major' },
    message: 'We look into it.',
  }
  const { machine, page } = delivered('dispatch', 511, 'repository_dispatch', dispatchEvent(payload))
  const reports = await runSteps(stepsOf('post.yml'), machine)
  expect(reports.filter(({ outcome }) => outcome === 'failure')).toEqual([])
  await page()
  expect(reports.at(-1)!.output).toContain('On the page since')
  expect(await (await fetch(`${hub.page}/incidents/card-payments/`)).text()).toContain('We look into it.')
})
