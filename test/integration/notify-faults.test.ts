import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { notifyAll } from '../../src/commands/notify-run.ts'
import { notificationEvents } from '../../src/config/channel-keys.ts'
import { pull } from '../../src/git/pull.ts'
import { loadNotified } from '../../src/store/notified-file.ts'
import { type Instant, parseInstant } from '../../src/time/instant.ts'
import { type Received, type Receiver, startReceiver } from '../channels/receiver.ts'
import { type Ground, makeGround, write } from '../git/clone.ts'
import { moment } from '../messages/world.ts'
import { bring, day, dayConfig, itemsOf, type Step } from './notify-day.ts'

vi.setConfig({ testTimeout: 900_000 })
const deep = Boolean(process.env['CANDOR_DEEP'])

let service: Receiver
/** What the service took, whatever it said to it. */
let taken: Received[]
const undo: (() => void)[] = []
const counts: string[] = []

beforeAll(async () => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  service = await startReceiver()
})
afterEach(() => {
  for (const each of undo.splice(0)) each()
})
afterAll(async () => {
  await service.close()
  console.log(counts.join('\n'))
})

interface Fault {
  name: string
  begin: () => void
  end: () => void
}

const well: Receiver['answer'] = (received, response) => {
  taken.push(received)
  response.end('{}')
}

const outOfOrder: [string, Receiver['answer']][] = [
  ['down', (_, response) => void response.socket?.resetAndDestroy()],
  ['slow', () => {}],
  ['429', (_, response) => void response.writeHead(429, { 'retry-after': '3600' }).end()],
  ['500', (_, response) => void response.writeHead(500).end()],
  [
    'closes early',
    (received, response) => {
      taken.push(received)
      response.socket?.destroy()
    },
  ],
  [
    'breaks off in its answer',
    (received, response) => {
      taken.push(received)
      response.writeHead(200, { 'content-length': '100' })
      response.write('{', () => response.socket?.destroy())
    },
  ],
]
const channelFaults: Fault[] = outOfOrder.map(([name, answer]) => ({
  name: `the channel: ${name}`,
  begin: () => {
    service.answer = answer
  },
  end: () => {
    service.answer = well
  },
}))

/** A remote that refuses the first, second or third push of a run, or all of them. */
function pushFault(ground: Ground, which: string): Fault {
  const refuse = join(ground.folder, 'origin.git', 'refuse')
  return {
    name: `push rejected: ${which}`,
    begin: () => writeFileSync(refuse, which),
    end: () => rmSync(refuse, { force: true }),
  }
}

const hook = `#!/bin/sh
[ -e refuse ] || exit 0
which=$(cat refuse)
[ "$which" = all ] && exit 1
[ "$which" = 1 ] && rm refuse && exit 1
echo $((which - 1)) > refuse
exit 0
`

function remote(): Ground {
  const ground = makeGround({ '.gitignore': 'checks/\n', 'components.yml': dayConfig(service.url) })
  undo.push(ground.remove)
  const path = join(ground.folder, 'origin.git/hooks/pre-receive')
  writeFileSync(path, hook)
  chmodSync(path, 0o755)
  return ground
}

/** Where a run works at a step of the day. */
type Place = (step: Step) => Promise<string>

/** A folder of one's own without a remote. */
function folderAlone(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'candor-notify-'))
  undo.push(() => rmSync(folder, { recursive: true, force: true }))
  write(folder, { 'components.yml': dayConfig(service.url) })
  return async (step) => {
    await bring(folder, step)
    return folder
  }
}

/** A clone that stays, as on a box of one's own. */
function clone(ground: Ground): Place {
  const root = ground.clone('box')
  return async (step) => {
    await bring(root, step)
    return root
  }
}

/** A fresh checkout for each run, as in Actions: what was not published is gone. */
function checkouts(ground: Ground): Place {
  let number = 0
  return async (step) => {
    number += 1
    const root = ground.clone(`run${number}`, '--depth=1')
    await pull(root, { results: { branch: 'status-data', keep: 90 * 86_400 } })
    const soFar = day.slice(0, day.indexOf(step) + 1)
    for (const { time, posts } of soFar) await bring(root, { time, posts })
    await bring(root, step)
    return root
  }
}

const run = (root: string, now: Instant) =>
  notifyAll(root, () => now, new AbortController().signal, { limit: 0.3, ahead: 0 })

interface Life {
  items: string[]
  events: Set<string>
  /** Of one run and its two successors: messages that came once more than they had to. */
  doubled: number[]
  /** Claimed, and after the two runs that follow a fault still neither told nor given up. */
  untold: string[]
}

