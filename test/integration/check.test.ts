import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answer, closeAll, onRequest, type Running, serve } from '../probe/support/servers.ts'

const main = join(import.meta.dirname, '..', '..', 'src', 'main.ts')
let root: string
let status = 200
let server: Running

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'candor-check-'))
  status = 200
  server = await serve(onRequest((socket) => socket.write(answer(status))))
})
afterEach(async () => {
  await server.close()
  await rm(root, { recursive: true })
})
afterAll(closeAll)

interface Ended {
  code: number | null
  out: string
  error: string
}

function start(
  words: string[],
  environment: Record<string, string> = {},
): { child: ChildProcess; ended: Promise<Ended> } {
  const { GITHUB_RUN_ID: _, GITHUB_STEP_SUMMARY: __, ...own } = process.env
  const child = spawn(process.execPath, [main, 'check', '--root', root, ...words], { env: { ...own, ...environment } })
  const ended = { code: null, out: '', error: '' } as Ended
  child.stdout.on('data', (chunk) => {
    ended.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    ended.error += chunk
  })
  return { child, ended: new Promise((resolve) => child.once('close', (code) => resolve({ ...ended, code }))) }
}
const check = (...words: string[]) => start(words).ended

const page = (components: string, more = '') =>
  writeFile(
    join(root, 'components.yml'),
    `candor: 1
site: { name: Test, url: https://status.example }
defaults: { allow_private: true, confirm: 1, timeout: 2s }
${more}components:
${components}`,
  )
const api = () => `  - { id: api, name: API, check: { type: http, url: "${server.url}" } }\n`
const closed = '  - { id: db, name: Database, check: { type: tcp, host: 127.0.0.1, port: 1 } }\n'
const rows = async () => {
  const [name] = (await readdir(join(root, 'checks'))).filter((file) => /^\d{4}-\d\d-\d\d\.csv$/.test(file))
  return (await readFile(join(root, 'checks', name!), 'utf8')).trim().split('\n')
}

