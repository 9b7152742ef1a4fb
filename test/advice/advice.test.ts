import { describe, expect, it } from 'vitest'
import { adviseOn, worthALook } from '../../src/advice/advice.ts'
import { type Page, snapshotOf } from '../status/page-of.ts'

const config = `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: api, name: Public API, check: { type: http, url: https://api.acme.example/ } }
  - { id: web, name: Website, check: { type: http, url: https://acme.example/ } }
`
const header = 'time,run,api,web,end_mark\n'
const rows = (...lines: string[]) => ({
  '2026-11-21.csv': `${header}${lines.map((line) => `2026-11-21T${line},.\n`).join('')}`,
})
const apiDown = rows('10:00:00Z,a.1,80,90', '10:05:00Z,a.2,10 refused,90', '10:30:00Z,a.3,10 refused,90')

function advice(page: Omit<Page, 'config' | 'now'> & { now: string }) {
  const now = `2026-11-21T${page.now}:00Z`
  return adviseOn(snapshotOf({ config, audience: 'internal', ...page, now })).map(
    ({ kind, post, line, message }) => `${kind} ${post ?? '-'}:${line} ${message}`,
  )
}

const slow = (rest = '') => ({ slow: `# API slow\n\n## Investigating · 2026-11-21 10:00 UTC {api=degraded}\n${rest}` })
const maintenance = (window: string, words = '\nWe upgrade.\n', components = '[api]') =>
  `---\ntitle: Upgrade\ncomponents: ${components}\nmaintenance: { ${window} }\n---\n${words}`

describe('an open incident', () => {
  it.each([
    ['11:00', []],
    ['11:01', ['update_missing slow:3 "API slow" is open, and the last word on it was 1 h 1 min ago.']],
    ['15:30', ['update_missing slow:3 "API slow" is open, and the last word on it was 5 h ago.']],
  ])('without a word for over an hour is pointed out: at %s', (now, says) => {
    expect(advice({ incidents: slow(), now })).toEqual(says)
  })

  it.each([
    ['10:40', []],
    ['10:51', ['update_overdue slow:5 The next word on "API slow" was promised 1 min ago.']],
  ])('whose promised word did not come is pointed out: at %s', (now, says) => {
    const incidents = slow('\n## Identified · 2026-11-21 10:20 UTC {next=30m}\n')
    expect(advice({ incidents, now })).toEqual(says)
  })

  it('whose next word is promised for later may be silent until then', () => {
    expect(advice({ incidents: slow('\n## Identified · 2026-11-21 10:20 UTC {next=6h}\n'), now: '14:00' })).toEqual([])
  })

  it('is left alone once it is resolved, explained, or only a draft', () => {
    const over = '\n## Resolved · 2026-11-21 10:20 UTC\n'
    expect(advice({ incidents: slow(over), now: '20:00' })).toEqual([])
    expect(advice({ incidents: slow(`${over}\n## Postmortem · 2026-11-21 11:00 UTC\n`), now: '20:00' })).toEqual([])
    const draft = { slow: slow().slow.replace('# API slow\n', '---\ntitle: Slow\ndraft: true\n---\n') }
    expect(advice({ incidents: draft, now: '20:00' })).toEqual([])
  })
})

