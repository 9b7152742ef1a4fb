import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { systemClock } from '../../src/time/clock.ts'
import { utcDate } from '../../src/time/instant.ts'
import { type Ground, git, makeGround, published, runsIn, write } from '../git/clone.ts'
import { listen, portOf, top } from '../workflows/ground.ts'

// The lines of docs/gitlab-ci.md and docs/cron.md, as they stand there, against a bare repository. No GitHub anywhere.
vi.setConfig({ testTimeout: 120_000 })

interface Pipeline {
  variables: Record<string, string>
  default: { before_script: string[] }
  [job: string]: unknown
}

const doc = (name: string) => readFileSync(join(top, 'docs', name), 'utf8')
const fence = (text: string, language: string) =>
  new RegExp(`^( *)\`\`\`${language}\\n([\\s\\S]*?)^ *\`\`\`$`, 'm').exec(text)![2]!.replace(/^ {3}/gm, '')
const pipeline = parse(fence(doc('gitlab-ci.md'), 'yaml')) as Pipeline
const scriptOf = (job: string) => (pipeline[job] as { script: string[] }).script

let service: Server
let ground: Ground
let person: string

beforeAll(async () => {
  service = await listen(createServer((_, answer) => answer.end('ok')))
  ground = makeGround({})
  person = ground.clone('person')
  await succeed(process.execPath, [join(top, 'src/main.ts'), 'init', person, '--no-github', '--no-probe'])
  write(person, {
    '.gitlab-ci.yml': fence(doc('gitlab-ci.md'), 'yaml'),
    'components.yml': `candor: 1
site: { name: Acme Status, url: "https://status.acme.example" }
defaults: { interval: 1s, confirm: 1, allow_private: true }
components:
  - { id: api, name: API, check: { type: http, url: "http://127.0.0.1:${portOf(service)}/" } }
`,
  })
  push('Start a page')
}, 60_000)
afterAll(async () => {
  ground.remove()
  await new Promise((resolve) => service.close(resolve))
})

test('the pages of init for other hosts have nothing of GitHub in them', () => {
  expect(git(person, 'ls-files', '.github').trim()).toBe('')
  expect(readFileSync(join(person, 'README.md'), 'utf8')).not.toMatch(/Settings >|issue/)
})

test('on GitLab the engine is fetched at the pinned commit, once', async () => {
  const engine = makeGround({ candor: '#!/bin/sh\n' })
  const first = join(engine.folder, 'first')
  git(first, 'update-index', '--chmod=+x', 'candor')
  git(first, 'commit', '--quiet', '-m', 'Pinned')
  const pinned = git(first, 'rev-parse', 'HEAD').trim()
  git(first, 'commit', '--quiet', '--allow-empty', '-m', 'Newer')
  git(first, 'push', '--quiet', 'origin', 'HEAD:main')
  const workspace = checkOut('engine-job')
  const env = { CANDOR: engine.origin, CANDOR_COMMIT: pinned }
  for (const _ of ['an empty cache', 'a filled one']) {
    await succeed('bash', ['-eo', 'pipefail', '-c', pipeline.default.before_script.join('\n')], workspace, env)
    expect(git(join(workspace, '.candor'), 'rev-parse', 'HEAD').trim()).toBe(pinned)
  }
  engine.remove()
})

test('on GitLab a scheduled pipeline checks, publishes and makes the page', async () => {
  await runJob('checks', 'schedule')
  expect(runsIn(published(ground, 'status-data', today())!)).toHaveLength(1)
  write(person, {
    'incidents/slow.md': '# Slow answers\n\n## Investigating · 2026-11-21 10:02 UTC {api=degraded}\n\nWe look.\n',
  })
  push('Tell of slow answers')
  // The commit of the event is older than main: the job waited behind another.
  const workspace = await runJob('pages', 'push', 'HEAD~1')
  const page = readFileSync(join(workspace, 'public/index.html'), 'utf8')
  expect(page).toContain('Slow answers')
  expect(page).not.toContain('github.com')
  expect(JSON.parse(readFileSync(join(workspace, 'public/version.json'), 'utf8'))).toMatchObject({
    commit: git(person, 'rev-parse', 'HEAD').trim(),
    checked_at: expect.any(String),
  })
})

