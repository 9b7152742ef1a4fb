import { describe, expect, test } from 'vitest'
import { commentOf } from '../../src/review/comment.ts'
import { config, reportOf } from './sample.ts'

const now = '2026-11-21T10:30:00Z'
const plain = { commit: null, home: null, site: null }
const down = `# API is down

## Investigating · 2026-11-21 10:02 UTC {api=major next=30m}

Nobody can sign in.
`

describe('what visitors will see', () => {
  test('of a new incident: banner, components, words', () => {
    const report = reportOf({ config, now, to: { '2026-11-21-api': down } })
    expect(report.banner).toEqual({
      before: { state: 'none', text: 'All Systems Operational' },
      after: { state: 'major', text: 'Partial System Outage' },
    })
    expect(report.components).toEqual([{ name: 'Public API', before: 'operational', after: 'major_outage' }])
    expect(report.posts).toMatchObject([
      { change: 'added', kind: 'incident', title: 'API is down', impact: 'critical', shown: 'shown' },
    ])
    expect(report.posts[0]!.updates).toMatchObject([
      { status: 'investigating', change: 'new', body: 'Nobody can sign in.' },
    ])
  })

  test('of an update: the new words whole, the old ones in a line', () => {
    const to = { down: `${down}\n## Identified · 2026-11-21 10:20 UTC {api=partial}\n\nA bad deploy.\n` }
    const report = reportOf({ config, now, incidents: { down }, to })
    expect(report.posts[0]!.updates.map(({ status, change }) => `${status} ${change}`)).toEqual([
      'identified new',
      'investigating same',
    ])
    const words = commentOf(report, plain)
    expect(words).toContain('A bad deploy.')
    expect(words).not.toContain('Nobody can sign in.')
  })

  test('of an update that was reworded: that it changed', () => {
    const to = { down: down.replace('Nobody', 'Almost nobody') }
    const report = reportOf({ config, now, incidents: { down }, to })
    expect(report.posts[0]!.updates[0]).toMatchObject({ change: 'changed', body: 'Almost nobody can sign in.' })
    expect(report.components).toEqual([])
  })

  test('of a file that goes: that it disappears, and what comes back', () => {
    const report = reportOf({ config, now, incidents: { down }, to: { down: null } })
    expect(report.posts).toMatchObject([{ change: 'removed', shown: 'removed', title: 'API is down' }])
    expect(report.components).toEqual([{ name: 'Public API', before: 'major_outage', after: 'operational' }])
  })

  const unseen: [string, string, string][] = [
    [
      'a draft',
      'draft',
      '---\ntitle: A\ndraft: true\n---\n\n## Investigating · 2026-11-21 10:02 UTC {api=major}\n\nHm.\n',
    ],
    [
      'an internal one',
      'internal',
      '---\ntitle: A\naudience: internal\n---\n\n## Investigating · 2026-11-21 10:02 UTC\n\nHm.\n',
    ],
    ['one dated later', 'later', '# A\n\n## Investigating · 2026-11-21 11:02 UTC {api=major}\n\nHm.\n'],
    ['a notice that is over', 'over', '---\ntitle: A\ntype: notice\nuntil: 2026-11-20 10:00 UTC\n---\n\nHm.\n'],
  ]
  for (const [what, shown, text] of unseen) {
    test(`of ${what}: nothing, and why`, () => {
      const report = reportOf({ config, now, to: { a: text } })
      expect(report.posts).toMatchObject([{ shown }])
      expect(report.components).toEqual([])
      expect(commentOf(report, plain)).toContain('Visitors do not see this')
    })
  }

  test('of a maintenance: its next window, in the page’s zone', () => {
    const berlin = config.replace('example }', 'example, timezone: Europe/Berlin }')
    const text = `---
title: Database upgrade
components: [api]
maintenance: { start: 2026-11-07 02:00 UTC, end: 2026-11-07 04:00 UTC, repeat: FREQ=WEEKLY }
---

We upgrade the database.
`
    const report = reportOf({ config: berlin, now, to: { upgrade: text } })
    expect(report.posts).toMatchObject([{ kind: 'maintenance', impact: 'maintenance', window: { repeats: true } }])
    expect(commentOf(report, plain)).toContain('repeats; next 2026-11-28 03:00 +01:00 to 2026-11-28 05:00 +01:00')
  })
})