describe('what the probes see', () => {
  it.each([
    ['10:19', []],
    ['10:20', ['failing_unspoken -:1 Checks fail for Public API: for 15 min, and nobody has written about it.']],
  ])('and nobody has written about for 15 minutes is pointed out: at %s', (now, says) => {
    const checks = rows('10:00:00Z,a.1,80,90', '10:05:00Z,a.2,10 refused,90')
    expect(advice({ checks, now })).toEqual(says)
  })

  it('although somebody called it resolved is pointed out', () => {
    const incidents = {
      slow: '# API down\n\n## Investigating · 2026-11-21 10:06 UTC {api=major}\n\n## Resolved · 2026-11-21 10:20 UTC\n',
    }
    expect(advice({ incidents, checks: apiDown, now: '10:31' })).toEqual([
      'resolved_but_failing slow:1 "API down" is resolved, and checks of Public API still fail.',
    ])
  })

  it('shortly before a maintenance ends is pointed out', () => {
    const incidents = { up: maintenance('start: 2026-11-21 10:00 UTC, end: 2026-11-21 10:40 UTC') }
    expect(advice({ incidents, checks: apiDown, now: '10:29' })).toEqual([])
    expect(advice({ incidents, checks: apiDown, now: '10:31' })).toEqual([
      'maintenance_ends_failing up:1 "Upgrade" ends in 9 min, and checks of Public API fail.',
    ])
  })
})

describe('times that cannot be meant', () => {
  it('are an end before the start', () => {
    const incidents = slow('\n## Resolved · 2026-11-21 09:30 UTC\n')
    expect(advice({ incidents, now: '10:10' })).toEqual([
      'ends_before_start slow:5 It is resolved at 2026-11-21 09:30 UTC, before it began at 2026-11-21 10:00 UTC; so it stays open.',
    ])
  })

  it('are a moved end before the start', () => {
    const words = '\n## Scheduled · 2026-11-20 10:00 UTC {end=2026-11-21 12:00 UTC}\n'
    const incidents = { up: maintenance('start: 2026-11-22 10:00 UTC, end: 2026-11-22 11:00 UTC', words) }
    expect(advice({ incidents, now: '10:10' })).toEqual([
      'ends_before_start up:7 This Scheduled moves the end to 2026-11-21 12:00 UTC, before the start at 2026-11-22 10:00 UTC; so it is left where it was.',
    ])
  })

  it('are a window that was over when it was written, lately', () => {
    const words = '\n## Scheduled · 2026-11-21 10:00 UTC\n'
    const incidents = (year: number, day = words) => ({
      up: maintenance(`start: ${year}-11-28 02:00 UTC, end: ${year}-11-28 04:00 UTC`, day),
    })
    expect(advice({ incidents: incidents(2026), now: '10:10' })).toEqual([])
    expect(advice({ incidents: incidents(2025), now: '10:10' })).toEqual([
      'window_past up:1 This maintenance was over (2025-11-28 04:00 UTC) before it was written.',
    ])
    const long = words.replace('2026-11-21', '2026-10-21')
    expect(advice({ incidents: incidents(2025, long), now: '10:10' })).toEqual([])
  })

  it.each([
    ['[api]', '2026-11-22 03:59 UTC', true],
    ['[web, api]', '2026-11-22 02:00 UTC', true],
    ['[api]', '2026-11-22 04:00 UTC', false],
    ['[web]', '2026-11-22 03:00 UTC', false],
  ])('are two maintenances of one component at one time: %s from %s', (components, start, told) => {
    const incidents = {
      one: maintenance('start: 2026-11-22 02:00 UTC, end: 2026-11-22 04:00 UTC'),
      two: maintenance(`start: ${start}, end: 2026-11-22 06:00 UTC`, '\nToo.\n', components).replace('Upgrade', 'Move'),
    }
    expect(advice({ incidents, now: '10:10' })).toHaveLength(told ? 1 : 0)
  })
})

it('looks at what is open or of these weeks, and lets the past be', () => {
  const incidents = {
    old: `${slow().slow.replaceAll('2026-11', '2025-11')}\n## Resolved · 2025-11-21 11:00 UTC\n`,
    forgotten: slow().slow.replaceAll('2026-11', '2025-11'),
    ...slow('\n## Resolved · 2026-11-21 10:20 UTC\n'),
  }
  const { posts, now } = snapshotOf({ config, incidents, now: '2026-11-21T12:00:00Z' })
  expect(worthALook(posts, now).map(({ id }) => id)).toEqual(['forgotten', 'slow'])
})
