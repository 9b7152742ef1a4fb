import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { readNotified } from '../../src/checks/notified.ts'
import { type Receiver, startReceiver } from '../channels/receiver.ts'
import { type Ground, makeGround, published, write } from '../git/clone.ts'
import { listen, portOf } from '../workflows/ground.ts'
import { bring, day, dayConfig } from './notify-day.ts'

vi.setConfig({ testTimeout: 120_000 })
const main = join(import.meta.dirname, '../../src/main.ts')

let service: Receiver
let sick: Server
let ground: Ground
let root: string
let status = 500

beforeAll(async () => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  service = await startReceiver()
  sick = await listen(createServer((_, answer) => answer.writeHead(status).end('x')))
})
beforeEach(() => {
  service.received = []
  status = 500
})
afterEach(() => ground.remove())
afterAll(async () => {
  await service.close()
  await new Promise((resolve) => sick.close(resolve))
})

function clone(config: string): void {
  ground = makeGround({ '.gitignore': 'checks/\n', 'components.yml': config })
  root = ground.clone('here')
}

async function candor(...words: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [main, ...words, '--root', root], { stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { out: '', err: '' }
  child.stdout.on('data', (part: Buffer) => (said.out += part))
  child.stderr.on('data', (part: Buffer) => (said.err += part))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...said }
}

const steps = (text: string | null) =>
  readNotified(text ?? '').map(({ event, step }) => `${step} ${event.split(':')[0]}`)

test('a dry run shows what would be told to whom, and tells nobody', async () => {
  clone(dayConfig(service.url))
  await bring(root, day[1]!)
  const { code, out } = await candor('notify', '--dry-run', '--now', '2026-11-21T10:10:30Z')
  expect(code).toBe(0)
  expect(out).toBe(`CHANNEL  TYPE     EVENT          MESSAGE
ops      webhook  outage.opened  2 components fail: Database and API
Nobody was told: this was a dry run.
`)
  expect(service.received).toEqual([])
  expect(published(ground, 'status-data', 'checks/notified.csv')).toBeNull()
})

test('what was told is published, claim before word and word before next', async () => {
  clone(dayConfig(service.url))
  await bring(root, day[1]!)
  const seen: string[][] = []
  service.answer = (_, response) => {
    seen.push(steps(published(ground, 'status-data', 'checks/notified.csv')))
    response.end('{}')
  }
  const { out, err } = await candor('notify', '--now', '2026-11-21T10:10:30Z')
  service.answer = (_, response) => response.end('{}')
  expect(err).toBe('')
  expect(out).toContain('1 message told.')
  expect(seen).toEqual([['told channel.begun', 'claim outage.opened', 'claim outage.opened']])
  const after = steps(published(ground, 'status-data', 'checks/notified.csv'))
  expect(after).toEqual([...seen[0]!, 'told outage.opened', 'told outage.opened'])
  expect((await candor('notify', '--now', '2026-11-21T10:11:30Z')).out).toBe('Nobody had to be told anything.\n')
})

test('a channel that does not take it fails the run with a sentence and no secret', async () => {
  clone(dayConfig(`${service.url}/correct-horse`))
  await bring(root, day[1]!)
  service.answer = (_, response) => response.writeHead(500).end('correct-horse')
  const { code, out, err } = await candor('notify', '--now', '2026-11-21T10:10:30Z')
  service.answer = (_, response) => response.end('{}')
  expect([code, out]).toEqual([3, ''])
  expect(err).toBe(`candor: the channel \`ops\` (webhook) did not take outage.opened.
  It answered with status 500.
  Nothing is lost: the next run tries again, for a day.
`)
})

test('a message in whose words a secret stands is not sent; the others are', async () => {
  clone(dayConfig(service.url))
  await bring(root, day[1]!)
  await bring(root, day[4]!)
  vi.stubEnv('API_TOKEN', 'About 8% of')
  const { code, err } = await candor('notify', '--now', '2026-11-21T10:41:00Z')
  vi.stubEnv('API_TOKEN', '')
  expect(code).toBe(3)
  expect(err).toContain(`the channel \`ops\` (webhook) did not take incident.created.
  It was not sent: in it stands the value of API_TOKEN.
`)
  const told = service.received.map(({ body }) => body)
  expect(told.length).toBeGreaterThan(0)
  expect(told.join()).not.toContain('About 8% of')
  // Once it is gone, all is told.
  service.received = []
  const { out } = await candor('notify', '--now', '2026-11-21T10:42:00Z')
  expect(out).toContain('incident.created')
})

test('check --publish --notify tells of what it has just seen, and at its end', async () => {
  const check = `{ type: http, url: "http://127.0.0.1:${portOf(sick)}/", allow_private: true, confirm: 1, watch: 0s }`
  clone(`candor: 1
site: { name: Acme Status, url: https://status.acme.example }
components:
  - { id: api, name: API, check: ${check.replace(', watch: 0s', '')} }
notify:
  - { id: ops, type: webhook, audience: operators, url: "${service.url}/hook", secret: s, allow_private: true }
`)
  const first = await candor('check', 'api', '--publish', '--notify', '--no-watch')
  expect([first.code, first.err]).toEqual([0, ''])
  const told = () => service.received.map(({ body }) => (JSON.parse(body) as { event: string }).event)
  expect(told()).toEqual(['outage.opened'])
  status = 200
  const second = await candor('check', 'api', '--publish', '--notify', '--no-watch')
  expect([second.code, second.err]).toEqual([0, ''])
  expect(told()).toEqual(['outage.opened', 'outage.resolved'])
  const ledger = readFileSync(join(root, 'checks/notified.csv'), 'utf8')
  expect(published(ground, 'status-data', 'checks/notified.csv')).toBe(ledger)
  // What the folder has no channels for it does not load.
  write(root, { 'components.yml': 'candor: 1\nsite: { name: A, url: https://a.example }\ncomponents: []\n' })
  expect((await candor('notify')).out).toBe('Nobody had to be told anything.\n')
})
