import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, expect, test } from 'vitest'

const main = new URL('../../src/main.ts', import.meta.url).pathname
let root: string

/** api is down from 10:10 to 10:20, web slow in its last result. */
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'candor-figures-'))
  await mkdir(join(root, 'checks'))
  await writeFile(
    join(root, 'components.yml'),
    `candor: 1
site: { name: Acme, url: https://status.example }
components:
  - { id: api, name: API, target: 99.9, check: { type: http, url: https://a.example/ } }
  - { id: web, name: Web, check: { type: http, url: https://b.example/ } }
`,
  )
  await writeFile(join(root, 'checks', 'FORMAT'), '1\n')
  await writeFile(
    join(root, 'checks', '2026-11-21.csv'),
    `time,run,api,web,end_mark
2026-11-21T10:00:00Z,1.1,187,90,.
2026-11-21T10:05:00Z,2.1,187,90,.
2026-11-21T10:10:00Z,3.1,12 refused,90,.
2026-11-21T10:15:00Z,4.1,12 status:503,90,.
2026-11-21T10:20:00Z,5.1,187,90,.
2026-11-21T10:25:00Z,6.1,187,90,.
2026-11-21T10:30:00Z,7.1,187,1250 slow,.
`,
  )
})

afterAll(() => rm(root, { recursive: true, force: true }))

function candor(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const all = [main, ...words, '--root', root, '--now', '2026-11-21T10:31:00Z']
    execFile(process.execPath, all, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err })
    })
  })
}
const json = async (...words: string[]) => JSON.parse((await candor(...words, '--json')).out)

test('outages names the newest first, with how long and why', async () => {
  expect(await candor('outages')).toEqual({
    code: 0,
    out: 'web-20261121T103000Z  degraded  1 min, and still  (slow)\napi-20261121T101000Z  down      10 min  (refused)\n',
    err: '',
  })
})

test('outages --json is the list in order, and null ends what lasts', async () => {
  const outages = await json('outages')
  expect(outages).toHaveLength(2)
  expect(outages[0]).toEqual({
    id: 'api-20261121T101000Z',
    component: 'api',
    start: '2026-11-21T10:10:00Z',
    end: '2026-11-21T10:20:00Z',
    verdict: 'down',
    class: 'refused',
    detail: null,
    false_alarm: null,
  })
  expect(outages[1]).toMatchObject({ component: 'web', end: null, verdict: 'degraded', class: 'slow' })
})

test('uptime is a table, with what of the error budget is used', async () => {
  const { code, out } = await candor('uptime')
  expect(code).toBe(0)
  const [head, api, web, budget] = out.split('\n')
  expect(head!.split(/\s+/)).toEqual(['component', '24h', '7d', '30d', '90d', '365d'])
  // 600 of 1860 observed seconds: 67.7419, floored.
  expect(api!.split(/\s+/).slice(0, 2)).toEqual(['api', '67.74'])
  expect(web!.split(/\s+/).slice(0, 2)).toEqual(['web', '100.00'])
  expect(budget).toMatch(/^api .*this month: 10 min of 13 min 48 s used \(target 99\.9 %\)$/)
})

test('uptime --json gives a window of your own beside the standing ones', async () => {
  const { components } = await json('uptime', '--from', '2026-11-21T10:00Z', '--to', '2026-11-21T10:20Z')
  expect(components[0].windows.custom).toEqual({
    uptime: 50,
    observed_s: 1200,
    down_s: 600,
    partial_s: 0,
    degraded_s: 0,
  })
  expect(Object.keys(components[0].windows)).toEqual(['24h', '7d', '30d', '90d', '365d', 'custom'])
})

test('uptime says which of two times is in the wrong place, and exits with 2', async () => {
  const { code, err } = await candor('uptime', '--from', '2026-11-21', '--to', '2026-11-20')
  expect(code).toBe(2)
  expect(err).toContain('before it begins')
  expect((await candor('uptime', '--to', '2026-11-20')).err).toContain('`--to` needs `--from`')
})

test('status says how things stand and until when that holds', async () => {
  expect((await candor('status')).out).toMatch(
    /^Partially Degraded Service\n {2}api {2}operational\n {2}web {2}degraded performance\nChecked 2026-11-21T10:30:00Z\n/,
  )
  expect(await json('status')).toMatchObject({
    status: { indicator: 'minor' },
    checked_at: '2026-11-21T10:30:00Z',
    fresh_until: '2026-11-21T11:30:00Z',
    components: [
      { id: 'api', status: 'operational', verdict: 'up' },
      { id: 'web', status: 'degraded_performance', verdict: 'degraded' },
    ],
  })
})