test('on GitLab a merge request with a mistake fails, and says where', async () => {
  const workspace = checkOut('merge-request')
  write(workspace, { 'incidents/bad.md': '# Bad\n\n## Investigatng · 2026-11-21 10:02 UTC\n\nWe look.\n' })
  const { code, output } = await job('validate', workspace, { CI_PIPELINE_SOURCE: 'merge_request_event' })
  expect(code).toBe(1)
  expect(output).toContain('incidents/bad.md:3:')
})

test('a machine with cron checks, publishes and makes the page, by the line in its crontab', async () => {
  const line = /^\* \* \* \* \* +(.*) 2>&1 \| logger.*$/m.exec(fence(doc('cron.md'), 'cron'))![1]!
  const clone = ground.clone('machine')
  const site = join(ground.folder, 'www/page')
  const command = line.replace('/opt/candor', top).replace('/srv/status', clone).replace('/var/www/status/page', site)
  await succeed('sh', ['-c', command], ground.folder)
  expect(readFileSync(join(site, 'index.html'), 'utf8')).toContain('Slow answers')
  // What GitLab published is there, too; and nothing of the clone was touched.
  expect(runsIn(published(ground, 'status-data', today())!)).toHaveLength(2)
  expect(git(clone, 'status', '--porcelain')).toBe('')
  // It is taken to be at it while another one is.
  const lock = join(clone, '.git/candor-page.lock')
  const { output } = await run('bash', ['-c', `exec 9>'${lock}'; flock 9; ${command} 9>&-`], ground.folder)
  expect(output).toBe('Another one is at it.\n')
})

const today = () => `checks/${utcDate(systemClock())}.csv`

function push(subject: string): void {
  git(person, 'add', '-A')
  git(person, 'commit', '--quiet', '-m', subject)
  git(person, 'push', '--quiet', 'origin', 'HEAD:main')
}

let jobs = 0

async function runJob(name: string, source: string, commit = 'HEAD'): Promise<string> {
  jobs += 1
  const workspace = checkOut(`job-${jobs}`, commit)
  const { code, output } = await job(name, workspace, { CI_PIPELINE_SOURCE: source })
  expect(output).not.toContain('glcbt-token')
  expect(code, output).toBe(0)
  return workspace
}

/** As GitLab's runner leaves it: no branch is checked out. */
function checkOut(name: string, commit = 'HEAD'): string {
  const workspace = ground.clone(name)
  git(workspace, 'checkout', '--quiet', '--detach', git(person, 'rev-parse', commit).trim())
  return workspace
}

/** Runs before_script and script in one shell, with the engine out of the cache. */
async function job(name: string, workspace: string, env: Record<string, string>) {
  symlinkSync(top, join(workspace, '.candor'))
  const lines = [...pipeline.default.before_script, ...scriptOf(name)]
  const answer = await run('bash', ['-eo', 'pipefail', '-c', lines.join('\n')], workspace, {
    ...pipeline.variables,
    CANDOR_COMMIT: execFileSync('git', ['rev-parse', 'HEAD'], { cwd: top, encoding: 'utf8' }).trim(),
    ...env,
  })
  rmSync(join(workspace, '.candor'))
  return answer
}

async function succeed(program: string, words: string[], cwd = top, env: Record<string, string> = {}): Promise<void> {
  const { code, output } = await run(program, words, cwd, env)
  expect(code, output).toBe(0)
}

/** With the variables that GitLab sets, and Git led from GitLab's address to the bare repository. */
async function run(program: string, words: string[], cwd: string, env: Record<string, string> = {}) {
  const home = join(ground.folder, 'home')
  mkdirSync(home, { recursive: true })
  const address = 'https://gitlab-ci-token:glcbt-token@gitlab.acme.example/acme/status.git'
  writeFileSync(join(home, '.gitconfig'), `[url "${ground.origin}"]\n  insteadOf = ${address}\n`)
  const child = spawn(program, words, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: [dirname(process.execPath), process.env['PATH']].join(':'),
      HOME: home,
      GIT_CONFIG_NOSYSTEM: '1',
      CI: 'true',
      GITLAB_CI: 'true',
      CI_SERVER_HOST: 'gitlab.acme.example',
      CI_PROJECT_PATH: 'acme/status',
      CI_DEFAULT_BRANCH: 'main',
      CI_COMMIT_BRANCH: 'main',
      CI_JOB_TOKEN: 'glcbt-token',
      ...env,
    },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output }
}
