import { appendFileSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { systemClock } from '../../src/time/clock.ts'
import { formatInstant } from '../../src/time/instant.ts'
import { git, published } from '../git/clone.ts'
import { type GitHub, listen, makeGitHub, portOf, top } from '../workflows/ground.ts'
import { type Machine, runJob, type StepReport } from '../workflows/runner.ts'
import type { Workflow } from '../workflows/workflow.ts'

vi.setConfig({ testTimeout: 120_000 })

const { jobs } = parse(readFileSync(join(top, '.github/workflows/checks.yml'), 'utf8')) as Workflow
/** An hour's beat in four seconds; all else is as it stands. */
const shorter = jobs['check']!.steps.map((step) => ({
  ...step,
  ...(step.run === undefined ? {} : { run: step.run.replace('keep-beat', 'keep-beat 4 2s 1s') }),
}))

let service: Server
let api: Server
let hub: GitHub
let runs: { id: number; status: string; conclusion: string | null; updated_at: string }[]
let asked: string[]
let broken = 0

beforeAll(async () => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  service = await listen(createServer((_, answer) => answer.writeHead(200).end('ok')))
  hub = await makeGitHub(
    (page) => `candor: 1
site: { name: Acme Status, url: "${page}" }
defaults: { interval: 1s, confirm: 1, allow_private: true }
components:
  - { id: api, name: API, check: { type: http, url: "http://127.0.0.1:${portOf(service)}/" } }
`,
  )
  // GitHub's API for one workflow with a concurrency group; it is the dead-man as well.
  api = await listen(
    createServer((request, answer) => {
      const [path] = request.url!.split('?')
      const own = path!.replace('/repos/acme/status/actions/workflows/', '')
      asked.push(`${request.method} ${own}`)
      if (own.startsWith('checks.yml') && broken > 0) {
        broken -= 1
        return answer.writeHead(502).end()
      }
      if (request.method === 'POST' && own === 'checks.yml/dispatches') event()
      if (request.method === 'POST') return answer.writeHead(204).end()
      const listed = own === 'checks.yml/runs' ? [...runs].reverse() : []
      return answer.end(JSON.stringify({ total_count: listed.length, workflow_runs: listed }))
    }),
  )
}, 120_000)
beforeEach(() => {
  runs = []
  asked = []
  broken = 0
})
afterAll(async () => {
  await hub.close()
  for (const server of [service, api]) await new Promise((resolve) => server.close(resolve))
})

const pending = () => runs.filter(({ status }) => status === 'pending')

/** A new run of checks.yml: it waits, in the place of any that did. */
function event(): void {
  const updated_at = formatInstant(systemClock())
  for (const run of pending()) Object.assign(run, { status: 'completed', conclusion: 'cancelled', updated_at })
  runs.push({ id: runs.length + 1, status: 'pending', conclusion: null, updated_at })
}

/** The one that waits goes. */
function next(): Machine {
  const run = pending()[0]!
  run.status = 'in_progress'
  const machine = hub.machine(`relay-${process.hrtime.bigint()}`, run.id)
  machine.env['GITHUB_API_URL'] = `http://127.0.0.1:${portOf(api)}`
  machine.env['GITHUB_WORKFLOW_REF'] = 'acme/status/.github/workflows/checks.yml@refs/heads/main'
  machine.contexts['vars'] = { CANDOR_BEAT: 'relay' }
  machine.contexts['secrets'] = { DEADMAN_URL: `http://127.0.0.1:${portOf(api)}/deadman/secret-uuid` }
  return machine
}

function end(machine: Machine, conclusion: string): void {
  const run = runs.find(({ id }) => String(id) === machine.env['GITHUB_RUN_ID'])!
  Object.assign(run, { status: 'completed', conclusion, updated_at: formatInstant(systemClock()) })
}

/** A person pushes to main while the run goes on. */
function addComponent(): void {
  const person = join(hub.folder, 'first')
  const check = `{ type: http, url: "http://127.0.0.1:${portOf(service)}/" }`
  appendFileSync(join(person, 'components.yml'), `  - { id: web, name: Web, check: ${check} }\n`)
  git(person, 'commit', '--quiet', '-am', 'Watch the website')
  git(person, 'push', '--quiet', 'origin', 'HEAD:main')
}

const outputOf = (reports: StepReport[], step: string) => reports.find((report) => report.step === step)?.output
const count = (line: string) => asked.filter((it) => it === line).length

test('a run of the relay starts the next one before it does anything, beats, publishes, and leaves one waiting', async () => {
  event()
  const machine = next()
  const before: Record<string, number> = {}
  machine.before = async (step) => {
    before[step] = pending().length
    if (step === 'Keep the beat') addComponent()
  }
  const { reports, outputs } = await runJob({ ...jobs['check']!, steps: shorter }, machine)
  expect(reports.filter(({ outcome }) => outcome === 'failure')).toEqual([])
  expect(before['Let the next run wait']).toBe(0)
  expect(before['Pull the results']).toBe(1)
  expect(outputs).toEqual({ next: 'waits' })
  expect(outputOf(reports, 'Stay while something is newly down')).toBe('')
  // The run itself, and one round or more of its beat.
  const rows = published(hub, 'status-data', `checks/${formatInstant(systemClock()).slice(0, 10)}.csv`)!
  expect(rows.match(/,1\.1(\.r\d+)?,/g)!.length).toBeGreaterThan(1)
  // A component that was pushed to main meanwhile is probed by the same run.
  expect(rows).toMatch(/^time,run,api,web,end_mark$/m)
  expect(count('POST checks.yml/dispatches')).toBe(1)
  expect(count('POST page.yml/dispatches')).toBeGreaterThan(1)
  expect(count('GET /deadman/secret-uuid')).toBeGreaterThan(1)
  expect(reports.map(({ output }) => output).join()).not.toContain('secret-uuid')

  // The next one finds an event of the schedule in its place, and starts none; doubled events change nothing.
  end(machine, 'success')
  event()
  const second = next()
  event()
  event()
  const relayOnly = shorter.filter(({ run, uses }) => run?.includes('keep-relay') || uses?.includes('checkout'))
  const again = await runJob({ ...jobs['check']!, steps: relayOnly }, second)
  expect(again.outputs).toEqual({ next: 'waits' })
  expect(count('POST checks.yml/dispatches')).toBe(1)
  expect(pending()).toHaveLength(1)
})

test('where the job could not see its successor, another one starts it, also when GitHub fails at first', async () => {
  event()
  broken = 1
  const { reports } = await runJob(jobs['next']!, next())
  expect(reports.at(-1)!.output).toContain('GitHub answers 502.')
  expect(reports.at(-1)!.output).toContain('The next run waits for this one to end.')
  expect(pending()).toHaveLength(1)
  expect(count('POST checks.yml/dispatches')).toBe(1)
})

test('after three failures in a row it leaves the next try to the schedule, and says so', async () => {
  for (const _ of [1, 2, 3]) {
    event()
    end(next(), 'failure')
  }
  event()
  const { reports } = await runJob(jobs['next']!, next())
  expect(reports.at(-1)!.output).toContain('::warning title=The relay rests::')
  expect(asked).toEqual(['GET checks.yml/runs'])
})
