import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { staticServer } from '../../src/commands/static-server.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 })

const main = join(import.meta.dirname, '../../src/main.ts')
const now = '2026-11-21T10:31:00Z'
const files = {
  'components.yml': `candor: 1
site: { name: Acme Status, url: https://status.acme.example, timezone: Europe/Berlin }
components:
  - { id: api, name: API, target: 99.9, check: { type: http, url: https://api.acme.example/ } }
  - { id: web, name: Web, check: { type: http, url: https://acme.example/ } }
`,
  'incidents/2026-11-20-web.md': `---
title: Web is slow
components: { web: degraded_performance }
---
## Investigating · 2026-11-20 12:00 UTC
## Resolved · 2026-11-20 12:30 UTC
`,
  'checks/FORMAT': '1\n',
  'checks/2026-11-20.csv': `time,run,api,web,end_mark
2026-11-20T12:00:00Z,a.1,80,1200 slow,.
2026-11-20T12:30:00Z,a.2,81,90,.
`,
  'checks/2026-11-21.csv': `time,run,api,web,end_mark
2026-11-21T10:00:00Z,b.1,80,90,.
2026-11-21T10:10:00Z,b.2,12 refused,90,.
2026-11-21T10:15:00Z,b.3,82,90,.
2026-11-21T10:30:00Z,b.4,82,90,.
`,
}

let folder: string
let root: string
let server: Server
let url: string
let uptimeText: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'candor-verify-'))
  root = join(folder, 'root')
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true })
    await writeFile(join(root, path), text)
  }
  const out = join(folder, 'site')
  const built = await candor('build', '--root', root, '--out', out, '--now', now)
  expect(built.code, built.stderr).toBe(0)
  uptimeText = await readFile(join(out, 'api/uptime.json'), 'utf8')
  server = staticServer(out, '/status').listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/status`
})
afterAll(async () => {
  server?.close()
  await rm(folder, { recursive: true, force: true })
})

async function candor(...words: string[]) {
  return await promisify(execFile)(process.execPath, [main, ...words]).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code: Number(code), stdout: String(stdout), stderr: String(stderr) }),
  )
}

test('a page that was made of these files matches, also when more was checked since', async () => {
  const path = join(root, 'checks/2026-11-21.csv')
  await writeFile(path, `${files['checks/2026-11-21.csv']}2026-11-21T10:35:00Z,b.5,9 timeout,9 timeout,.\n`)
  const { code, stdout } = await candor('verify', url, '--root', root)
  expect(stdout).toContain('matches\n')
  expect(stdout).toContain(`computed as of ${now}`)
  expect(code).toBe(0)
})

test('a figure that was changed on the page is named', async () => {
  const path = join(folder, 'site/api/uptime.json')
  const published = JSON.parse(uptimeText) as {
    components: { windows: { '24h': { uptime: number; down_s: number } } }[]
  }
  const figures = published.components[0]!.windows['24h']
  const { down_s } = figures
  figures.down_s = 0
  await writeFile(path, JSON.stringify(published))
  const { code, stdout } = await candor('verify', `${url}/index.html`, '--root', root)
  expect(code).toBe(1)
  expect(stdout).toMatch(/does not match: 1 of \d+ values differ/)
  expect(stdout).toContain('api/uptime.json: components[api].windows.24h.down_s')
  expect(stdout).toContain('the page says 0')
  expect(stdout).toContain(`the files say ${down_s}`)
  expect(down_s).toBe(300)
  await writeFile(path, uptimeText)
})

test('a result that was changed in the files is found', async () => {
  const path = join(root, 'checks/2026-11-21.csv')
  await writeFile(path, files['checks/2026-11-21.csv'].replace('12 refused', '12'))
  const { code, stdout } = await candor('verify', url, '--root', root, '--json')
  const answer = JSON.parse(stdout) as { matches: boolean; differences: { where: string }[] }
  expect([code, answer.matches]).toEqual([1, false])
  expect(answer.differences.map(({ where }) => where)).toContain('api/uptime.json: components[api].windows.30d.uptime')
  await writeFile(path, files['checks/2026-11-21.csv'])
})

test('a page that is not there, or is none of ours, cannot be compared', async () => {
  const nobody = await candor('verify', 'http://127.0.0.1:1/', '--root', root)
  expect(nobody.code).toBe(3)
  expect(nobody.stderr).toContain('cannot be read: nothing answers there')
  const elsewhere = await candor('verify', `${url}/components/`, '--root', root)
  expect(elsewhere.code).toBe(3)
  expect(elsewhere.stderr).toContain('it answers with status 404')
  expect((await candor('verify', 'status.acme.example', '--root', root)).code).toBe(2)
})
