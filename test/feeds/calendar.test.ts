import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { maintenanceCalendar } from '../../src/feeds/calendar.ts'
import type { Snapshot } from '../../src/status/snapshot.ts'
import { sampleSnapshot } from '../site/sample.ts'
import { snapshotOf } from '../status/page-of.ts'

const words = { title: 'Acme: maintenance', affected: 'Affected' }
const write = (snapshot: Snapshot) => maintenanceCalendar(snapshot, words)

function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const events = calendar.getAllSubcomponents('vevent').map((event) => {
    const value = (name: string) => event.getFirstPropertyValue(name)
    return {
      uid: String(value('uid')),
      sequence: Number(value('sequence')),
      start: String(value('dtstart')),
      end: value('dtend') === null ? null : String(value('dtend')),
      status: String(value('status')),
      title: String(value('summary')),
      text: String(value('description')),
      url: String(value('url')),
      changed: String(value('last-modified')),
      transparency: String(value('transp')),
    }
  })
  return { calendar, events }
}

const page = (updates: string, now: string, repeat = '') =>
  snapshotOf({
    config: `candor: 1
site: { name: Acme, url: https://status.acme.example, timezone: Europe/Berlin }
components: [{ id: db, name: Database, since: 2026-01-01 }]
`,
    incidents: {
      upkeep: `---
title: "Upkeep, backups; and more"
components: [db]
maintenance:
  start: 2026-03-22 02:30
  end: 2026-03-22 03:30
${repeat}---

## Scheduled · 2026-03-01 09:00 UTC

Queries may be **slow**, see [the plan](https://acme.example/plan).

${updates}`,
    },
    now,
  })

const march = '2026-03-02T00:00:00Z'

describe('maintenance.ics', () => {
  test('is read by an independent parser: name, pace, and one event a window', () => {
    const { calendar, events } = read(write(page('', march)))
    const property = (name: string) => String(calendar.getFirstPropertyValue(name))
    expect(property('x-wr-calname')).toBe('Acme: maintenance')
    expect(property('refresh-interval')).toBe('PT1H')
    expect(property('method')).toBe('PUBLISH')
    expect(events).toEqual([
      {
        uid: 'upkeep@status.acme.example',
        sequence: 0,
        start: '2026-03-22T01:30:00Z',
        end: '2026-03-22T02:30:00Z',
        status: 'CONFIRMED',
        title: 'Upkeep, backups; and more',
        text: 'Queries may be slow, see the plan (https://acme.example/plan).\n\nAffected: Database',
        url: 'https://status.acme.example/incidents/upkeep/',
        changed: '2026-03-01T09:00:00Z',
        transparency: 'TRANSPARENT',
      },
    ])
  })

  test('keeps the UID of a window that is moved, and counts its sequence up', () => {
    const moved = page(
      '## Scheduled · 2026-03-02 09:00 UTC {start=2026-03-23T02:30}\n\nA day later.\n',
      '2026-03-03T00:00:00Z',
    )
    const [event] = read(write(moved)).events
    expect(event).toMatchObject({
      uid: 'upkeep@status.acme.example',
      sequence: 1,
      start: '2026-03-23T01:30:00Z',
      end: '2026-03-23T02:30:00Z',
      changed: '2026-03-02T09:00:00Z',
    })
  })

  test('cancels what was ended before it began', () => {
    const off = page('## Completed · 2026-03-10 09:00 UTC\n\nNot needed any more.\n', '2026-03-11T00:00:00Z')
    const [event] = read(write(off)).events
    expect(event).toMatchObject({ uid: 'upkeep@status.acme.example', status: 'CANCELLED', end: null, sequence: 1 })
  })

  test('writes each window of a rule at its clock time in UTC, over a clock change, with ids that stay', () => {
    const repeating = (now: string) => read(write(page('', now, '  repeat: FREQ=WEEKLY;COUNT=3\n'))).events
    const starts = repeating(march).map(({ uid, start }) => [uid, start])
    expect(starts).toEqual([
      ['upkeep-20260322@status.acme.example', '2026-03-22T01:30:00Z'],
      // 02:30 does not exist on the day the clocks go forward: it takes place an hour later.
      ['upkeep-20260329@status.acme.example', '2026-03-29T01:30:00Z'],
      ['upkeep-20260405@status.acme.example', '2026-04-05T00:30:00Z'],
    ])
    expect(repeating('2026-04-01T00:00:00Z').map(({ uid, start }) => [uid, start])).toEqual(starts)
  })

  test('is bounded, the windows nearest to now first to be kept', () => {
    const sample = sampleSnapshot()
    const one = sample.maintenances[0]!
    const many = Array.from({ length: 900 }, (_, index) => {
      const start = sample.now + (index - 100) * 86_400
      return { ...one, id: `w-${index}`, window: { start, end: start + 3600 } }
    })
    const { events } = read(write({ ...sample, maintenances: many }))
    expect(events).toHaveLength(300)
    expect(events.some(({ uid }) => uid.startsWith('w-100@'))).toBe(true)
  })

  test('stands when nothing is planned', () => {
    expect(read(write({ ...sampleSnapshot(), maintenances: [] })).events).toEqual([])
  })

  test('ends each line within 75 octets, with CRLF', () => {
    const lines = write(sampleSnapshot()).split('\r\n')
    expect(lines.at(-1)).toBe('')
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([])
    expect(lines.join('')).not.toMatch(/[\r\n]/)
  })

  test('holds whatever people write in the property it belongs to', () => {
    const sample = sampleSnapshot()
    const one = sample.maintenances[0]!
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc.string({ unit: fc.constantFrom('\r', '\n', '\\', ';', ',', ':', '"', 'n', 'é', '日', '😀', '\u2028') }),
      fc.constantFrom(
        'x\nEND:VEVENT\nBEGIN:VEVENT',
        'x\r\nATTACH:https://evil.example/',
        '\\',
        'BEGIN:VALARM',
        '\u0085',
      ),
    )
    fc.assert(
      fc.property(text, text, text, text, (title, body, name, site) => {
        const config = { ...sample.config, site: { ...sample.config.site, description: site || 'x' } }
        const entry = {
          ...one,
          title,
          updates: [{ ...one.updates[0]!, body }],
          components: [{ ...one.components[0]!, name }],
        }
        const { calendar, events } = read(
          maintenanceCalendar({ ...sample, config, maintenances: [entry] }, { ...words, title: site }),
        )
        expect(events).toHaveLength(1)
        const kinds = [calendar, ...calendar.getAllSubcomponents()].flatMap((part) =>
          part.getAllProperties().map((property) => property.name),
        )
        expect(kinds.filter((kind) => !known.has(kind))).toEqual([])
      }),
      { seed: 7, numRuns: process.env['CANDOR_DEEP'] ? 5000 : 300 },
    )
  })
})

const known = new Set(
  'version prodid url source method name x-wr-calname x-wr-caldesc refresh-interval x-published-ttl uid sequence dtstamp dtstart dtend summary transp description status created last-modified'.split(
    ' ',
  ),
)
