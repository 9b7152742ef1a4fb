import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, expect, test } from 'vitest'
import { checkRound, type RunState } from '../../src/commands/check-round.ts'
import type { Config } from '../../src/config/config.ts'
import { component, http, tcp } from '../probe/support/check.ts'
import { closeAll, closedPort } from '../probe/support/servers.ts'

/** Ends its side of every connection: what it kept would be counted here too. */
const server = createServer((request, response) => {
  response.writeHead(request.url === '/broken' ? 500 : 200).end('ok')
})

afterAll(closeAll)
afterAll(() => server.close())

const rounds = process.env['CANDOR_DEEP'] ? 10_000 : 500
/** Compiled code grows for a while, results must not: 8,000 rounds of them would weigh 30 MB. */
const mostGrowth = 2 * 1024 * 1024

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Seconds. Each attempt's timers live a quarter of a second longer, and not one of them is a leak. */
const timeout = 0.3

/** Heap after everything that nobody holds is gone. */
async function heap(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, timeout * 1000 + 500))
  for (let time = 0; time < 3; time += 1) {
    collect()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return process.memoryUsage().heapUsed
}

test(`memory stays flat over ${rounds} rounds, and nothing is left open`, async () => {
  const root = await mkdtemp(join(tmpdir(), 'candor-memory-'))
  try {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const components = [
      component('well', http(`${url}/`, { timeout })),
      component('broken', http(`${url}/broken`, { timeout, confirm: 2, confirm_every: 0.001 })),
      component('gone', tcp(await closedPort(), { timeout })),
      component('secret', http(`${url}/`, { timeout, headers: { x: '${MISSING}' } })),
    ]
    const config = {
      components,
      secrets: ['MISSING'],
      reference: [],
      site: { url: 'https://status.example', repository: null },
    } as unknown as Config
    const stop = new AbortController()
    const state: RunState = { root, config, dryRun: false, stop: stop.signal, seen: new Map(), onFailure: () => {} }
    // A minute apart: a day file holds 1,440 of them, as it would.
    let now = 1_795_255_500
    const run = async (count: number) => {
      for (let number = 0; number < count; number += 1) {
        now += 60
        const { results } = await checkRound(state, components, `run.r${now}`, now)
        if (results.length !== 4) throw new Error('A result is missing.')
      }
    }
    const settled = Math.ceil(rounds / 5)
    await run(settled)
    const [before, open] = [await heap(), process.getActiveResourcesInfo().length]
    await run(rounds - settled)
    const grown = (await heap()) - before
    expect(grown).toBeLessThan(mostGrowth)
    expect(process.getActiveResourcesInfo().length).toBeLessThanOrEqual(open + 8)
  } finally {
    await rm(root, { recursive: true })
  }
}, 1_800_000)
