import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AnyCheck } from '../../../src/config/config.ts'
import type { Attempt } from '../../../src/probe/probe.ts'
import { type Authority, makeAuthority } from '../support/certificates.ts'
import { brief, http } from '../support/check.ts'
import { closeAll, serve, serveTls } from '../support/servers.ts'
import { breakingOff } from './breaking-off.ts'
import { excess } from './excess.ts'
import { handshakes } from './handshakes.ts'
import { http2 } from './http2.ts'
import { malformed } from './malformed.ts'
import { proxies } from './proxies.ts'
import { redirects } from './redirects.ts'
import { deadlineOf, type Place, type Sick } from './sick.ts'
import { statuses } from './statuses.ts'

const atOnce = 16
const allowedLate = 250

let authorities: Authority[]
let cases: Sick[]
let prober: ChildProcess
const waiting = new Map<number, (answer: { result: Attempt; took: number }) => void>()

beforeAll(async () => {
  authorities = await Promise.all([makeAuthority(), makeAuthority()])
  const [authority, other] = authorities as [Authority, Authority]
  const pair = await authority.issue({ san: 'IP:127.0.0.1' })
  cases = [
    ...breakingOff,
    ...malformed,
    ...excess,
    ...statuses,
    ...redirects,
    ...proxies,
    ...(await handshakes(authority, other)),
    ...http2(pair, authority.path),
  ]
  prober = fork(join(import.meta.dirname, 'prober.ts'), { execArgv: ['--disable-warning=ExperimentalWarning'] })
  await new Promise<void>((resolve) => prober.once('message', () => resolve()))
  prober.on('message', (message: { id?: number; result: Attempt; took: number }) => {
    if (message.id !== undefined) waiting.get(message.id)?.(message)
  })
})
afterAll(async () => {
  await closeAll()
  await Promise.all(authorities.map((authority) => authority.remove()))
})

function probed(id: number, check: AnyCheck): Promise<{ result: Attempt; took: number }> {
  return new Promise((resolve) => {
    waiting.set(id, resolve)
    prober.send({ id, check })
  })
}

/** Where an attempt ended, by the times that it tells. */
function placeOf({ timings }: Attempt, secure: boolean): Place {
  if (timings.dns === null) return 'dns'
  if (timings.connect === null) return 'connect'
  if (secure && timings.tls === null) return 'tls'
  return timings.ttfb === null ? 'ttfb' : 'answer'
}

async function runOne(one: Sick, id: number) {
  const running = one.tls === undefined ? await serve(one.act) : await serveTls(one.tls, one.act)
  const withPort = (text: string) => text.replace('{port}', String(running.port))
  const url = withPort(one.url ?? running.url)
  const { proxy, ...rest } = one.check ?? {}
  const check = http(url, {
    timeout: deadlineOf(one),
    ...rest,
    ...(proxy === undefined ? {} : { proxy: withPort(proxy) }),
  })
  const { result, took } = await probed(id, check)
  await running.close()
  return { said: `${one.name}: ${brief(result)} at ${placeOf(result, url.startsWith('https:'))}`, took }
}

test('every misbehaving server gets its verdict, class and phase in time, in little memory, and nothing stays open', async () => {
  expect(cases.length).toBeGreaterThanOrEqual(150)
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length)
  const said: string[] = Array(cases.length)
  const late: string[] = []
  let next = 0
  const worker = async (until: number) => {
    while (next < until) {
      const index = next
      next += 1
      const outcome = await runOne(cases[index]!, index)
      said[index] = outcome.said
      if (outcome.took > deadlineOf(cases[index]!) * 1000 + allowedLate)
        late.push(`${cases[index]!.name}: ${Math.round(outcome.took)} ms`)
    }
  }
  // The first probe loads what all of them need.
  await worker(1)
  await Promise.all(Array.from({ length: atOnce }, () => worker(cases.length)))
  expect(said).toEqual(cases.map(({ name, ends, at }) => `${name}: ${ends} at ${at}`))
  expect(late).toEqual([])

  const last = new Promise<{ peak: number; open: string[] }>((resolve) => prober.once('message', resolve))
  prober.send('stop')
  const { peak, open } = await last
  expect(peak).toBeLessThan(200 * 1024 * 1024)
  // Its own channel to this test remains.
  expect(open.filter((name) => name !== 'PipeWrap')).toEqual([])
}, 120_000)
