import { describe, expect, test } from 'vitest'
import { makeWorld, pageOf } from './world.ts'

const onlyOps = (more = '') => `
notify:
  - { id: ops, type: webhook, audience: operators, url: "https://hooks.example/ops", secret: s${more} }`

const down = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, '9 refused']))
const up = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, '5']))

describe('a storm', () => {
  test('of 50 components is one digest a channel, at its beginning and at its end', () => {
    const ids = Array.from({ length: 50 }, (_, index) => `c${index + 1}`)
    const world = makeWorld(pageOf(ids))
    world.round('10:00', up(...ids))
    world.tell('10:00')
    world.round('10:05', down(...ids))
    const [storm, ...others] = world.messages('10:05')
    expect(others).toEqual([])
    expect(storm!.message.title).toBe('50 components fail: C1, C2 and 48 more')
    expect(storm!.ids).toHaveLength(50)
    expect(storm!.message.sections[0]!.text.split('\n').at(-1)).toBe('and 30 more')
    world.round('10:20', down(...ids))
    expect(world.tell('10:20')).toEqual(['pub outage.opened: 50 components fail: C1, C2 and 48 more'])
    world.round('10:25', up(...ids))
    expect(world.tell('10:25')).toEqual([
      'ops outage.resolved: 50 components are up again: C1, C2 and 48 more',
      'pub outage.resolved: 50 components are up again: C1, C2 and 48 more',
    ])
    expect(world.tell('10:30')).toEqual([])
  })

  test('names the component that the others need, and puts it first', () => {
    const world = makeWorld(
      pageOf([
        '{ id: web, name: Website, depends_on: [api], check: { type: tcp, host: h.example, port: 1 } }',
        '{ id: api, name: API, depends_on: [db], check: { type: tcp, host: h.example, port: 1 } }',
        '{ id: db, name: Database, check: { type: tcp, host: h.example, port: 1 } }',
      ]),
    )
    world.round('10:05', { web: '9 status:502', api: '9 timeout', db: '9 refused' })
    const [planned] = world.messages('10:05')
    expect(planned!.message.title).toBe('3 components fail: Database, Website and API')
    expect(planned!.message.sections[0]!.text).toBe(
      `Since 21 Nov 2026, 10:05 UTC.
Database: The server refused the connection.
Website: Because of Database. It answered with status 502.
API: Because of Database. It did not answer in time.`,
    )
  })

  test('that grows is told of what is new alone', () => {
    const world = makeWorld(pageOf(['db', 'api'], onlyOps()).replace('name: API,', 'name: API, depends_on: [db],'))
    world.round('10:05', { db: '9 refused', api: '5' })
    expect(world.tell('10:05')).toEqual(['ops outage.opened: DB is down'])
    world.round('10:10', { db: '9 refused', api: '9 timeout' })
    const [planned] = world.messages('10:10')
    expect(planned!.message).toMatchObject({ title: 'API is down', answers: true })
    expect(planned!.message.sections[0]!.text).toContain('Because of DB.')
  })
})

describe('a component that comes and goes', () => {
  test('is told at first, at its second failure, and once it has settled', () => {
    const world = makeWorld(pageOf(['api'], onlyOps()))
    const told: string[] = []
    const states = 'up down up down up up down up up down up up up up up up up up'.split(' ')
    for (const [index, state] of states.entries()) {
      const time = `10:${String(index * 3).padStart(2, '0')}`
      world.round(time, { api: state === 'up' ? '5' : '9 refused' })
      told.push(...world.tell(time).map((line) => `${time} ${line}`))
    }
    expect(told).toEqual([
      '10:03 ops outage.opened: API is down',
      '10:06 ops outage.resolved: API is up again',
      '10:09 ops outage.opened: API is down, 2 times in a row',
      '10:45 ops outage.resolved: API is up again',
    ])
  })

  test('between slow and down is not told of each swing', () => {
    const world = makeWorld(pageOf(['api'], onlyOps()))
    const told: string[] = []
    for (let index = 0; index < 12; index += 1) {
      const time = `10:${String(index * 5).padStart(2, '0')}`
      world.round(time, { api: index % 2 === 0 ? '900 slow' : '9 refused' })
      told.push(...world.tell(time))
    }
    expect(told).toEqual([
      'ops outage.opened: API is slow',
      'ops outage.changed: API is down now, it was slow',
      'ops outage.changed: API is slow now, it was down',
    ])
  })
})

