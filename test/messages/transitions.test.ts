import { describe, expect, test } from 'vitest'
import { makeWorld, pageOf } from './world.ts'

/** What the probes may say of a component. */
const cells = {
  up: { api: '5', 'api@eu': '5' },
  slow: { api: '900 slow', 'api@eu': '900 slow' },
  partly: { api: '5', 'api@eu': '9 refused' },
  down: { api: '9 refused', 'api@eu': '9 refused' },
  unknown: { api: '9 checker:no-network', 'api@eu': '9 checker:no-network' },
} as const
type State = keyof typeof cells | 'silent'

const opened = {
  slow: 'ops outage.opened: API is slow',
  partly: 'ops outage.opened: API is failing from some places',
  down: 'ops outage.opened: API is down',
}
const publicly = {
  partly: 'pub outage.opened: API is failing from some places',
  down: 'pub outage.opened: API is down',
}
const upAgain = ['ops outage.resolved: API is up again']
const stale = ['ops checks.stale: No recent data for 1 of 1 components']
const changed = (now: string, before: string) => `outage.changed: API is ${now} now, it was ${before}`

/** From a state that has lasted half an hour into another that does: what is told at the change, and once it has lasted. */
const table: Record<State, Record<State, { atOnce: string[]; later: string[] }>> = {
  up: {
    up: { atOnce: [], later: [] },
    slow: { atOnce: [opened.slow], later: [] },
    partly: { atOnce: [opened.partly], later: [publicly.partly] },
    down: { atOnce: [opened.down], later: [publicly.down] },
    unknown: { atOnce: [], later: stale },
    silent: { atOnce: [], later: stale },
  },
  slow: {
    up: { atOnce: upAgain, later: [] },
    slow: { atOnce: [], later: [] },
    partly: { atOnce: [`ops ${changed('failing from some places', 'slow')}`], later: [publicly.partly] },
    down: { atOnce: [`ops ${changed('down', 'slow')}`], later: [publicly.down] },
    unknown: { atOnce: [], later: stale },
    silent: { atOnce: [], later: stale },
  },
  partly: {
    up: { atOnce: [...upAgain, 'pub outage.resolved: API is up again'], later: [] },
    slow: {
      atOnce: ['ops', 'pub'].map((who) => `${who} ${changed('slow', 'failing from some places')}`),
      later: [],
    },
    partly: { atOnce: [], later: [] },
    down: {
      atOnce: ['ops', 'pub'].map((who) => `${who} ${changed('down', 'failing from some places')}`),
      later: [],
    },
    unknown: { atOnce: [], later: stale },
    silent: { atOnce: [], later: stale },
  },
  down: {
    up: { atOnce: [...upAgain, 'pub outage.resolved: API is up again'], later: [] },
    slow: { atOnce: ['ops', 'pub'].map((who) => `${who} ${changed('slow', 'down')}`), later: [] },
    partly: {
      atOnce: ['ops', 'pub'].map((who) => `${who} ${changed('failing from some places', 'down')}`),
      later: [],
    },
    down: { atOnce: [], later: [] },
    unknown: { atOnce: [], later: stale },
    silent: { atOnce: [], later: stale },
  },
  unknown: {
    up: { atOnce: [], later: [] },
    slow: { atOnce: [opened.slow], later: [] },
    partly: { atOnce: [opened.partly], later: [publicly.partly] },
    down: { atOnce: [opened.down], later: [publicly.down] },
    unknown: { atOnce: [], later: [] },
    silent: { atOnce: [], later: [] },
  },
  silent: {
    up: { atOnce: [], later: [] },
    slow: { atOnce: [opened.slow], later: [] },
    partly: { atOnce: [opened.partly], later: [publicly.partly] },
    down: { atOnce: [opened.down], later: [publicly.down] },
    unknown: { atOnce: [], later: [] },
    silent: { atOnce: [], later: [] },
  },
}

const states = Object.keys(table) as State[]
const pairs = states.flatMap((from) => states.map((to) => ({ from, to, ...table[from][to] })))

