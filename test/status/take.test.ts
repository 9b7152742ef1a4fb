import { describe, expect, it } from 'vitest'
import { type Page, snapshotOf } from './page-of.ts'

const config = `candor: 1
site: { name: Acme, url: https://status.acme.example }
defaults: { stale_after: 30m }
groups: [{ id: core, name: Core }]
components:
  - { id: api, name: Public API, group: core, check: { type: http, url: https://api.acme.example/ } }
  - { id: web, name: Website, group: core, check: { type: http, url: https://acme.example/ } }
  - { id: mail, name: E-mail, since: 2026-11-01 }
  - { id: vault, name: Secret vault, audience: internal, check: { type: tcp, host: vault.acme.example, port: 1 } }
`

const header = 'time,run,api,web,vault,end_mark\n'
const day = '2026-11-21.csv'
const rows = (...lines: string[]) => ({ [day]: `${header}${lines.map((line) => `2026-11-21T${line},.\n`).join('')}` })

const allUp = rows('10:00:00Z,a.1,80,90,5', '10:05:00Z,a.2,81,91,5')
const apiDown = rows('10:00:00Z,a.1,80,90,5', '10:05:00Z,a.2,10000 timeout,91,5', '10:10:00Z,a.3,10000 timeout,92,5')

function look(page: Omit<Page, 'config'> & { config?: string }) {
  const snapshot = snapshotOf({ config, ...page })
  return {
    snapshot,
    statuses: Object.fromEntries(snapshot.components.map(({ component, status }) => [component.id, status])),
    open: snapshot.incidents
      .filter((entry) => entry.open)
      .map(({ title, automatic }) => `${automatic ? 'auto: ' : ''}${title}`),
  }
}

const incident = (body: string, components = 'components: { api: partial_outage }') => `---
title: Errors on the API
${components}
---

${body}`

describe('the status of a component', () => {
  it('is operational while its results are good and fresh', () => {
    const { snapshot, statuses } = look({ checks: allUp, now: '2026-11-21T10:06:00Z' })
    expect(statuses).toEqual({ api: 'operational', web: 'operational', mail: 'operational' })
    expect(snapshot.headline.text).toBe('All Systems Operational')
  })

  it('is unknown, never operational, once its result is older than stale_after', () => {
    const fresh = look({ checks: allUp, now: '2026-11-21T10:35:00Z' })
    expect(fresh.statuses).toMatchObject({ api: 'operational' })
    const stale = look({ checks: allUp, now: '2026-11-21T10:35:01Z' })
    expect(stale.statuses).toEqual({ api: 'unknown', web: 'unknown', mail: 'operational' })
    expect(stale.snapshot.headline.text).toBe('No recent data for 2 of 3 components')
    expect(stale.snapshot.overall.description).toBe('All Systems Operational')
  })

  it('is unknown when nobody ever looked', () => {
    expect(look({ now: '2026-11-21T10:00:00Z' }).statuses).toMatchObject({ api: 'unknown', web: 'unknown' })
  })

  it('is what the probes say while no person says anything', () => {
    const { statuses, open, snapshot } = look({ checks: apiDown, now: '2026-11-21T10:12:00Z' })
    expect(statuses).toMatchObject({ api: 'major_outage', web: 'operational' })
    expect(open).toEqual(['auto: Checks fail for Public API'])
    expect(snapshot.incidents[0]).toMatchObject({
      id: 'api-20261121T100500Z',
      impact: 'critical',
      status: 'investigating',
    })
    expect(snapshot.incidents[0]?.updates.map(({ body }) => body)).toEqual([
      'Our checks cannot reach Public API since 10:05 UTC. It did not answer in time. Nobody has confirmed this yet.',
    ])
  })

  it('is what an open incident says, whatever the probes say', () => {
    const incidents = { '2026-11-21-api': incident('## Investigating · 2026-11-21 10:08 UTC\n\nSome calls fail.\n') }
    const { statuses, open } = look({ checks: apiDown, incidents, now: '2026-11-21T10:12:00Z' })
    expect(statuses).toMatchObject({ api: 'partial_outage' })
    expect(open).toEqual(['Errors on the API'])
  })

  it('is the worst of what several open incidents say', () => {
    const incidents = {
      one: incident('## Investigating · 2026-11-21 10:01 UTC\n'),
      two: incident('## Investigating · 2026-11-21 10:02 UTC\n', 'components: { api: major_outage }'),
    }
    expect(look({ checks: allUp, incidents, now: '2026-11-21T10:06:00Z' }).statuses).toMatchObject({
      api: 'major_outage',
    })
  })

  it('changes with an update, and comes back when it is resolved', () => {
    const text = incident(`## Investigating · 2026-11-21 10:01 UTC

## Identified · 2026-11-21 10:03 UTC {api=degraded}

## Resolved · 2026-11-21 10:05 UTC
`)
    const at = (clock: string) =>
      look({ checks: allUp, incidents: { one: text }, now: `2026-11-21T${clock}Z` }).statuses['api']
    expect(at('10:00:30')).toBe('operational')
    expect(at('10:02:00')).toBe('partial_outage')
    expect(at('10:04:00')).toBe('degraded_performance')
    expect(at('10:06:00')).toBe('operational')
  })
})

