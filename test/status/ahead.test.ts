import { describe, expect, test } from 'vitest'
import { aheadOf } from '../../src/status/ahead.ts'
import { formatInstant } from '../../src/time/instant.ts'
import { snapshotOf } from './page-of.ts'

const config = `candor: 1
site: { name: Acme, url: https://status.acme.example }
defaults: { stale_after: 30m }
components:
  - { id: api, name: API, check: { type: http, url: https://api.acme.example/ } }
  - { id: web, name: Website, check: { type: http, url: https://acme.example/ } }
  - { id: mail, name: E-mail, since: 2026-11-01 }
`
const checks = {
  '2026-11-21.csv': `time,run,api,web,end_mark
2026-11-21T10:00:00Z,a.1,80,90,.
2026-11-21T10:05:00Z,a.2,81,10000 timeout,.
`,
}
const work = (start: string, end: string, components: string) => `---
title: Work
components: ${components}
maintenance: { start: 2026-11-21 ${start} UTC, end: 2026-11-21 ${end} UTC }
---

## Scheduled · 2026-11-20 09:00 UTC

We work on it.
`
const at = (now: string, incidents: Record<string, string>) => snapshotOf({ config, checks, incidents, now })
const seen = (incidents: Record<string, string>, now = '2026-11-21T10:06:00Z') =>
  aheadOf(at(now, incidents)).map(({ at: instant, headline, statuses }) => [
    formatInstant(instant).slice(11, 16),
    headline.text,
    statuses,
  ])

describe('what lies ahead', () => {
  test('is nothing without a maintenance to come', () => {
    expect(seen({})).toEqual([])
    expect(seen({ a: work('08:00', '09:00', '[api]') })).toEqual([])
  })

  test('is each begin and end, with what changes then alone', () => {
    expect(seen({ a: work('10:10', '10:20', '[api, mail]'), b: work('10:15', '10:25', '[mail]') })).toEqual([
      ['10:10', 'Partial System Outage', { api: 'under_maintenance', mail: 'under_maintenance' }],
      ['10:15', 'Partial System Outage', {}],
      ['10:20', 'Partial System Outage', { api: 'operational' }],
      ['10:25', 'Partial System Outage', { mail: 'operational' }],
    ])
  })

  test('is the end alone of a maintenance that runs', () => {
    expect(seen({ a: work('09:00', '10:20', '[api]') })).toEqual([
      ['10:20', 'Partial System Outage', { api: 'operational' }],
    ])
  })

  test('masks what probes see while it runs, and shows it again', () => {
    expect(seen({ a: work('10:10', '10:20', '[web]') })).toEqual([
      ['10:10', 'Service Under Maintenance', { web: 'under_maintenance' }],
      ['10:20', 'Partial System Outage', { web: 'major_outage' }],
    ])
  })

  test("leaves alone what a person's open incident names, and work that nobody notices", () => {
    const incident = '# Errors\n\n## Investigating · 2026-11-21 10:01 UTC {api=partial}\n\nWe look.\n'
    expect(seen({ a: work('10:10', '10:20', '[api]'), b: incident }).map(([, , statuses]) => statuses)).toEqual([
      {},
      {},
    ])
    expect(seen({ a: work('10:10', '10:20', '{ api: operational }') }).map(([, , statuses]) => statuses)).toEqual([
      {},
      {},
    ])
  })

  test('agrees with the page that is made at that minute', () => {
    const incidents = {
      a: work('10:10', '10:20', '[api, mail]'),
      b: work('10:12', '10:30', '[web]'),
      c: work('10:14', '10:16', '{ mail: operational }'),
    }
    const standing: Record<string, string> = {}
    const now = at('2026-11-21T10:06:00Z', incidents)
    for (const { component, status } of now.components) standing[component.id] = status
    for (const ahead of aheadOf(now)) {
      Object.assign(standing, ahead.statuses)
      const then = at(formatInstant(ahead.at), incidents)
      expect(standing).toEqual(Object.fromEntries(then.components.map((one) => [one.component.id, one.status])))
      expect(ahead.headline).toEqual(then.headline)
    }
  })
})