/** `06:00` and on, five minutes apart. */
const clock = (minutes: number) =>
  `${String(6 + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

describe('from one state of a component to another', () => {
  test.each(pairs)('$from, then $to', ({ from, to, atOnce, later }) => {
    const world = makeWorld(pageOf(['api']))
    let minute = 0
    const pass = (state: State, minutes: number) => {
      const told: string[][] = []
      for (const end = minute + minutes; minute < end; minute += 5) {
        if (state !== 'silent') world.round(clock(minute), cells[state])
        told.push(world.tell(clock(minute)))
      }
      return told
    }
    pass('up', 10)
    // Long enough for the public to hear of it, and for results to grow old.
    pass(from, from === 'silent' || from === 'unknown' ? 90 : 30)
    const [first, ...rest] = pass(to, 90)
    expect(first).toEqual(atOnce)
    expect(rest.flat()).toEqual(later)
  })
})

describe('an outage that was told', () => {
  const outage = () => {
    const world = makeWorld(pageOf(['api']))
    world.round('10:00', { api: '5' })
    world.tell('10:00')
    world.round('10:05', { api: '9 refused' })
    expect(world.tell('10:05')).toEqual(['ops outage.opened: API is down'])
    return world
  }

  test('is over when its component is retired while it is down', () => {
    const world = outage()
    world.config = world.config.replace('name: API,', 'name: API, retired: 2026-11-21T10:30:00Z,')
    for (const time of ['10:10', '10:25']) world.round(time, { api: '9 refused' })
    expect(world.tell('10:29')).toEqual(['pub outage.opened: API is down'])
    expect(world.tell('10:31')).toEqual([
      'ops outage.resolved: No longer failing: API',
      'pub outage.resolved: No longer failing: API',
    ])
    expect(world.tell('13:00')).toEqual([])
  })

  test('is over when its component is taken out of components.yml', () => {
    const world = outage()
    world.config = pageOf(['web'])
    const [planned] = world.messages('10:10')
    expect(planned?.message).toMatchObject({ event: 'outage.resolved', title: 'No longer failing: api' })
    expect(planned?.message.sections[0]?.text).toContain('no longer listed')
    expect(world.tell('10:15')).toEqual([])
  })

  test('goes on when its component is renamed', () => {
    const world = outage()
    world.config = pageOf(['{ id: gate, name: Gate, was: [api], check: { type: tcp, host: h.example, port: 1 } }'])
    world.round('10:10', { gate: '9 refused' })
    expect(world.tell('10:10')).toEqual([])
    world.round('10:12', { gate: '5' })
    expect(world.tell('10:12')).toEqual(['ops outage.resolved: Gate is up again'])
  })

  test('is over when a person calls it a false alarm', () => {
    const world = outage()
    world.incidents['no-outage'] =
      '---\ntitle: Our checker was at fault\nfalse_alarm: [api-20261121T100500Z]\n---\n\n## Resolved · 2026-11-21 10:08 UTC\n\nA firewall of ours.\n'
    const told = world.messages('10:10').filter(({ message }) => message.event === 'outage.resolved')
    expect(told.map(({ channel, message }) => [channel.id, message.title, message.sections[0]?.text])).toEqual([
      ['ops', 'No longer failing: API', 'It was a false alarm.'],
    ])
  })

  test('goes on when late results give it an earlier beginning', () => {
    const world = outage()
    world.round('10:03', { api: '9 refused' })
    expect(world.tell('10:06')).toEqual([])
    world.round('10:10', { api: '5' })
    expect(world.tell('10:10')).toEqual(['ops outage.resolved: API is up again'])
    expect(world.tell('10:15')).toEqual([])
  })

  test('goes on when it fails again after nobody looked', () => {
    const world = outage()
    world.tell('10:20')
    world.tell('12:00')
    world.round('12:10', { api: '9 refused' })
    expect(world.tell('12:10').filter((line) => line.startsWith('ops'))).toEqual([])
    world.round('12:15', { api: '5' })
    expect(world.tell('12:15').filter((line) => line.startsWith('ops'))).toEqual(upAgain)
  })
})
