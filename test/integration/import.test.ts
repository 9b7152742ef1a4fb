import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

vi.setConfig({ testTimeout: 60_000 })

const main = join(import.meta.dirname, '../../src/main.ts')
let scratch: string
let root: string
let server: Server | null = null

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'candor-import-'))
  root = join(scratch, 'page')
})
afterEach(async () => {
  await new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)))
  server = null
  rmSync(scratch, { recursive: true, force: true })
})

function put(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(scratch, path)), { recursive: true })
    writeFileSync(join(scratch, path), text)
  }
}

/** Not waiting with the event loop stopped: the servers of these tests are in this process. */
function candor(
  words: string[],
  env: Record<string, string> = {},
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [main, ...words, '--root', root],
      { env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', ...env } },
      (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    )
  })
}

function everything(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(
    files.map((entry) => [
      join(entry.parentPath, entry.name),
      readFileSync(join(entry.parentPath, entry.name), 'utf8'),
    ]),
  )
}

const issue = `---
title: Down
date: 2021-05-25T11:30:00-00:00
resolved: true
resolvedWhen: 2021-05-26T07:51:00-00:00
severity: down
affected:
  - API
---
Text.
`
const cstate = {
  'old/config.yml': 'title: Acme\nbaseURL: https://status.acme.example/\nparams:\n  systems:\n    - name: API\n',
  'old/content/issues/2021-05-25-api.md': issue,
  'old/content/issues/2021-06-01-toml.md': '+++\ntitle = "x"\n',
}

describe('import cstate', () => {
  test('writes a page that validates; twice is as once, and what people changed stays', async () => {
    put(cstate)
    const { code, out } = await candor(['import', 'cstate', join(scratch, 'old')])
    expect(code).toBe(1)
    expect(out).toBe(`                       taken  there already
components                 1              0
incidents                  1              0
with a warning             0
refused                    1

Refused:
  content/issues/2021-06-01-toml.md: Its TOML front matter never ends: a second \`+++\` is missing.
`)
    expect((await candor(['validate'])).out).toBe('All is well: 1 component, 1 incident.\n')
    writeFileSync(
      join(root, 'incidents/2021-05-25-api.md'),
      `${readFileSync(join(root, 'incidents/2021-05-25-api.md'), 'utf8')}\nMore of it.\n`,
    )
    const before = everything(root)
    const again = JSON.parse((await candor(['import', 'cstate', join(scratch, 'old'), '--json'])).out)
    expect(again.counts).toMatchObject({
      components: { taken: 0, present: 1 },
      incidents: { taken: 0, present: 1 },
      refused: 1,
    })
    expect(again.written).toEqual([])
    expect(everything(root)).toEqual(before)
  })

  test('never overwrites an incident of the same name that came from elsewhere', async () => {
    put({ ...cstate, 'page/incidents/2021-05-25-api.md': '# Mine\n' })
    const { refused } = JSON.parse((await candor(['import', 'cstate', join(scratch, 'old'), '--json'])).out)
    expect(refused).toContainEqual({
      origin: 'https://status.acme.example/issues/2021-05-25-api/ (content/issues/2021-05-25-api.md)',
      reason: 'incidents/2021-05-25-api.md is there and came from elsewhere; it was left as it is.',
    })
    expect(readFileSync(join(root, 'incidents/2021-05-25-api.md'), 'utf8')).toBe('# Mine\n')
  })

  test('--dry-run writes nothing', async () => {
    put(cstate)
    const { out, err } = await candor(['import', 'cstate', join(scratch, 'old'), '--dry-run'])
    expect(out).toContain('would take')
    expect(err).toContain('Nothing was written.')
    expect(readdirSync(scratch)).toEqual(['old'])
  })

  test.each([
    [['import', 'cstate', 'nowhere'], 'has no content/issues folder'],
    [['import', 'upptime', 'nowhere'], 'has no .upptimerc.yml'],
    [['import', 'statuspage', 'nowhere'], 'there is no '],
    [['import', 'instatus', 'nowhere'], '`import instatus`: there is no such thing.'],
  ])('%j is wrong use', async (words, told) => {
    const { code, err } = await candor(words)
    expect(code).toBe(2)
    expect(err).toContain(told)
  })
})

