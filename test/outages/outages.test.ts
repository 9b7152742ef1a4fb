import { expect, test } from 'vitest'
import type { History, Results, Stretch } from '../../src/checks/history.ts'
import { allOutages, outageByPrefix } from '../../src/outages/outages.ts'
import { parseInstant } from '../../src/time/instant.ts'
import { sampleConfig } from '../checks/sample.ts'

const start = parseInstant('2026-11-21T10:05:03Z')!
const now = start + 10_000

function down(from: number, to: number): Stretch {
  return { start: start + from, end: start + to, verdict: 'down', class: 'refused', detail: null }
}

function results(bad: Record<string, Stretch[]>): Results {
  const histories = Object.entries(bad).map(([component, stretches]): [string, History] => [
    component,
    {
      component,
      first: start,
      observed: [{ start, end: now }],
      bad: stretches,
      unknown: [],
      latest: null,
      latestKnown: null,
      state: null,
    },
  ])
  return { histories: new Map(histories), latency: new Map(), checkedAt: now, operators: [] }
}

const config = sampleConfig([{ id: 'api' }, { id: 'web' }])
const sample = results({ api: [down(0, 60), down(200, 260)], web: [down(100, 10_000)] })

test('outages of all components are in order of time and are named by component and start', () => {
  expect(allOutages(sample, config, now, []).map(({ id, end }) => [id, end === null])).toEqual([
    ['api-20261121T100503Z', false],
    ['web-20261121T100643Z', true],
    ['api-20261121T100823Z', false],
  ])
})

test('a false alarm is struck by its id or a prefix that only it has, with its reason', () => {
  const alarm = (outage: string) => ({ outage, incident: '2026-11-21-drill', reason: 'A drill.' })
  const struck = (outage: string) =>
    allOutages(sample, config, now, [alarm(outage)])
      .filter(({ falseAlarm }) => falseAlarm?.reason === 'A drill.')
      .map(({ id }) => id)
  expect(struck('web-')).toEqual(['web-20261121T100643Z'])
  expect(struck('api-20261121T1005')).toEqual(['api-20261121T100503Z'])
  expect(struck('api-20261121')).toEqual([])
  expect(struck('db')).toEqual([])
  expect(struck('')).toEqual([])
})

test('a whole id is meant even where a longer one begins with it', () => {
  const [first] = allOutages(sample, config, now, [])
  const longer = { ...first!, id: `${first!.id}-2` }
  expect(outageByPrefix([longer, first!], first!.id)).toBe(first)
})
