import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { formatInstant, type Instant, parseInstant } from '../../src/time/instant.ts'
import { type Received, type Receiver, startReceiver } from '../channels/receiver.ts'
import { type Ground, makeGround } from '../git/clone.ts'
import { bring, dayConfig, itemsOf } from './notify-day.ts'

const deep = Boolean(process.env['CANDOR_DEEP'])
const kills = deep ? 100 : 3
const main = join(import.meta.dirname, '../../src/main.ts')

let service: Receiver
let ground: Ground

beforeAll(async () => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  service = await startReceiver()
  ground = makeGround({ '.gitignore': 'checks/\n', 'components.yml': dayConfig(service.url) })
})
afterAll(async () => {
  await service.close()
  ground.remove()
})

/** `notify` in a process group of its own, its git with it; killed after some milliseconds, if any are given. */
async function notify(
  root: string,
  now: Instant,
  killAfter: number | null,
): Promise<{ code: number | null; words: string }> {
  const words = ['notify', '--root', root, '--now', formatInstant(now)]
  const child = spawn(process.execPath, [main, ...words], { detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part))
  const ended = once(child, 'close') as Promise<[number | null]>
  if (killAfter !== null) {
    await Promise.race([ended, wait(killAfter)])
    try {
      process.kill(-child.pid!, 'SIGKILL')
    } catch {
      // It was done already.
    }
  }
  const [code] = await ended
  return { code, words: said }
}

/** Far enough apart that the component does not come and go: an outage of the database begins, or is over. */
const apart = 70 * 60
const first = parseInstant('2026-11-21T06:00:00Z')!
const clockOf = (now: Instant) => {
  const days = Math.floor((now - parseInstant('2026-11-21T00:00:00Z')!) / 86_400)
  return `${days === 0 ? '' : `+${days} `}${formatInstant(now).slice(11, 16)}`
}

test(
  `killed at ${kills} random moments, nothing is lost and at most one message comes twice`,
  async () => {
    const box = ground.clone('box')
    const state = (number: number) => ({ db: number % 2 === 0 ? '5' : '9 refused', api: '5', web: '5' })
    // Both ways: a clone that stays, and a fresh checkout for each run.
    let checkouts = 0
    const fresh = () => {
      checkouts += 1
      return ground.clone(`fresh${checkouts}`, '--depth=1')
    }
    await bring(box, { time: clockOf(first), cells: state(0) })
    const began = performance.now()
    expect(await notify(box, first + 10, null)).toMatchObject({ code: 0 })
    const usual = performance.now() - began
    let lost = 0
    let most = 0
    let cut = 0
    for (let kill = 1; kill <= kills; kill += 1) {
      const now = first + kill * apart
      const there = async () => {
        const root = kill % 4 < 2 ? box : fresh()
        await bring(root, { time: clockOf(now - apart / 2), cells: state(kill - 1) })
        await bring(root, { time: clockOf(now), cells: state(kill) })
        return root
      }
      const before = service.received.length
      // The interesting part comes after the start.
      const killed = await notify(await there(), now + 10, usual * (0.3 + Math.random()))
      if (killed.code !== 0) cut += 1
      for (const later of [140, 270]) {
        const run = await notify(await there(), now + later, null)
        expect([run.code, run.words]).toEqual([0, run.words])
      }
      const came: Received[] = service.received.slice(before)
      const expected = kill % 2 === 1 ? 'outage.opened' : 'outage.resolved'
      const items = came.flatMap(itemsOf).filter((item) => item.startsWith(expected))
      if (items.length === 0) lost += 1
      most = Math.max(most, came.length - 1)
      expect([kill, new Set(items).size]).toEqual([kill, 1])
    }
    console.log(`${kills} kills, ${cut} before the run's end: ${lost} events lost, at most ${most} doubled`)
    expect(lost).toBe(0)
    expect(most).toBeLessThanOrEqual(1)
  },
  deep ? 1_800_000 : 300_000,
)