describe('import upptime', () => {
  const file = (status: string) => `url: https://acme.example\nstatus: ${status}\ncode: 200\nresponseTime: 100\n`
  const commit = (time: string, text: string) => {
    put({ 'old/history/api.yml': text })
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_COMMITTER_DATE: time, GIT_AUTHOR_DATE: time }
    const who = ['-c', 'user.name=Upptime', '-c', 'user.email=bot@acme.example']
    execFileSync('git', ['add', '.'], { cwd: join(scratch, 'old'), env })
    execFileSync('git', [...who, 'commit', '-q', '--allow-empty', '-m', 'check'], { cwd: join(scratch, 'old'), env })
  }

  test('takes what its commits say: its uptime goes on here, and twice is as once', async () => {
    put({
      'old/.upptimerc.yml': 'owner: acme\nrepo: upptime\nsites:\n  - { name: API, url: "https://acme.example" }\n',
      'issues.json': '[]',
    })
    execFileSync('git', ['init', '-q'], { cwd: join(scratch, 'old') })
    commit('2024-05-01T00:00:00Z', file('up'))
    commit('2024-05-02T00:00:00Z', `${file('up')}lastUpdated: 2024-05-02T00:00:00.000Z\n`)
    commit('2024-05-02T12:00:00Z', file('down'))
    commit('2024-05-02T18:00:00Z', file('up'))
    commit('2024-05-04T00:00:00Z', `${file('up')}lastUpdated: 2024-05-04T00:00:00.000Z\n`)
    const words = [
      'import',
      'upptime',
      join(scratch, 'old'),
      '--issues',
      join(scratch, 'issues.json'),
      '--now',
      '2024-05-04T12:00:00Z',
      '--json',
    ]
    const first = JSON.parse((await candor(words)).out)
    expect(first.counts.days).toEqual({ taken: 3, present: 0 })
    expect(first.refused).toEqual([])

    // Six hours of three days.
    const { components } = JSON.parse((await candor(['uptime', '--json', '--now', '2024-05-04T00:00:00Z'])).out)
    expect(components[0].windows['7d']).toMatchObject({ uptime: 91.66, observed_s: 3 * 86_400, down_s: 6 * 3600 })
    const outages = JSON.parse((await candor(['outages', '--json', '--now', '2024-05-04T00:00:00Z'])).out)
    expect(outages).toMatchObject([{ id: 'api-20240502T120000Z', end: '2024-05-02T18:00:00Z', verdict: 'down' }])

    const before = everything(root)
    expect(JSON.parse((await candor(words)).out).counts.days).toEqual({ taken: 0, present: 3 })
    expect(everything(root)).toEqual(before)
  })
})

test('import upptime reads issues and their comments from GitHub with a token that is named, never written', async () => {
  put({ 'old/.upptimerc.yml': 'owner: acme\nrepo: upptime\nsites:\n  - { name: API, url: "https://acme.example" }\n' })
  const keys = new Set<string | undefined>()
  let home = ''
  server = createServer((request, response) => {
    keys.add(request.headers.authorization)
    const url = `${home}/repos/acme/upptime/issues/7`
    const opened = {
      number: 7,
      url,
      title: '🛑 API is down',
      body: 'Down.',
      created_at: '2024-05-01T10:00:00Z',
      closed_at: '2024-05-01T11:00:00Z',
      labels: [{ name: 'status' }],
      comments: 1,
    }
    const comment = {
      issue_url: url,
      body: 'The disk was full.',
      created_at: '2024-05-01T10:30:00Z',
      author_association: 'MEMBER',
    }
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(request.url!.includes('/comments') ? [comment] : [opened]))
  })
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve))
  home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const env = { GITHUB_API_URL: home, MY_TOKEN: 'hush' }
  const { out, err } = await candor(
    ['import', 'upptime', join(scratch, 'old'), '--key-from', 'MY_TOKEN', '--allow-private', '--json'],
    env,
  )
  expect(JSON.parse(out).written).toEqual(['components.yml', 'incidents/issue-7.md'])
  expect(readFileSync(join(root, 'incidents/issue-7.md'), 'utf8')).toContain(
    '## Investigating · 2024-05-01 10:30 UTC\n\nThe disk was full.\n',
  )
  expect([...keys]).toEqual(['Bearer hush'])
  expect(out + err).not.toContain('hush')
})

