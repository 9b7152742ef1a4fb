import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'

interface ApiIncident {
  id: string
  name: string
  status: string
}

let demo: ChildProcess
let scratch: string
let origin: string
let said = ''

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'candor-demo-test-'))
  const words = ['src/main.ts', 'demo', '--port', '0', '--outage-after', '1s', '--outage-for', '12s']
  demo = spawn(process.execPath, words, { env: { ...process.env, TMPDIR: scratch } })
  demo.stderr?.on('data', (text) => {
    said += text
  })
  const [line] = (await once(demo.stdout!, 'data')) as [Buffer]
  origin = line.toString().trim().replace(/\/$/, '')
}, 120_000)

afterAll(async () => {
  demo.kill('SIGKILL')
  await rm(scratch, { recursive: true, force: true })
})

async function incidents(): Promise<ApiIncident[]> {
  const response = await fetch(`${origin}/api/v2/incidents.json`)
  return ((await response.json()) as { incidents: ApiIncident[] }).incidents
}

/** Asks the page until it says what is awaited; the page is made anew at each change. */
async function until(holds: (all: ApiIncident[]) => boolean): Promise<ApiIncident[]> {
  for (;;) {
    const all = await incidents().catch(() => [])
    if (holds(all)) return all
    await pause(250)
  }
}

it('shows the sample history, then an outage that begins and ends while you watch', async () => {
  const home = await (await fetch(`${origin}/`)).text()
  expect(home).toContain('Webhook deliveries are delayed')
  expect(home).toContain('Database upgrade')
  expect(home).not.toContain('All Systems Operational')

  const isTheOutage = ({ id }: ApiIncident) => id.startsWith('api-')
  const [opened] = (await until((all) => all.some((one) => isTheOutage(one) && one.status === 'investigating'))).filter(
    isTheOutage,
  )
  expect(opened?.name).toBe('Checks fail for Public API')
  const all = await until((all) => all.some((one) => one.id === opened?.id && one.status === 'resolved'))
  expect(all.filter(isTheOutage)).toHaveLength(1)
  expect(said).toContain('The Public API is well again.')

  const written = all.filter(({ id }) => /^\d{4}-/.test(id))
  expect(written).toHaveLength(6)
}, 120_000)

it('ends at Ctrl-C and leaves nothing behind', async () => {
  demo.kill('SIGINT')
  const [code] = await once(demo, 'exit')
  expect(code).toBe(0)
  expect(readdirSync(scratch)).toEqual([])
}, 60_000)
