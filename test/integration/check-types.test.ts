import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { brief } from '../probe/support/check.ts'
import { closeWeb, type Page, serveWeb, type Web } from '../probe/support/web.ts'

const run = promisify(execFile)
const main = join(import.meta.dirname, '..', '..', 'src', 'main.ts')
const roots: string[] = []
let root: string
let web: Web
let pages: Record<string, Page>

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'candor-types-'))
  roots.push(root)
  pages = {}
  web = await serveWeb(
    Object.fromEntries(
      ['/a', '/b', '/last', '/api/v2/components.json', '/repos/acme/status/actions/workflows/backup.yml/runs'].map(
        (path) => [path, () => pages[path] ?? { status: 500 }],
      ),
    ),
  )
})
afterAll(async () => {
  await closeWeb()
  for (const folder of roots) await rm(folder, { recursive: true })
})

const write = (components: string) =>
  writeFile(
    join(root, 'components.yml'),
    `candor: 1
site: { name: Test, url: https://status.example, repository: acme/status }
defaults: { allow_private: [127.0.0.0/8], confirm: 1, timeout: 2s }
components:
${components}`,
  )

async function check(now: string, ...words: string[]): Promise<Record<string, string>> {
  const environment = { ...process.env, GITHUB_API_URL: web.url, GITHUB_TOKEN: 'ghs_canary', GITHUB_STEP_SUMMARY: '' }
  const all = [main, 'check', '--root', root, '--json', '--now', now, ...words]
  const { stdout, stderr } = await run(process.execPath, all, { env: environment })
  expect(stdout + stderr).not.toContain('ghs_canary')
  const { results } = JSON.parse(stdout) as {
    results: { id: string; verdict: string; class: string | null; detail: string | null }[]
  }
  return Object.fromEntries(results.map((result) => [result.id, brief(result)]))
}

const row = async () => {
  const name = (await readdir(join(root, 'checks'))).find((file) => /^\d{4}-/.test(file))!
  return (await readFile(join(root, 'checks', name), 'utf8')).trim().split('\n').at(-1)!
}

describe('a group', () => {
  const members = (group: string) =>
    write(`  - { id: all, name: All, check: { type: group, members: [web, other] } }
  - { id: web, name: Web, check: { type: group, members: [a, b], ${group} } }
  - { id: a, name: A, check: { type: http, url: "${web.url}/a" } }
  - { id: b, name: B, check: { type: http, url: "${web.url}/b" } }
  - { id: other, name: Other, check: { type: http, url: "${web.url}/a" } }
`)

  test('is told and kept with its members, in the order of the page', async () => {
    await members('at_least: 1')
    pages = { '/a': {} }
    const degraded = 'degraded reported:degraded_performance'
    expect(Object.entries(await check('2026-11-21T10:00:00Z'))).toEqual([
      ['all', degraded],
      ['web', degraded],
      ['a', 'up'],
      ['b', 'down status:500'],
      ['other', 'up'],
    ])
    expect(await row()).toMatch(
      /^2026-11-21T10:00:00Z,\w+,\d+ reported:degraded_performance,\d+ reported:degraded_performance,\d+,\d+ status:500,\d+,\.$/,
    )
  })

  test('asked for alone is summed up from what was seen of its members before', async () => {
    await members('at_least: 2')
    pages = { '/a': {} }
    await check('2026-11-21T10:00:00Z')
    const asked = web.asked.length
    expect(await check('2026-11-21T10:01:00Z', 'web')).toEqual({ web: 'down reported:major_outage' })
    expect(await check('2026-11-21T11:02:00Z', 'web')).toEqual({ web: 'unknown checker:members' })
    expect(web.asked).toHaveLength(asked)
  })
})

describe('what others say', () => {
  const now = '2026-11-21T10:00:00Z'
  const workflow = '/repos/acme/status/actions/workflows/backup.yml/runs'
  beforeEach(() =>
    write(`  - { id: file, name: File, check: { type: heartbeat, url: "${web.url}/last", every: 1h } }
  - { id: job, name: Job, check: { type: heartbeat, workflow: backup.yml, every: 24h, grace: 1h } }
  - { id: vendor, name: Vendor, check: { type: statuspage, url: "${web.url}/", component: api } }
`),
  )
  const vendor = (status: string) => ({ body: { components: [{ id: 'x', name: 'API', status }] } })
  const job = (updated: string) => ({ body: { workflow_runs: [{ updated_at: updated }] } })

  test('is up', async () => {
    pages = {
      '/last': { body: '2026-11-21T09:30:00Z' },
      '/api/v2/components.json': vendor('operational'),
      [workflow]: job('2026-11-20T09:30:00Z'),
    }
    expect(await check(now)).toEqual({ file: 'up', job: 'up', vendor: 'up' })
    expect(web.headers.map(({ authorization }) => authorization).filter(Boolean)).toEqual(['Bearer ghs_canary'])
  })

  test('is sick, by the clock of the run', async () => {
    pages = {
      '/last': { body: '2026-11-21T08:30:00Z' },
      '/api/v2/components.json': vendor('partial_outage'),
      [workflow]: job('2026-11-19T09:30:00Z'),
    }
    expect(await check(now)).toEqual({
      file: 'down late:30',
      job: 'down late:1440',
      vendor: 'partial reported:partial_outage',
    })
  })

  test('is not to be had: a failing third party is unknown, a failing address of our own is down', async () => {
    expect(await check(now)).toEqual({
      file: 'down status:500',
      job: 'unknown checker:github-status-500',
      vendor: 'unknown checker:page-status-500',
    })
  })
})
