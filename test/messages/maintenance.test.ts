import { describe, expect, test } from 'vitest'
import { makeWorld, pageOf } from './world.ts'

const work = (start: string, end: string, ...updates: string[]) => `---
title: Database upgrade
maintenance: { start: 2026-11-21T${start}Z, end: 2026-11-21T${end}Z }
components: [api]
---

${['## Scheduled · 2026-11-21 08:00 UTC\n\nWe upgrade the database.', ...updates].join('\n\n')}
`
const both = (line: string) => [`ops ${line}`, `pub ${line}`]

function world(text: string) {
  const made = makeWorld(pageOf(['api']), { upgrade: text })
  for (let minute = 0; minute < 24 * 60; minute += 10) {
    const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
    made.round(time, { api: '5' })
  }
  return made
}

describe('a maintenance', () => {
  test('is announced, reminded of, begun and over', () => {
    const page = world(work('10:00:00', '11:00:00'))
    expect(page.tell('08:01')).toEqual(both('maintenance.scheduled: Scheduled maintenance: Database upgrade'))
    expect(page.tell('08:30')).toEqual([])
    expect(page.tell('09:05')).toEqual(
      both('maintenance.reminder: Maintenance begins at 21 Nov 2026, 10:00 UTC: Database upgrade'),
    )
    expect(page.tell('09:30')).toEqual([])
    expect(page.tell('10:00')).toEqual(both('maintenance.started: Maintenance has begun: Database upgrade'))
    expect(page.tell('10:30')).toEqual([])
    expect(page.tell('11:00')).toEqual(both('maintenance.completed: Maintenance is complete: Database upgrade'))
    expect(page.tell('11:30')).toEqual([])
  })

  test('is told of when its window is moved, or a person says more', () => {
    const page = world(work('12:00:00', '13:00:00'))
    page.tell('08:01')
    page.incidents['upgrade'] = work('14:00:00', '15:00:00')
    expect(page.tell('08:30')).toEqual(both('maintenance.changed: Maintenance changed: Database upgrade'))
    expect(page.tell('08:35')).toEqual([])
    const longer = '## In progress · 2026-11-21 14:30 UTC {end=2026-11-21T16:00Z}\n\nIt takes longer.'
    page.tell('13:30')
    expect(page.tell('14:01')).toEqual(both('maintenance.started: Maintenance has begun: Database upgrade'))
    page.incidents['upgrade'] = work('14:00:00', '15:00:00', longer)
    const changed = page.messages('14:31')
    expect(changed.map(({ message }) => message.title)).toEqual(Array(2).fill('Maintenance changed: Database upgrade'))
    expect(changed[0]!.message.sections).toEqual([
      { heading: null, text: 'It takes longer.', markdown: 'It takes longer.' },
    ])
    expect(page.tell('15:10')).toEqual([])
    page.incidents['upgrade'] = work('14:00:00', '15:00:00', longer, '## Completed · 2026-11-21 15:40 UTC\n\nDone.')
    expect(page.tell('15:41')).toEqual(both('maintenance.completed: Maintenance is complete: Database upgrade'))
    expect(page.tell('16:10')).toEqual([])
  })

  test('that is announced just before it begins needs no reminder', () => {
    const page = world(work('08:30:00', '09:00:00'))
    expect(page.tell('08:01')).toHaveLength(2)
    expect(page.tell('08:20')).toEqual([])
  })

  test('that repeats is announced once, and tells of each time', () => {
    const page = world(
      work('10:00:00', '11:00:00').replace(
        'end: 2026-11-21T11:00:00Z',
        'end: 2026-11-21T11:00:00Z, repeat: FREQ=DAILY',
      ),
    )
    expect(page.tell('08:01')).toHaveLength(2)
    expect(page.tell('08:10')).toEqual([])
    expect(page.tell('09:05').map((line) => line.split(':')[0])).toEqual([
      'ops maintenance.reminder',
      'pub maintenance.reminder',
    ])
    expect(page.tell('10:01').map((line) => line.split(':')[0])).toEqual([
      'ops maintenance.started',
      'pub maintenance.started',
    ])
    expect(page.tell('11:01').map((line) => line.split(':')[0])).toEqual([
      'ops maintenance.completed',
      'pub maintenance.completed',
    ])
    expect(page.tell('12:00')).toEqual([])
    expect(
      page
        .tell('+1 09:05')
        .filter((line) => line.includes('maintenance'))
        .map((line) => line.split(':')[0]),
    ).toEqual(['ops maintenance.reminder', 'pub maintenance.reminder'])
  })

  test('that is written down afterwards is told to nobody', () => {
    const page = world('')
    page.incidents = {}
    page.tell('07:00')
    page.incidents['upgrade'] = work('08:30:00', '09:00:00')
    expect(page.tell('14:00')).toEqual([])
  })
})

describe('a failure that begins inside a maintenance window', () => {
  const failing = (from: string, to: string) => {
    const page = makeWorld(pageOf(['api']), { upgrade: work('10:00:00', '11:00:00') })
    for (let minute = 0; minute < 24 * 60; minute += 5) {
      const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
      page.round(time, { api: time >= from && time < to ? '9 refused' : '5' })
    }
    for (const time of ['08:01', '09:05', '10:00']) page.tell(time)
    return page
  }

  test('and ends with it is nobody’s news', () => {
    const page = failing('10:10', '10:40')
    expect(['10:10', '10:30', '10:45'].flatMap((time) => page.tell(time))).toEqual([])
    expect(page.tell('11:05')).toEqual(both('maintenance.completed: Maintenance is complete: Database upgrade'))
  })

  test('and outlasts it is told 10 minutes before its end, at its end, and to the public after a while', () => {
    const page = failing('10:10', '12:00')
    expect(['10:10', '10:30', '10:45'].flatMap((time) => page.tell(time))).toEqual([])
    const [early] = page.messages('10:51')
    expect(early!.message.title).toBe('API is down')
    expect(early!.message.sections[0]!.text).toContain(
      'It began during maintenance, which ends at 21 Nov 2026, 11:00 UTC.',
    )
    expect(page.tell('11:00')).toEqual([
      'ops outage.changed: The maintenance is over and API is still down',
      ...both('maintenance.completed: Maintenance is complete: Database upgrade'),
    ])
    expect(page.tell('11:05')).toEqual([])
    expect(page.tell('11:11')).toEqual(['pub outage.opened: API is down'])
    expect(page.tell('12:00')).toEqual(both('outage.resolved: API is up again'))
  })

  test('and ends in its last minutes is told and taken back', () => {
    const page = failing('10:10', '10:55')
    expect(page.tell('10:51')).toEqual(['ops outage.opened: API is down'])
    expect(page.tell('10:56')).toEqual(['ops outage.resolved: API is up again'])
  })
})
