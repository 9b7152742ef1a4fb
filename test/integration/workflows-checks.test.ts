import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { publish } from '../../src/git/publish.ts'
import { systemClock } from '../../src/time/clock.ts'
import { formatInstant, utcDate } from '../../src/time/instant.ts'
import { git, header, published, row, runsIn, write } from '../git/clone.ts'
import { type GitHub, listen, makeGitHub, portOf, stepsOf } from '../workflows/ground.ts'
import { runSteps, type StepReport } from '../workflows/runner.ts'

// Whole clones, builds and command lines: slow on a busy machine, and no test of speed.
vi.setConfig({ testTimeout: 120_000 })

let service: Server
let healthy = true
let hub: GitHub

beforeAll(async () => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  service = await listen(createServer((_, answer) => answer.writeHead(healthy ? 200 : 500).end('ok')))
  hub = await makeGitHub(
    (page) => `candor: 1
site:
  name: Acme Status
  url: ${page}
defaults:
  interval: 1s
  confirm: 1
  watch: 1s
  allow_private: true
components:
  - id: api
    name: API
    check: { type: http, url: "http://127.0.0.1:${portOf(service)}/" }
`,
  )
}, 120_000)

afterAll(async () => {
  await hub.close()
  await new Promise((resolve) => service.close(resolve))
})

const results = { results: { branch: 'status-data', keep: 90 * 86_400 } }
const dispatched = 'POST /repos/acme/status/actions/workflows/page.yml/dispatches {"ref":"main"}'
const outcomes = (reports: StepReport[]) => reports.map(({ step, outcome }) => `${outcome}: ${step}`)
const today = () => `checks/${utcDate(systemClock())}.csv`

test('checks.yml in a fresh clone: the first results make the branch, and a page is asked for', async () => {
  const reports = await runSteps(stepsOf('checks.yml'), hub.machine('first-run', 101))
  expect(reports.filter(({ outcome }) => outcome === 'failure')).toEqual([])
  // The second step that checks goes on counting where the first ended.
  expect(runsIn(published(hub, 'status-data', today())!)).toEqual(['101.1', '101.1.r2'])
  expect(hub.asked.filter((line) => line === dispatched).length).toBeGreaterThan(0)
})

test('checks.yml with a second writer between its steps loses no row of either', async () => {
  const other = hub.clone('other')
  const machine = hub.machine('second-run', 102)
  let rows = header
  machine.before = async (step) => {
    const name = `other.${step.replace(/\W+/g, '-')}`
    rows += row(formatInstant(systemClock()), name)
    write(other, { [today()]: rows })
    await publish(other, results, { now: systemClock(), subject: name })
    // A person pushes to main meanwhile, too.
    const tip = git(other, 'ls-remote', 'origin', 'refs/heads/main').split('\t')[0]!
    git(other, 'fetch', '--quiet', 'origin', 'main')
    const commit = git(other, 'commit-tree', '-m', 'A person writes', '-p', tip, `${tip}^{tree}`).trim()
    git(other, 'push', '--quiet', 'origin', `${commit}:refs/heads/main`)
  }
  await pastTheInterval()
  hub.lastPage = formatInstant(systemClock())
  hub.asked.length = 0
  const reports = await runSteps(stepsOf('checks.yml'), machine)
  expect(reports.filter(({ outcome }) => outcome === 'failure')).toEqual([])
  const others = rows
    .split('\n')
    .slice(1, -1)
    .map((line) => line.split(',')[1]!)
  expect(others.length).toBeGreaterThan(4)
  expect(runsIn(published(hub, 'status-data', today())!)).toEqual(['101.1', '101.1.r2', '102.1', ...others].sort())
  // Nothing changed, and the page is young.
  expect(hub.asked).not.toContain(dispatched)
  expect(outcomes(reports)).toContain('skipped: Stay while something is newly down')
})

test('checks.yml asks for a page at once when a state changed, and when the last page is 15 minutes old', async () => {
  healthy = false
  hub.lastPage = formatInstant(systemClock())
  hub.asked.length = 0
  await pastTheInterval()
  const down = await runSteps(stepsOf('checks.yml'), hub.machine('third-run', 103))
  expect(outcomes(down)).toContain('success: Stay while something is newly down')
  expect(hub.asked).toContain(dispatched)

  hub.lastPage = formatInstant(systemClock() - 16 * 60)
  hub.asked.length = 0
  await pastTheInterval()
  await runSteps(stepsOf('checks.yml'), hub.machine('fourth-run', 104))
  expect(hub.asked).toEqual([expect.stringContaining('/page.yml/runs?per_page=1'), dispatched])
})

/** Results are whole seconds old: the next one is due in the second after the last. */
async function pastTheInterval(): Promise<void> {
  const began = systemClock()
  while (systemClock() - began < 2) await new Promise((resolve) => setTimeout(resolve, 50))
}