/** Lives through the day: of the three runs after each thing that comes about, the first is hit by the fault. */
async function live(fault: Fault | null, place: Place, steps: readonly Step[]): Promise<Life> {
  taken = []
  service.answer = well
  const life: Life = { items: [], events: new Set(), doubled: [], untold: [] }
  for (const step of steps) {
    const before = taken.length
    let root = ''
    for (const [number, later] of [10, 140, 270].entries()) {
      root = await place(step)
      if (number === 0) fault?.begin()
      await run(root, parseInstant(moment(step.time))! + later)
      if (number === 0) fault?.end()
    }
    const came = taken.slice(before)
    const ids = new Set(came.map(({ body }) => (JSON.parse(body) as { id: string }).id))
    life.doubled.push(came.length - ids.size)
    const rows = await loadNotified(root)
    const done = new Set(rows.filter((row) => row.step !== 'claim').map(({ event }) => event))
    life.untold.push(...rows.filter(({ event }) => !done.has(event)).map(({ event }) => event))
    for (const event of done) life.events.add(event.split(':')[0]!)
  }
  life.items = taken.flatMap(itemsOf)
  return life
}

/** Reminders are counted from when the first word was told, which a fault moves. */
const lasting = (items: readonly string[]) =>
  [...new Set(items)].filter((item) => !item.startsWith('outage.reminder')).sort()

const references = new Map<number, Life>()
async function expectAllTold(what: string, fault: Fault, place: Place, steps = day): Promise<void> {
  const reference = references.get(steps.length) ?? (await live(null, folderAlone(), steps))
  references.set(steps.length, reference)
  const events = [...reference.events].filter((event) => event !== 'channel.begun')
  if (steps === day) expect(events.sort()).toEqual([...notificationEvents].sort())
  const life = await live(fault, place, steps)
  const told = new Set(life.items)
  const lost = lasting(reference.items).filter((item) => !told.has(item))
  const most = Math.max(...life.doubled)
  counts.push(
    `${what}, ${fault.name}: ${events.length} events, ${lost.length} lost, at most ${most} doubled after a fault (${life.doubled.reduce((a, b) => a + b)} in ${steps.length} faults), ${life.untold.length} not told within two runs`,
  )
  expect({ lost, invented: lasting(life.items).filter((item) => !lasting(reference.items).includes(item)) }).toEqual({
    lost: [],
    invented: [],
  })
  expect(most).toBeLessThanOrEqual(1)
  expect(life.untold).toEqual([])
}

test.each(channelFaults)('nothing is lost when $name', async (fault) => {
  await expectAllTold('alone', fault, folderAlone())
})

/** Pushes take their time. */
const pushed = deep ? day : day.slice(0, 3)

test.each(deep ? ['1', '2', '3', 'all'] : ['2'])('nothing is lost on a box when push %s is rejected', async (which) => {
  const ground = remote()
  await expectAllTold('on a box', pushFault(ground, which), clone(ground), pushed)
})

test.each(deep ? ['1', '2', '3', 'all'] : ['2'])(
  'nothing is lost in fresh checkouts when push %s is rejected',
  async (which) => {
    const ground = remote()
    await expectAllTold('in fresh checkouts', pushFault(ground, which), checkouts(ground), pushed)
  },
)

test('a closed port and a missing secret are told in a sentence, and hold up nobody else', async () => {
  taken = []
  service.answer = well
  const folder = mkdtempSync(join(tmpdir(), 'candor-notify-'))
  undo.push(() => rmSync(folder, { recursive: true, force: true }))
  const gone = await startReceiver()
  await gone.close()
  write(folder, {
    'components.yml': `${dayConfig(service.url)}  - { id: gone, type: slack, audience: operators, url: "${gone.url}/hush", allow_private: true }
  - { id: dark, type: discord, audience: operators, url: "\${HOOK}", allow_private: true }
  - { id: inner, type: slack, audience: operators, url: "${service.url}/inner" }
secrets: [HOOK]
`,
  })
  await bring(folder, day[1]!)
  const { told, refused } = await run(folder, parseInstant(moment('10:10'))! + 10)
  expect(told.map(({ channel }) => channel.id)).toEqual(['ops'])
  expect(Object.fromEntries(refused.map(({ planned, why }) => [planned.channel.id, why]))).toEqual({
    gone: 'The server refused the connection.',
    dark: expect.stringContaining('the secret HOOK is not set.'),
    inner: 'Its name leads to a private address, which may not be asked.',
  })
})
