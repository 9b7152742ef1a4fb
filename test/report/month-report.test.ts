import { describe, expect, test } from 'vitest'
import { reportCsv } from '../../src/report/csv.ts'
import { reportMarkdown } from '../../src/report/markdown.ts'
import { monthReport } from '../../src/report/month-report.ts'
import { parseInstant } from '../../src/time/instant.ts'
import { type Page, snapshotOf } from '../status/page-of.ts'

const config = `candor: 1
site: { name: Acme Status, url: https://status.acme.example, timezone: Europe/Berlin }
defaults: { stale_after: 24h }
components:
  - { id: api, name: API, target: 99.95, check: { type: http, url: https://api.acme.example/ } }
  - { id: web, name: Web, check: { type: http, url: https://acme.example/ } }
`
// The clocks of Berlin go back on 25 October: its October begins on 30 September at 22:00 and ends on 31 October at 23:00.
const spans = `component,start,end,verdict,class,detail,end_mark
api,2026-10-10T10:00:00Z,2026-10-10T10:20:00Z,down,status,503,.
api,2026-10-12T10:00:00Z,2026-10-12T10:10:00Z,degraded,slow,,.
api,2026-10-15T10:00:00Z,2026-10-15T11:00:00Z,down,timeout,,.
api,2026-10-20T22:30:00Z,2026-10-20T23:00:00Z,down,refused,,.
*,2026-10-22T00:00:00Z,2026-10-22T06:00:00Z,unknown,,,.
api,2026-10-31T22:50:00Z,2026-10-31T23:10:00Z,down,timeout,,.
`
function closed(first: string, days: number): Record<string, string> {
  const dates = Array.from({ length: days }, (_, at) =>
    new Date(Date.parse(`${first}T00:00:00Z`) + at * 86_400_000).toISOString().slice(0, 10),
  )
  const latency = dates.flatMap((date) => ['api', 'web'].map((id) => `${date},${id},288,80,90,.\n`)).join('')
  return {
    'ledger.csv': `date,sha256,end_mark\n${dates.map((date) => `${date},${'0'.repeat(64)},.\n`).join('')}`,
    'latency-2026.csv': `date,component,runs,p50_ms,p95_ms,end_mark\n${latency}`,
  }
}
const incidents = {
  '2026-10-10-api': `---
title: API | errors
components: { api: major_outage }
---
## Investigating · 2026-10-10 10:07 UTC
We look.
## Resolved · 2026-10-10 10:25 UTC
## Postmortem · 2026-11-03 09:00 UTC
A bad deploy.
`,
  'move-2026': `---
title: Moving house
components: [api]
maintenance: { start: 2026-10-20T22:00:00Z, end: 2026-10-20T23:00:00Z }
---
## Scheduled · 2026-10-13 09:00 UTC
`,
  'false-alarm': `---
title: Our own firewall
components: [api]
false_alarm: [api-20261015]
---
## Resolved · 2026-11-02 08:00 UTC
The checker was locked out.
`,
}
const page: Page = {
  config,
  incidents,
  checks: { 'spans-2026.csv': spans, ...closed('2026-09-20', 50) },
  now: '2026-11-10T00:00:00Z',
}
const snapshot = snapshotOf(page)
const report = monthReport(snapshot, '2026-10')!
const api = report.components[0]!
const minutes = (count: number) => count * 60

describe('the figures of a month', () => {
  test('are those of the civil month of the page, 31 days and an hour long here', () => {
    expect(report.window.end - report.window.start).toBe(31 * 86_400 + 3600)
    expect(monthReport(snapshot, '2026-11')!.isOver).toBe(false)
  })

  test('leave out maintenance, false alarms and time in which nobody looked, each with its reason', () => {
    // Down: 20 minutes on the 10th (the incident says 18, of which 13 are the same; 5 more), 10 before midnight of the 31st.
    expect(api.down_s).toBe(minutes(20 + 5 + 10))
    expect(api.degraded_s).toBe(minutes(10))
    expect(api.observed_s).toBe(31 * 86_400 + 3600 - 6 * 3600 - 3600 - 3600)
    expect(api.uptime).toBe(99.92)
    expect(api.observed).toBeCloseTo(1 - (6 * 3600) / (31 * 86_400 + 3600), 10)
    expect(report.exclusions.filter(({ component }) => component === 'api')).toEqual([
      {
        component: 'api',
        kind: 'maintenance',
        start: parseInstant('2026-10-20T22:00:00Z'),
        end: parseInstant('2026-10-20T23:00:00Z'),
        seconds: 3600,
        id: 'move-2026',
        reason: 'Moving house',
      },
      {
        component: 'api',
        kind: 'false_alarm',
        start: parseInstant('2026-10-15T10:00:00Z'),
        end: parseInstant('2026-10-15T11:00:00Z'),
        seconds: 3600,
        id: 'api-20261015T100000Z',
        reason: 'The checker was locked out.',
      },
      expect.objectContaining({ kind: 'unobserved', seconds: 6 * 3600, reason: 'nobody looked' }),
    ])
  })

  test('list the outages that count, each once, also those of the month next to it', () => {
    expect(api.outages.map(({ id }) => id)).toEqual([
      'api-20261010T100000Z',
      'api-20261012T100000Z',
      'api-20261020T223000Z',
      'api-20261031T225000Z',
    ])
    expect(monthReport(snapshot, '2026-11')!.components[0]!.outages.map(({ id }) => id)).toEqual([
      'api-20261031T225000Z',
    ])
  })
})