describe('candor check', () => {
  test('shows a table, keeps a row, and exits 0 though something is down', async () => {
    await page(api() + closed)
    const { code, out } = await check()
    expect(code).toBe(0)
    expect(out).toMatch(/^COMPONENT {2}VERDICT {2,}MS {2}WHY\n/)
    expect(out).toMatch(/^api {8}up +\d+ {2}It answered\.$/m)
    expect(out).toMatch(/^db {9}down +\d+ {2}The server refused the connection\.$/m)
    expect(out).toMatch(/2 probed: 1 up, 1 down\.\n$/)
    const [header, row, ...rest] = await rows()
    expect(rest).toEqual([])
    expect(header).toBe('time,run,api,db,end_mark')
    expect(row).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ,[a-z]{16},\d+,\d+ refused,\.$/)
  })

  test('prints JSON and nothing else, in the shape of the contract', async () => {
    await page(api() + closed)
    const { out, error } = await check('--json', '--now', '2026-11-21T10:00:00Z')
    expect(error).toBe('')
    const { run, time, results } = JSON.parse(out)
    expect(run).toMatch(/^[a-z]+$/)
    expect(time).toBe('2026-11-21T10:00:00Z')
    expect(results.map((result: { id: string }) => result.id)).toEqual(['api', 'db'])
    expect(results[1]).toMatchObject({
      place: null,
      verdict: 'down',
      class: 'refused',
      detail: null,
      message: 'The server refused the connection.',
    })
    expect(Object.keys(results[0])).toEqual([
      'id',
      'place',
      'verdict',
      'class',
      'detail',
      'message',
      'ms',
      'timings',
      'attempts',
    ])
    expect(Object.keys(results[0].timings)).toEqual(['dns', 'connect', 'tls', 'ttfb', 'total'])
    expect(results[0].attempts).toHaveLength(1)
  })

  test('probes only what is due, and what is named in any case', async () => {
    await page(api())
    await check('--now', '2026-11-21T10:00:00Z')
    expect((await check('--now', '2026-11-21T10:04:00Z')).out).toMatch(/^Nothing is due yet/)
    expect((await check('api', '--now', '2026-11-21T10:04:00Z')).out).toMatch(/^api/m)
    expect((await check('--now', '2026-11-21T10:08:29Z')).out).toMatch(/^Nothing/)
    expect((await check('--now', '2026-11-21T10:08:30Z')).out).toMatch(/^api/m)
    expect(await rows()).toHaveLength(4)
  })

  test('keeps nothing with --dry-run', async () => {
    await page(api())
    expect((await check('--dry-run')).out).toMatch(/1 probed: 1 up/)
    expect(await readdir(root)).toEqual(['components.yml'])
  })

  test('exits 1 with --fail-on-down, 2 for wrong use, 3 for a missing secret', async () => {
    await page(api() + closed)
    expect((await check('--fail-on-down')).code).toBe(1)
    const stranger = await check('apo')
    expect(stranger).toMatchObject({ code: 2, out: '' })
    expect(stranger.error).toContain('`apo` is no component that is checked.\n  Expected api?')
    for (const words of [['--shard', '3/2'], ['--every', 'soon'], ['--for', '5m'], ['--no-such']]) {
      expect((await check(...words)).code).toBe(2)
    }
    await page(api().replace('http,', 'http, headers: { X: "${KEY}" },'), 'secrets: [KEY]\n')
    const { code, error, out } = await check('api')
    expect(code).toBe(3)
    expect(out).toContain('A secret that the check needs is missing.')
    expect(error).toContain('the secret KEY is not set')
  })

  test('shares the components out between shards, each exactly once', async () => {
    await page(Array.from({ length: 9 }, (_, i) => api().replace('id: api', `id: c${i}`)).join(''))
    const parts = await Promise.all(
      ['1/3', '2/3', '3/3'].map((shard) => check('--json', '--dry-run', '--shard', shard)),
    )
    const ids = parts.flatMap(({ out }) => JSON.parse(out).results.map((result: { id: string }) => result.id))
    expect(ids.sort()).toEqual(Array.from({ length: 9 }, (_, i) => `c${i}`))
  })

  test('names its rows after the run in Actions, and writes the table to the run’s page', async () => {
    await page(api())
    const summary = join(root, 'summary.md')
    const own = { GITHUB_RUN_ID: '8812345', GITHUB_RUN_ATTEMPT: '1', GITHUB_STEP_SUMMARY: summary }
    await start(['--shard', '1/1'], own).ended
    expect((await rows())[1]).toMatch(/Z,8812345\.1\.s1,/)
    expect(await readFile(summary, 'utf8')).toMatch(/\| api \| up \| \d+ \| It answered\. \|/)
  })

  test('goes on counting its rows when another step of the job has written some, and keeps each', async () => {
    await page(api())
    const own = { GITHUB_RUN_ID: '8812345', GITHUB_RUN_ATTEMPT: '1' }
    for (let step = 0; step < 3; step += 1) await start(['api'], own).ended
    await start(['api'], { ...own, GITHUB_RUN_ATTEMPT: '2' }).ended
    await start(['api', '--shard', '1/1'], own).ended
    const names = (await rows()).slice(1).map((line) => line.split(',')[1])
    expect(names).toEqual(['8812345.1', '8812345.1.r2', '8812345.1.r3', '8812345.2', '8812345.1.s1'])
  })

  test('counts on over midnight', async () => {
    await page(api())
    const own = { GITHUB_RUN_ID: '8812345', GITHUB_RUN_ATTEMPT: '1' }
    await start(['api', '--now', '2026-11-20T23:59:00Z'], own).ended
    const { out } = await start(['api', '--json', '--now', '2026-11-21T00:01:00Z'], own).ended
    expect(JSON.parse(out).run).toBe('8812345.1.r2')
  })

  test('keeps a beat of rounds named .r1, .r2 until its time is over', async () => {
    await page(api().replace('http,', 'http, interval: 200ms,'))
    const { code, out } = await check('--every', '1s', '--for', '2s', '--json')
    expect(code).toBe(0)
    const runs = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).run)
    expect(runs.map((run) => run.replace(/^[a-z]+/, ''))).toEqual(['.r1', '.r2'])
    expect(await rows()).toHaveLength(3)
  })

  test.each(['SIGTERM', 'SIGINT'] as const)('ends tidily at %s in the middle of a round', async (signal) => {
    const silent = await serve(() => {})
    await page(`${api()}  - { id: slow, name: Slow, check: { type: http, timeout: 60s, url: "${silent.url}" } }\n`)
    const { child, ended } = start(['--every', '60s', '--json'])
    while (silent.connections() === 0 || server.connections() === 0)
      await new Promise((resolve) => setTimeout(resolve, 10))
    await new Promise((resolve) => setTimeout(resolve, 100))
    child.kill(signal)
    const { code, out } = await ended
    expect(code).toBe(0)
    expect(JSON.parse(out).results.map((result: { id: string }) => result.id)).toEqual(['api'])
    expect((await rows())[1]).toMatch(/\.r1,\d+,,\.$/)
    await silent.close()
  })

  test('goes on with the last good components.yml, and exits 1', async () => {
    await page(api())
    await check()
    await writeFile(join(root, 'components.yml'), 'candor: 1\ncomponents: nonsense\n')
    const { code, out, error } = await check('api')
    expect(code).toBe(1)
    expect(out).toMatch(/^api +up/m)
    expect(error).toMatch(/components\.yml:\d+:\d+: /)
  })
})
