import { expect, test } from 'vitest'
import { formatSpans } from '../../src/checks/spans.ts'
import { closedHistory } from '../../src/imports/closed-history.ts'
import { upptimeHistory } from '../../src/imports/upptime-history.ts'
import { parseInstant } from '../../src/time/instant.ts'

const at = (text: string) => parseInstant(text)!
const file = (status: string, code = 200, ms = 100) =>
  `url: https://acme.example\nstatus: ${status}\ncode: ${code}\nresponseTime: ${ms}\n`
const commit = (time: string, text: string | null, slug = 'api') => ({ slug, at: at(time), text })
const spans = (
  commits: Parameters<typeof upptimeHistory>[0],
  now = '2024-06-01T00:00:00Z',
  before: string | null = null,
) => {
  const closed = closedHistory(upptimeHistory(commits)!, { idOf: (key) => key, before, now: at(now) })
  return { dates: closed.dates, spans: formatSpans(closed.spans).trim().split('\n').slice(1), latency: closed.latency }
}

test('what lay between two commits is what the first one says, cut at midnight', () => {
  const { dates, spans: found } = spans([
    commit('2024-05-01T00:00:00Z', file('up')),
    commit('2024-05-01T22:00:00Z', file('down', 0)),
    commit('2024-05-02T03:00:00Z', file('degraded')),
    commit('2024-05-02T04:00:00Z', file('down', 503)),
    commit('2024-05-02T05:00:00Z', file('up')),
    commit('2024-05-03T00:00:00Z', file('up')),
  ])
  expect(dates).toEqual(['2024-05-01', '2024-05-02', '2024-05-03'])
  expect(found).toEqual([
    'api,2024-05-01T22:00:00Z,2024-05-02T00:00:00Z,down,reported,major_outage,.',
    'api,2024-05-02T00:00:00Z,2024-05-02T03:00:00Z,down,reported,major_outage,.',
    'api,2024-05-02T03:00:00Z,2024-05-02T04:00:00Z,degraded,slow,,.',
    'api,2024-05-02T04:00:00Z,2024-05-02T05:00:00Z,down,status,503,.',
    'api,2024-05-03T00:00:00Z,2024-05-04T00:00:00Z,unknown,,,.',
  ])
})

test('before the first commit, after the last and in a long silence nobody looked', () => {
  const { spans: found } = spans([
    commit('2024-05-01T10:00:00Z', file('up')),
    commit('2024-05-03T10:00:00Z', file('up')),
    commit('2024-05-03T12:00:00Z', file('up')),
  ])
  expect(found).toEqual([
    'api,2024-05-01T00:00:00Z,2024-05-01T10:00:00Z,unknown,,,.',
    'api,2024-05-02T22:00:00Z,2024-05-03T00:00:00Z,unknown,,,.',
    'api,2024-05-03T00:00:00Z,2024-05-03T10:00:00Z,unknown,,,.',
    'api,2024-05-03T12:00:00Z,2024-05-04T00:00:00Z,unknown,,,.',
  ])
})

test('a commit of one site shows that the others were looked at too', () => {
  const { spans: found } = spans([
    commit('2024-05-01T00:00:00Z', file('up')),
    commit('2024-05-01T00:00:00Z', file('up'), 'web'),
    commit('2024-05-02T00:00:00Z', file('up'), 'web'),
    commit('2024-05-03T00:00:00Z', file('up'), 'web'),
  ])
  expect(found.filter((line) => !line.includes('2024-05-03T00:00:00Z,2024-05-04'))).toEqual([])
})

test('a file that was removed ends what is known of its site', () => {
  const { spans: found } = spans([
    commit('2024-05-01T00:00:00Z', file('up')),
    commit('2024-05-01T12:00:00Z', null),
    commit('2024-05-02T00:00:00Z', file('up'), 'web'),
  ])
  expect(found[0]).toBe('api,2024-05-01T12:00:00Z,2024-05-02T00:00:00Z,unknown,,,.')
})

test('only days that are over are taken, and up to the first that is here without a hole', () => {
  const commits = [
    commit('2024-05-01T00:00:00Z', file('up', 200, 90)),
    commit('2024-05-02T00:00:00Z', file('up', 200, 110)),
  ]
  expect(spans(commits, '2024-05-03T01:00:00Z').dates).toEqual(['2024-05-01'])
  const { dates, spans: found, latency } = spans(commits, '2024-06-01T00:00:00Z', '2024-05-05')
  expect(dates).toEqual(['2024-05-01', '2024-05-02', '2024-05-03', '2024-05-04'])
  expect(found.slice(-2)).toEqual([
    '*,2024-05-03T00:00:00Z,2024-05-04T00:00:00Z,unknown,,,.',
    '*,2024-05-04T00:00:00Z,2024-05-05T00:00:00Z,unknown,,,.',
  ])
  expect(latency).toEqual([
    { date: '2024-05-01', component: 'api', runs: 1, p50: 90, p95: 90 },
    { date: '2024-05-02', component: 'api', runs: 1, p50: 110, p95: 110 },
  ])
})

test('files that tell no state tell nothing', () => {
  expect(upptimeHistory([commit('2024-05-01T00:00:00Z', 'hello: world\n')])).toBeNull()
})