describe('import statuspage', () => {
  const page = { id: 'p1', name: 'Acme', url: 'https://status.acme.example', time_zone: 'Etc/UTC' }
  const incident = (id: string) => ({
    id,
    name: `Errors ${id}`,
    status: 'resolved',
    impact: 'minor',
    incident_updates: [
      { status: 'resolved', body: 'Done.', created_at: '2020-05-01T10:00:00Z', display_at: '2020-05-01T10:00:00Z' },
    ],
  })
  const asked: { path: string; key: string | undefined }[] = []
  const answers: Record<string, unknown> = {
    '/api/v2/summary.json': {
      page,
      components: [{ id: 'c1', name: 'API' }],
      incidents: [],
      scheduled_maintenances: [],
    },
    '/api/v2/incidents.json': { page, incidents: [incident('new1')] },
    '/history.json?page=1': {
      months: [
        {
          incidents: [
            { code: 'new1', name: 'New' },
            { code: 'old1', name: 'Old' },
            { code: 'lost1', name: 'Lost' },
          ],
        },
      ],
    },
    '/api/v2/incidents/old1.json': { page, incident: incident('old1') },
    '/v1/pages/p1/incidents?limit=50&page=1': [incident('new1'), incident('v1only')],
  }
  async function serve(): Promise<string> {
    asked.length = 0
    server = createServer((request, response) => {
      asked.push({ path: request.url!, key: request.headers.authorization })
      const answer = answers[request.url!]
      response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(answer ?? {}))
    })
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  test('takes a live page with what its history pages name, and says what it could not get', async () => {
    const home = await serve()
    const { code, out } = await candor(['import', 'statuspage', home, '--allow-private', '--json'])
    expect(code).toBe(1)
    const { written, refused } = JSON.parse(out)
    expect(written).toEqual(['components.yml', 'incidents/new1.md', 'incidents/old1.md'])
    expect(refused).toEqual([
      { origin: `${home}/history.json?page=1 (lost1)`, reason: expect.stringContaining('only its title, "Lost"') },
    ])
    expect((await candor(['validate'])).code).toBe(0)
  })

  test('with a key takes the lists of API v1; the key goes there alone', async () => {
    const home = await serve()
    const env = { PAGE_KEY: 'hush', STATUSPAGE_API_URL: home }
    const { out, err } = await candor(
      ['import', 'statuspage', home, '--allow-private', '--key-from', 'PAGE_KEY', '--json'],
      env,
    )
    expect(JSON.parse(out).written).toEqual(['components.yml', 'incidents/new1.md', 'incidents/v1only.md'])
    expect(asked.filter(({ key }) => key !== undefined)).toEqual([
      { path: '/v1/pages/p1/incidents?limit=50&page=1', key: 'OAuth hush' },
    ])
    expect(out + err).not.toContain('hush')
  })

  test('asks no private address unless told to', async () => {
    const home = await serve()
    const { code, err } = await candor(['import', 'statuspage', home])
    expect(code).toBe(3)
    expect(err).toContain('cannot be read')
    expect(asked).toEqual([])
  })
})
