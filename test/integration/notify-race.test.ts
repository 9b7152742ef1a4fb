import process from 'node:process'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { notifyAll } from '../../src/commands/notify-run.ts'
import { publishResults } from '../../src/commands/publish-results.ts'
import { pull } from '../../src/git/pull.ts'
import { loadConfig } from '../../src/store/config-file.ts'
import { formatInstant, type Instant, parseInstant } from '../../src/time/instant.ts'
import { type Receiver, startReceiver } from '../channels/receiver.ts'
import { type Ground, makeGround } from '../git/clone.ts'
import { bring, dayConfig, itemsOf } from './notify-day.ts'

const deep = Boolean(process.env['CANDOR_DEEP'])
const rounds = deep ? 40 : 1
vi.setConfig({ testTimeout: deep ? 900_000 : 120_000 })

let service: Receiver
let ground: Ground
beforeAll(async () => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  service = await startReceiver()
})
beforeEach(() => {
  ground = makeGround({ '.gitignore': 'checks/\n', 'components.yml': dayConfig(service.url) })
})
afterEach(() => ground.remove())
afterAll(() => service.close())

const first = parseInstant('2026-11-21T06:00:00Z')!
/** Far enough apart that an outage does not come and go. */
const apart = 70 * 60
const stop = new AbortController().signal

async function see(root: string, at: Instant, db: string): Promise<void> {
  const days = Math.floor((at - parseInstant('2026-11-21T00:00:00Z')!) / 86_400)
  const time = `${days === 0 ? '' : `+${days} `}${formatInstant(at).slice(11, 16)}`
  await bring(root, { time, cells: { db, api: '5', web: '5' } })
}

/** Seconds by which the clock of the second machine is off. */
test.each(deep ? [0, 1, -1, 45] : [0, -1])(
  'of two machines, clocks %i s apart, that find the same outage at the same moment one tells it',
  async (apartBy) => {
    const roots = [0, 1].map((machine) => ground.clone(`machine${machine}`))
    const { config } = await loadConfig(roots[0]!)
    const tell = (machine: number, at: Instant) =>
      notifyAll(roots[machine]!, () => at + (machine === 0 ? 0 : apartBy), stop)
    await see(roots[0]!, first, '5')
    await tell(0, first + 60)
    service.received = []

    const told: string[] = []
    for (let round = 1; round <= rounds; round += 1) {
      const now = first + round * apart
      for (const root of roots) await pull(root, config)
      for (const root of roots) await see(root, now, round % 2 === 1 ? '9 refused' : '5')
      const outcomes = await Promise.all([tell(0, now + 60), tell(1, now + 60)])
      for (const { refused, stopped } of outcomes) expect([refused, stopped]).toEqual([[], null])
      // Who was told is told: nothing is left for the runs that come after it.
      for (const machine of [0, 1]) {
        await pull(roots[machine]!, config)
        expect((await tell(machine, now + 600)).told).toEqual([])
      }
      told.push(...service.received.splice(0).flatMap(itemsOf))
    }
    const events = told.map((item) => item.split(' ')[0])
    expect(events).toEqual(
      Array.from({ length: rounds }, (_, at) => (at % 2 === 0 ? 'outage.opened' : 'outage.resolved')),
    )
    expect(new Set(told).size).toBe(told.length)
  },
)

test('what the same run publishes meanwhile keeps no message back', async () => {
  const root = ground.clone('box')
  const { config } = await loadConfig(root)
  await see(root, first, '5')
  await notifyAll(root, () => first + 60, stop)
  await see(root, first + apart, '9 refused')
  service.received = []
  // On a beat rounds do not wait for their publishes: one is nearly always under way.
  let telling = true
  const beat = async (pace: number) => {
    for (let round = 1; telling; round += 1) {
      await see(root, first + apart + pace * 60 + round * 120, '9 refused')
      await publishResults(root, config, first + apart + 60)
    }
  }
  const beats = [beat(0), beat(1)]
  const { told } = await notifyAll(root, () => first + apart + 60, stop).finally(() => {
    telling = false
  })
  await Promise.all(beats)
  expect(told.map(({ message }) => message.event)).toEqual(['outage.opened'])
  expect(service.received.flatMap(itemsOf)).toHaveLength(1)
})
