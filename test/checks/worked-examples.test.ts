import { expect, test } from 'vitest'
import { readResults } from '../../src/checks/read.ts'
import { findOutages } from '../../src/outages/outages.ts'
import { parseInstant } from '../../src/time/instant.ts'
import { figures } from '../../src/uptime/uptime.ts'
import { type SampleComponent, sampleConfig } from './sample.ts'

interface Example {
  rules?: Partial<SampleComponent>
  /** `10:00 187`: a time of 21 November and a cell, or one cell a place. */
  rows: string[]
  columns?: string
  now: string
  /** `start-end verdict class` */
  outages: string[]
  observed: number
  down?: number
  partial?: number
  degraded?: number
  uptime: number | null
}

const examples: Record<string, Example> = {
  'ten minutes down in an hour': {
    rows: ['10:00 187', '10:20 5 refused', '10:30 187'],
    now: '11:00',
    outages: ['10:20-10:30 down refused'],
    observed: 3600,
    down: 600,
    uptime: 83.33,
  },
  'one outage, however its reasons change; the worst is told by its first result': {
    rows: ['10:00 187', '10:10 900 slow', '10:20 5 reset', '10:30 9 timeout', '10:40 187'],
    now: '11:00',
    outages: ['10:10-10:40 down reset'],
    observed: 3600,
    down: 1200,
    degraded: 600,
    uptime: 66.66,
  },
  'degraded counts as up': {
    rows: ['10:00 900 slow'],
    now: '10:30',
    outages: ['10:00- degraded slow'],
    observed: 1800,
    degraded: 1800,
    uptime: 100,
  },
  'one place of two down is partial and weighs 0.3': {
    columns: 'api@eu,api@us',
    rows: ['10:00 20,30', '10:10 20,5 refused', '10:20 20,30'],
    now: '10:30',
    outages: ['10:10-10:20 partial refused'],
    observed: 1800,
    partial: 600,
    uptime: 90,
  },
  'a result holds for stale_after, then nobody knows': {
    rules: { stale_after: 600 },
    rows: ['10:00 187'],
    now: '11:00',
    outages: [],
    observed: 600,
    uptime: 100,
  },
  'a gap up to stale_after does not break an outage and is not downtime': {
    rules: { stale_after: 600 },
    rows: ['10:00 5 refused', '10:20 5 refused', '10:25 187'],
    now: '10:30',
    outages: ['10:00-10:25 down refused'],
    observed: 1200,
    down: 900,
    uptime: 25,
  },
  'a longer gap does': {
    rules: { stale_after: 600 },
    rows: ['10:00 5 refused', '10:30 5 refused'],
    now: '10:35',
    outages: ['10:00-10:10 down refused', '10:30- down refused'],
    observed: 900,
    down: 900,
    uptime: 0,
  },
  'unknown results neither break an outage nor count': {
    rows: ['10:00 5 refused', '10:10 3 checker', '10:20 5 refused', '10:30 187'],
    now: '10:40',
    outages: ['10:00-10:30 down refused'],
    observed: 1800,
    down: 1200,
    uptime: 33.33,
  },
  'confirm_runs: a single bad run is none, two begin with the first': {
    rules: { confirm_runs: 2 },
    rows: ['10:00 187', '10:05 5 refused', '10:10 187', '10:20 5 refused', '10:25 5 refused', '10:30 187'],
    now: '10:40',
    outages: ['10:20-10:30 down refused'],
    observed: 2400,
    down: 600,
    uptime: 75,
  },
  'recover_runs: a single up run ends nothing, two end it with the first': {
    rules: { recover_runs: 2 },
    rows: ['10:00 5 refused', '10:05 187', '10:10 5 refused', '10:20 187', '10:25 187'],
    now: '10:40',
    outages: ['10:00-10:20 down refused'],
    observed: 2400,
    down: 1200,
    uptime: 50,
  },
  'what ended and began again within the hour recovers twice': {
    rows: ['10:00 5 refused', '10:05 187', '10:10 5 refused', '10:15 187', '10:20 5 refused', '10:25 187', '10:30 187'],
    now: '10:40',
    outages: ['10:00-10:05 down refused', '10:10-10:25 down refused'],
    observed: 2400,
    down: 1200,
    uptime: 50,
  },
  'rows out of order, twice, or from the future change nothing': {
    rows: ['10:20 187', '10:10 5 refused', '10:10 5 refused', '10:00 187', '15:00 5 refused'],
    now: '10:40',
    outages: ['10:10-10:20 down refused'],
    observed: 2400,
    down: 600,
    uptime: 75,
  },
  'a renamed component goes on under its new name': {
    columns: 'old-api',
    rules: { was: ['old-api'] },
    rows: ['10:00 5 refused', '10:10 187'],
    now: '10:20',
    outages: ['10:00-10:10 down refused'],
    observed: 1200,
    down: 600,
    uptime: 50,
  },
  'nothing observed is no figure': { rows: ['10:00 3 blocked'], now: '10:30', outages: [], observed: 0, uptime: null },
  'never probed is no figure': { rows: [], now: '10:30', outages: [], observed: 0, uptime: null },
}

const at = (clock: string) => parseInstant(`2026-11-21T${clock}:00Z`)!
const clock = (instant: number | null) => (instant === null ? '' : new Date(instant * 1000).toISOString().slice(11, 16))

test.each(Object.entries(examples))('%s', (_, example) => {
  const config = sampleConfig([{ id: 'api', ...example.rules }])
  const lines = example.rows.map(
    (row) => `2026-11-21T${row.slice(0, 5)}:00Z,run-${row.slice(0, 5).replace(':', '')},${row.slice(6)},.\n`,
  )
  const file = `time,run,${example.columns ?? 'api'},end_mark\n${lines.join('')}`
  const now = at(example.now)
  const history = readResults(new Map([['2026-11-21.csv', file]]), config, now).histories.get('api')!
  const staleAfter = example.rules?.stale_after ?? 3600
  const outages = findOutages(history, staleAfter, now).map(
    ({ start, end, verdict, class: name }) => `${clock(start)}-${clock(end)} ${verdict} ${name}`,
  )
  expect(outages).toEqual(example.outages)
  const facts = { history, declarations: [], maintenance: [], struck: [], since: null, hasCheck: true, now }
  expect(figures(facts, { start: now - 86_400, end: now }, 2)).toEqual({
    uptime: example.uptime,
    observed_s: example.observed,
    down_s: example.down ?? 0,
    partial_s: example.partial ?? 0,
    degraded_s: example.degraded ?? 0,
  })
})