describe('who will be told', () => {
  const channels = `${config}notify:
  - { id: ops, type: slack, audience: operators, url: https://hooks.acme.example/x }
  - { id: all, type: ntfy, audience: public, url: https://ntfy.sh/a }
  - { id: web-only, type: ntfy, audience: public, url: https://ntfy.sh/b, components: [web] }
  - { id: grave, type: ntfy, audience: public, url: https://ntfy.sh/c, min_impact: critical }
  - { id: outages, type: ntfy, audience: public, url: https://ntfy.sh/d, events: [outage.opened] }
`
  const told = (to: Record<string, string | null>, incidents = {}) =>
    reportOf({ config: channels, now, incidents, to }).told.map(
      ({ id, events, quiet }) => `${id} ${events}${quiet ? ' (quiet)' : ''}`,
    )

  test('those whose components, impact and events it is', () => {
    expect(told({ down })).toEqual(['ops incident.created', 'all incident.created', 'grave incident.created'])
    expect(told({ a: '# A\n\n## Investigating · 2026-11-21 10:02 UTC {web=degraded}\n\nSlow.\n' })).toEqual([
      'ops incident.created',
      'all incident.created',
      'web-only incident.created',
    ])
  })

  test('`quiet` keeps it from subscribers, and operators hear of it', () => {
    expect(told({ down: down.replace('next=30m', 'quiet') })).toEqual([
      'ops incident.created',
      'all incident.created (quiet)',
      'grave incident.created (quiet)',
    ])
  })

  test('an update and an end are events of their own', () => {
    const more = `${down}\n## Identified · 2026-11-21 10:20 UTC\n\nA.\n\n## Resolved · 2026-11-21 10:25 UTC\n\nB.\n`
    expect(told({ down: more }, { down })[0]).toBe('ops incident.resolved')
    expect(told({ down: more.slice(0, more.indexOf('## Resolved')) }, { down })[0]).toBe('ops incident.updated')
  })

  test('those who open and close something of their own hear of outages, not of words', () => {
    const issues = `${config}notify: [{ id: issues, type: github_issue, audience: operators }]\n`
    expect(reportOf({ config: issues, now, to: { down } }).told).toEqual([])
  })

  test('nobody of an incident that was written down afterwards', () => {
    const text = `${down}\n## Resolved · 2026-11-21 10:20 UTC\n\nB.\n`
    const later = (time: string) => reportOf({ config: channels, now: time, to: { down: text } }).told.length
    expect([later('2026-11-21T11:00:00Z'), later('2026-11-21T13:00:00Z')]).toEqual([3, 0])
  })

  test('nobody of words that are a day old, reworded, draft or internal', () => {
    expect(told({ old: down.replaceAll('2026-11-21', '2026-11-19') })).toEqual([])
    expect(told({ down: down.replace('Nobody', 'Somebody') }, { down })).toEqual([])
    expect(told({ a: `---\ntitle: A\ndraft: true\n---\n${down.slice(13)}` })).toEqual([])
    expect(told({ a: `---\ntitle: A\naudience: internal\n---\n${down.slice(13)}` })).toEqual([])
  })

  test('of a maintenance: that it is scheduled, changed, completed', () => {
    const text = `---
title: Upgrade
components: [api]
maintenance: { start: 2026-11-21 12:00 UTC, end: 2026-11-21 14:00 UTC }
---

We upgrade.
`
    expect(told({ a: text })[0]).toBe('ops maintenance.scheduled')
    expect(told({ a: text.replace('14:00', '15:00') }, { a: text })[0]).toBe('ops maintenance.changed')
    const done = `${text}\n## Completed · 2026-11-21 10:29 UTC\n\nDone early.\n`
    expect(told({ a: done }, { a: text })[0]).toBe('ops maintenance.completed')
    expect(told({ a: text.replaceAll('2026-11-21', '2026-11-01') })).toEqual([])
  })

  test('without a channel the comment says that nobody is told', () => {
    expect(commentOf(reportOf({ config, now, to: { down } }), plain)).toContain('Nobody: there is no channel')
  })
})