describe('a person who speaks of an outage', () => {
  it('replaces the automatic incident, and lends it the moment it began', () => {
    const incidents = { one: incident('## Investigating · 2026-11-21 10:15 UTC\n') }
    const { snapshot } = look({ checks: apiDown, incidents, now: '2026-11-21T10:20:00Z' })
    expect(snapshot.incidents).toHaveLength(1)
    expect(snapshot.incidents[0]?.outages.map(({ id }) => id)).toEqual(['api-20261121T100500Z'])
    expect(snapshot.incidents[0]?.startedAt).toBe(Date.parse('2026-11-21T10:05:00Z') / 1000)
  })

  it('is told when checks still fail after Resolved', () => {
    const incidents = {
      one: incident('## Investigating · 2026-11-21 10:06 UTC\n\n## Resolved · 2026-11-21 10:08 UTC\n'),
    }
    const { snapshot, statuses } = look({ checks: apiDown, incidents, now: '2026-11-21T10:12:00Z' })
    expect(snapshot.incidents[0]).toMatchObject({ open: true, status: 'resolved' })
    expect(snapshot.incidents[0]?.stillFailingSince).toBe(Date.parse('2026-11-21T10:05:00Z') / 1000)
    expect(statuses).toMatchObject({ api: 'major_outage' })
  })

  it('can strike a false alarm, with the reason', () => {
    const incidents = {
      wrong: `---
title: Our probe's network failed
false_alarm: [api-20261121T1005]
---

## Resolved · 2026-11-21 10:11 UTC

The runner had lost its network.
`,
    }
    const { snapshot, statuses, open } = look({ checks: apiDown, incidents, now: '2026-11-21T10:12:00Z' })
    expect(open).toEqual([])
    expect(statuses).toMatchObject({ api: 'operational' })
    expect(snapshot.outages[0]?.falseAlarm).toEqual({ incident: 'wrong', reason: 'The runner had lost its network.' })
    expect(snapshot.components[0]?.windows['24h'].down_s).toBe(0)
  })
})

describe('a maintenance', () => {
  const incidents = {
    upgrade: `---
title: Upgrade
components: [api]
maintenance: { start: 2026-11-21 10:04 UTC, end: 2026-11-21 10:30 UTC }
---

## Scheduled · 2026-11-20 09:00 UTC

We upgrade.
`,
  }
  it('changes nothing before its start, and masks probes inside its window', () => {
    const before = look({ checks: allUp, incidents, now: '2026-11-21T10:03:00Z' })
    expect(before.statuses).toMatchObject({ api: 'operational' })
    expect(before.snapshot.maintenances[0]).toMatchObject({ status: 'scheduled', open: false })
    const inside = look({ checks: apiDown, incidents, now: '2026-11-21T10:12:00Z' })
    expect(inside.statuses).toMatchObject({ api: 'under_maintenance' })
    expect(inside.open).toEqual([])
    expect(inside.snapshot.maintenances[0]).toMatchObject({ status: 'in_progress', open: true })
  })
  it('ends by the clock, and what still fails then is told', () => {
    const after = look({ checks: apiDown, incidents, now: '2026-11-21T10:31:00Z' })
    expect(after.snapshot.maintenances[0]).toMatchObject({ status: 'completed' })
    expect(after.statuses).toMatchObject({ api: 'major_outage' })
    expect(after.open).toEqual(['auto: Checks fail for Public API'])
  })
})

describe('an audience', () => {
  it('of the public sees not one byte of what is internal', () => {
    const { snapshot } = look({ checks: allUp, now: '2026-11-21T10:06:00Z' })
    expect(JSON.stringify({ ...snapshot, config: snapshot.config })).not.toContain('vault')
  })
  it('of operators sees all', () => {
    const { statuses } = look({ checks: allUp, now: '2026-11-21T10:06:00Z', audience: 'internal' })
    expect(Object.keys(statuses)).toContain('vault')
  })
})

it('says an update is overdue only while the incident is open and no newer word came', () => {
  const incidents = { one: incident('## Investigating · 2026-11-21 10:00 UTC {next=30m}\n') }
  const at = (clock: string) =>
    snapshotOf({ config, incidents, now: `2026-11-21T${clock}:00Z` }).incidents[0]?.updates[0]
  expect(at('10:29')).toMatchObject({ overdue: false })
  expect(at('10:31')).toMatchObject({ overdue: true })
})