test('time to acknowledge is from the start of the outage to the first word of a person, to resolve to its end', () => {
  const [first, second] = report.incidents
  expect(first).toMatchObject({ acknowledge_s: minutes(7), resolve_s: minutes(25) })
  expect(first!.entry.id).toBe('2026-10-10-api')
  expect(second).toMatchObject({ acknowledge_s: null, resolve_s: minutes(20) })
  expect(second!.entry.automatic).toBe(true)
  expect(report.acknowledge).toEqual({ count: 1, median_s: minutes(7), longest_s: minutes(7) })
  expect(report.resolve).toEqual({ count: 2, median_s: minutes(25), longest_s: minutes(25) })
})

describe('corrections after the end of the month', () => {
  test('stand with their dates', () => {
    expect(report.errata.map(({ at, kind, what, incident }) => [at, kind, what, incident])).toEqual([
      [parseInstant('2026-11-02T08:00:00Z'), 'false_alarm', 'api-20261015T100000Z', 'false-alarm'],
      [parseInstant('2026-11-03T09:00:00Z'), 'update', 'postmortem', '2026-10-10-api'],
    ])
  })

  test('are none of a month that they do not touch', () => {
    expect(monthReport(snapshot, '2026-09')!.errata).toEqual([])
  })

  test('a file that was written into the past is dated by its commit', () => {
    const before = { ...incidents, '2026-10-10-api': incidents['2026-10-10-api'].replace(/## Postmortem[\s\S]*/, '') }
    const changed = new Map([['2026-10-10-api', parseInstant('2026-11-05T12:00:00Z')!]])
    const late = monthReport(snapshotOf({ ...page, incidents: before }), '2026-10', changed)!
    expect(late.errata.at(-1)).toMatchObject({ at: parseInstant('2026-11-05T12:00:00Z'), kind: 'changed' })
  })
})

test('a month that is none, or that has not begun, has no report', () => {
  for (const month of ['2026-13', '2026', 'October', '2026-12']) expect(monthReport(snapshot, month)).toBeNull()
})

test('Markdown says it to people, their words made safe', () => {
  const text = reportMarkdown(report, snapshot)
  expect(text).toContain('# Acme Status: 2026-10')
  expect(text).toContain('From 2026-10-01 00:00 to 2026-11-01 00:00, Europe/Berlin.')
  expect(text).toContain('| api | 99.92 | 99.95 | 99.1 % | 35 min | - | 10 min | 4 |')
  expect(text).toContain('API \\| errors')
  expect(text).toContain('- api: 1 h from 2026-10-21 00:00, maintenance Moving house')
  expect(text).toContain(
    '- api: 1 h from 2026-10-15 12:00, false alarm api-20261015T100000Z: The checker was locked out.',
  )
  expect(text).toContain('- web: 6 h in which nobody looked (1 gap, the longest 6 h)')
  expect(text).toContain('- 2026-11-02 09:00: api-20261015T100000Z struck as a false alarm (false-alarm)')
  expect(text).toContain('Acknowledged: 1 incident, median 7 min, longest 7 min.')
})

test('CSV has a row for each, as many cells as columns, and no formula of anybody', () => {
  const hostile = {
    ...incidents,
    '2026-10-10-api': incidents['2026-10-10-api'].replace('API | errors', '"=1+1, \\"x\\""'),
  }
  const hostileSnapshot = snapshotOf({ ...page, incidents: hostile })
  const [header, ...lines] = reportCsv(monthReport(hostileSnapshot, '2026-10')!).trimEnd().split('\n')
  const cells = (line: string) => line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)!.length - (line.endsWith(',') ? 0 : 1)
  expect(new Set(lines.map((line) => cells(line!)))).toEqual(new Set([cells(header!)]))
  expect(new Set(lines.map((line) => line.split(',')[0]))).toEqual(
    new Set(['component', 'outage', 'incident', 'excluded', 'corrected']),
  )
  expect(lines.join('\n')).toContain(`"'=1+1, ""x"""`)
})