describe('an outage over before it was told', () => {
  test('is one message to operators, and none to a public that it was too short for', () => {
    const world = makeWorld(pageOf(['api']))
    world.round('10:00', up('api'))
    world.tell('10:00')
    world.round('10:05', down('api'))
    world.round('10:10', up('api'))
    const told = world.messages('10:11')
    expect(told.map(({ channel, message }) => [channel.id, message.title])).toEqual([['ops', 'API is up again']])
    expect(told[0]!.message.sections[0]!.text).toBe(
      `It failed from 21 Nov 2026, 10:05 UTC to 21 Nov 2026, 10:10 UTC, for 5 min.
It was down: The server refused the connection.`,
    )
    expect(world.tell('10:15')).toEqual([])
  })

  test('is one message to the public when it lasted long enough', () => {
    const world = makeWorld(pageOf(['api']))
    world.tell('10:00')
    for (const time of ['10:05', '10:10', '10:15', '10:20']) world.round(time, down('api'))
    world.round('10:25', up('api'))
    expect(world.tell('10:30')).toEqual([
      'ops outage.resolved: API is up again',
      'pub outage.resolved: API is up again',
    ])
  })

  test('is told to nobody a day later, nor to a channel that is new', () => {
    const world = makeWorld(pageOf(['api']))
    world.tell('10:00')
    world.round('10:05', down('api'))
    world.round('10:10', up('api'))
    world.round('+1 10:29', up('api'))
    expect(world.tell('+1 10:30')).toEqual([])

    const late = makeWorld(pageOf(['api']))
    late.round('10:05', down('api'))
    late.round('10:10', up('api'))
    expect(late.tell('10:30')).toEqual([])
  })
})

describe('a channel’s own wishes', () => {
  const outage = (wish: string, components = ['api', 'web']) => {
    const world = makeWorld(pageOf(components, onlyOps(wish)))
    world.tell('09:00')
    return world
  }

  test('components: others are nothing to it', () => {
    const world = outage(', components: [web]')
    world.round('10:05', down('api', 'web'))
    expect(world.tell('10:05')).toEqual(['ops outage.opened: WEB is down'])
  })

  test('events: only these', () => {
    const world = outage(', events: [outage.resolved]')
    world.round('10:05', down('api'))
    expect(world.tell('10:05')).toEqual([])
    world.round('10:10', up('api'))
    expect(world.tell('10:10')).toEqual(['ops outage.resolved: API is up again'])
  })

  test('min_impact: from that impact on, also when it is reached later', () => {
    const world = outage(', min_impact: critical')
    world.round('10:05', { api: '900 slow' })
    expect(world.tell('10:05')).toEqual([])
    world.round('10:10', { api: '9 refused' })
    expect(world.tell('10:10')).toEqual(['ops outage.opened: API is down'])
  })

  test('quiet_hours: held back, then told as things are by then', () => {
    const world = outage(', quiet_hours: "22:00-07:00"')
    world.round('22:05', down('api', 'web'))
    expect(world.tell('22:05')).toEqual([])
    world.round('23:00', { api: '5', web: '9 refused' })
    world.round('+1 00:00', { api: '5', web: '9 refused' })
    expect(world.tell('+1 06:55')).toEqual([])
    world.round('+1 07:00', { api: '5', web: '9 refused' })
    expect(world.tell('+1 07:00').sort()).toEqual([
      'ops outage.opened: WEB is down',
      'ops outage.resolved: API is up again',
    ])
  })

  test('quiet_hours are those of site.timezone', () => {
    const world = outage(', quiet_hours: "22:00-07:00"')
    world.config = world.config.replace(
      'url: https://status.acme.example',
      'url: https://status.acme.example, timezone: Asia/Tokyo',
    )
    world.round('13:05', down('api'))
    expect(world.tell('13:05')).toEqual([])
    world.round('22:01', down('api'))
    expect(world.tell('22:01')).toEqual(['ops outage.opened: API is down'])
  })

  test('remind_every: while it lasts, counted from when it was told', () => {
    const world = outage(', remind_every: 30m')
    const told: string[] = []
    for (let minute = 0; minute < 120; minute += 5) {
      const time = `${10 + Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`
      world.round(time, minute < 100 ? down('api', 'web') : up('api', 'web'))
      told.push(...world.tell(time).map((line) => `${time} ${line}`))
    }
    expect(told).toEqual([
      '10:00 ops outage.opened: 2 components fail: API and WEB',
      '10:30 ops outage.reminder: 2 components still fail: API and WEB',
      '11:00 ops outage.reminder: 2 components still fail: API and WEB',
      '11:30 ops outage.reminder: 2 components still fail: API and WEB',
      '11:40 ops outage.resolved: 2 components are up again: API and WEB',
    ])
  })

  test('language: names in that language', () => {
    const world = makeWorld(
      pageOf(
        ['{ id: web, name: { en: Website, de: Webseite }, check: { type: tcp, host: h.example, port: 1 } }'],
        onlyOps(', language: de'),
      ).replace('url: https://status.acme.example', 'url: https://status.acme.example, languages: [en, de]'),
    )
    world.round('10:05', down('web'))
    expect(world.tell('10:05')).toEqual(['ops outage.opened: Webseite ist ausgefallen'])
  })
})

