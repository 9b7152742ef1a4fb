import { expect, test } from 'vitest'
import { responseOf } from '../../src/report/response.ts'
import { snapshotOf } from '../status/page-of.ts'

const config = `candor: 1
site: { name: Acme, url: https://status.acme.example }
defaults: { stale_after: 30m }
components: [{ id: api, name: API, check: { type: http, url: https://api.acme.example/ } }]
`
const checks = {
  '2026-11-21.csv': `time,run,api,end_mark
2026-11-21T10:00:00Z,a.1,80,.
2026-11-21T10:05:00Z,a.2,9 refused,.
2026-11-21T10:10:00Z,a.3,9 refused,.
`,
}
const words = '# Errors\n\n## Investigating · 2026-11-21 10:09 UTC {api=major}\n\nWe look.\n'
const ack = {
  'operators.csv': 'time,outage,step,until,by,end_mark\n2026-11-21T10:07:00Z,api-20261121T100500Z,ack,,ann,.\n',
}
const acknowledged = (incidents: Record<string, string>, more: Record<string, string>) =>
  responseOf(
    snapshotOf({ config, checks: { ...checks, ...more }, incidents, now: '2026-11-21T10:12:00Z' }).incidents[0]!,
  ).acknowledge_s

test('an /ack is a word of a person: the first of both counts', () => {
  expect(acknowledged({}, {})).toBe(null)
  expect(acknowledged({}, ack)).toBe(120)
  expect(acknowledged({ a: words }, {})).toBe(240)
  expect(acknowledged({ a: words }, ack)).toBe(120)
})
