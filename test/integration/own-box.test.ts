import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { systemClock } from '../../src/time/clock.ts'
import { utcDate } from '../../src/time/instant.ts'
import { type Ground, git, makeGround, published, runsIn } from '../git/clone.ts'
import { listen, portOf, top } from '../workflows/ground.ts'
import { runJob } from '../workflows/runner.ts'
import type { Workflow } from '../workflows/workflow.ts'

vi.setConfig({ testTimeout: 120_000 })

const run = promisify(execFile)
const script = join(top, 'docs/own-box/candor-box')
let service: Server
let healthy = true
let ground: Ground
let box: string
let asked: string[] = []

beforeAll(async () => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  // It is the service that is checked, GitHub's API, and the dead-man.
  service = await listen(
    createServer((request, answer) => {
      if (request.url !== '/service') asked.push(`${request.method} ${request.url}`)
      answer.writeHead(request.url === '/service' && !healthy ? 500 : 200).end('ok')
    }),
  )
  ground = makeGround({
    'components.yml': `candor: 1
site: { name: Acme Status, url: "https://status.acme.example" }
defaults: { interval: 1s, confirm: 1, watch: 1s, allow_private: true }
components:
  - { id: api, name: API, check: { type: http, url: "http://127.0.0.1:${portOf(service)}/service" } }
`,
  })
  box = ground.clone('box')
}, 120_000)
afterAll(async () => {
  ground.remove()
  await new Promise((resolve) => service.close(resolve))
})

async function candorBox(...words: string[]): Promise<string> {
  // Nothing of the machine that runs the tests: in CI it would be taken for a workflow.
  const { GITHUB_TOKEN: _, GITHUB_ACTIONS: __, GITHUB_OUTPUT: ___, ...rest } = process.env
  const env = { ...rest, CANDOR: top, DEADMAN_URL: `http://127.0.0.1:${portOf(service)}/deadman` }
  const { stdout, stderr } = await run(script, [box, ...words], { env })
  return stdout + stderr
}

const origin = () => join(ground.folder, 'origin.git')
const tipOf = (branch: string) => git(origin(), 'rev-parse', branch).trim()

test('a box publishes, asks for a page by a push that holds main, and touches nothing of main', async () => {
  const main = tipOf('main')
  expect(await candorBox()).toContain('Asked for a new page by a push.')
  expect(runsIn(published(ground, 'status-data', `checks/${utcDate(systemClock())}.csv`)!).length).toBeGreaterThan(0)
  expect(git(origin(), 'rev-parse', 'candor-page^').trim()).toBe(main)
  expect(tipOf('candor-page^{tree}')).toBe(tipOf('main^{tree}'))
  expect(tipOf('main')).toBe(main)
  expect(git(box, 'rev-parse', 'HEAD').trim()).toBe(main)
  expect(git(box, 'status', '--porcelain', '--untracked-files=no')).toBe('')
  expect(asked).toContain('GET /deadman')
})

test('it asks again at a change of state, and else not within 15 minutes', async () => {
  const first = tipOf('candor-page')
  await pastTheInterval()
  expect(await candorBox()).toContain('Nothing changed, and the page was asked for at')
  expect(tipOf('candor-page')).toBe(first)
  healthy = false
  await pastTheInterval()
  expect(await candorBox()).toContain('Asked for a new page by a push.')
  expect(tipOf('candor-page')).not.toBe(first)
})

test('it takes what people pushed to main, in a clone whose history stays whole', async () => {
  const person = join(ground.folder, 'first')
  writeFileSync(join(person, 'README.md'), '# Another page\n')
  git(person, 'commit', '--quiet', '-am', 'Write')
  git(person, 'push', '--quiet', 'origin', 'HEAD:main')
  await candorBox()
  expect(readFileSync(join(box, 'README.md'), 'utf8')).toBe('# Another page\n')
  expect(git(box, 'rev-parse', '--is-shallow-repository').trim()).toBe('false')
})

test('while one is at it another does nothing', async () => {
  const lock = join(box, '.git/candor-box.lock')
  const both = `exec 9>"${lock}"; flock 9; exec "${script}" "${box}" 9>&-`
  const { stdout } = await run('bash', ['-c', both.replace('exec "', '"')], { env: { ...process.env, CANDOR: top } })
  expect(stdout).toBe('Another one is at it.\n')
})

test('page-asked.yml, as the docs have it, starts page.yml on main', async () => {
  const block = /```yaml\n([\s\S]*?)```/.exec(readFileSync(join(top, 'docs/own-box.md'), 'utf8'))![1]!
  const workflow = parse(block) as Workflow
  expect(workflow.on).toEqual({ push: { branches: ['candor-page'] } })
  asked = []
  const temporary = mkdtempSync(join(tmpdir(), 'candor-asked-'))
  const env = { GITHUB_API_URL: `http://127.0.0.1:${portOf(service)}`, GITHUB_REPOSITORY: 'acme/status' }
  const machine = { workspace: temporary, temporary, env, contexts: { github: { token: 'token' } }, actions: {} }
  const { reports } = await runJob(workflow.jobs['ask']!, machine)
  rmSync(temporary, { recursive: true })
  expect(reports.map(({ outcome }) => outcome)).toEqual(['success'])
  expect(asked).toEqual(['POST /repos/acme/status/actions/workflows/page.yml/dispatches'])
})

const analyze = spawnSync('systemd-analyze', ['--version']).status === 0

test.skipIf(!analyze)('systemd has nothing against the units', () => {
  const folder = mkdtempSync(join(tmpdir(), 'candor-units-'))
  mkdirSync(join(folder, 'units'))
  const paths = ['candor.service', 'candor.timer'].map((name) => {
    const path = join(folder, 'units', name)
    writeFileSync(
      path,
      readFileSync(join(top, 'docs/own-box', name), 'utf8').replace('/opt/candor/docs/own-box/candor-box', script),
    )
    return path
  })
  // It exits with 1 for anything it does not understand.
  execFileSync('systemd-analyze', ['verify', '--man=no', ...paths], { encoding: 'utf8', stdio: 'pipe' })
  rmSync(folder, { recursive: true })
})

/** Results are whole seconds old: the next one is due in the second after the last. */
async function pastTheInterval(): Promise<void> {
  const began = systemClock()
  while (systemClock() - began < 2) await new Promise((resolve) => setTimeout(resolve, 50))
}