describe('a channel that opens and closes something', () => {
  const pager = `
notify:
  - { id: pager, type: pagerduty, audience: operators, routing_key: k }`

  test('has one thing for a group, and closes it when nothing of it fails any more', () => {
    const world = makeWorld(pageOf(['db', 'api'], pager))
    world.tell('10:00')
    world.round('10:05', down('db', 'api'))
    const opened = world.messages('10:05')
    expect(opened.map(({ message }) => [message.thread, message.keeps])).toEqual([['api-20261121T100500Z', 'open']])
    world.round('10:10', { db: '9 refused', api: '5' })
    expect(world.messages('10:10').map(({ message }) => [message.thread, message.keeps])).toEqual([
      ['api-20261121T100500Z', 'nothing'],
    ])
    world.round('10:15', up('db', 'api'))
    expect(world.messages('10:15').map(({ message }) => [message.thread, message.keeps])).toEqual([
      ['api-20261121T100500Z', 'closed'],
    ])
  })

  test('has one for each when they are nothing to one another', () => {
    const world = makeWorld(pageOf(['db', 'api'], pager))
    world.round('10:05', { db: '9 refused', api: '5' })
    world.tell('10:05')
    world.round('10:25', { db: '9 refused', api: '9 refused' })
    expect(world.messages('10:25').map(({ message }) => message.thread)).toEqual(['api-20261121T102500Z'])
  })

  test('keeps its name when late results put another outage before the first', () => {
    const world = makeWorld(pageOf(['db', 'api'], pager))
    world.round('10:05', { db: '9 refused' })
    expect(world.messages('10:05')[0]!.message.thread).toBe('db-20261121T100500Z')
    world.round('10:03', { api: '9 refused' })
    world.round('10:06', { db: '9 refused', api: '9 refused' })
    world.round('10:10', up('db', 'api'))
    expect(world.messages('10:10').map(({ message }) => message.thread)).toEqual(['db-20261121T100500Z'])
  })
})

describe('what operators say under an outage', () => {
  const lasting = () => {
    const world = makeWorld(pageOf(['api', 'web'], onlyOps(', remind_every: 10m')))
    world.tell('10:00')
    world.round('10:05', { api: '900 slow', web: '5' })
    expect(world.tell('10:05')).toHaveLength(1)
    return world
  }
  const word = { outage: 'api-20261121T100500Z', by: 'ada' }

  test('/ack: nobody is reminded of what somebody looks at', () => {
    const world = lasting()
    const time = world.known('10:08').internal.now
    world.operators.push({ ...word, time, step: 'ack', until: null })
    world.round('10:20', { api: '900 slow', web: '5' })
    expect(world.tell('10:20')).toEqual([])
    world.round('10:25', { api: '9 refused', web: '5' })
    expect(world.tell('10:25')).toEqual(['ops outage.changed: API is down now, it was slow'])
  })

  test('/mute: nothing of its whole group until then, but its end', () => {
    const world = lasting()
    const time = world.known('10:06').internal.now
    world.operators.push({ ...word, time, step: 'mute', until: time + 3600 })
    world.round('10:07', { api: '9 refused', web: '9 refused' })
    expect(world.tell('10:20')).toEqual([])
    world.round('10:40', { api: '9 refused', web: '5' })
    world.round('11:10', { api: '9 refused', web: '5' })
    expect(world.tell('11:10').filter((line) => line.includes('API'))).toEqual([
      'ops outage.changed: API is down now, it was slow',
    ])
    world.operators.push({ ...word, time: time + 3700, step: 'mute', until: time + 9999 })
    world.round('11:20', { api: '5', web: '5' })
    expect(world.tell('11:20')).toEqual(['ops outage.resolved: API is up again'])
  })
})
