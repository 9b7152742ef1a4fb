import { expect, test } from 'vitest'
import { declarations } from '../../src/incidents/declarations.ts'
import { occurrences } from '../../src/incidents/maintenance.ts'
import { formatInstant, parseInstant } from '../../src/time/instant.ts'
import { read } from './reading.ts'

function declared(text: string, now = '2026-12-01T00:00:00Z'): string[] {
  const instant = parseInstant(now)!
  const post = read(text, 'x').post!
  return declarations([post], occurrences(post, 'UTC', instant), instant).map(({ component, status, start, end }) => {
    const clock = (one: number) => formatInstant(one).slice(11, 16)
    return `${component} ${status} ${clock(start)}-${end === null ? '' : clock(end)}`
  })
}

const head = '---\ntitle: x\ncomponents: { api: partial_outage, web: degraded }\n---\n'

test('follows every component through the updates until all are resolved', () => {
  expect(
    declared(`${head}
## Investigating · 2026-11-21 10:00 UTC
## Identified · 2026-11-21 10:20 UTC {web=ok database=major}
## Monitoring · 2026-11-21 10:30 UTC {api=degraded}
## Resolved · 2026-11-21 10:40 UTC
## Postmortem · 2026-11-24 09:00 UTC
`),
  ).toEqual([
    'api partial_outage 10:00-10:30',
    'api degraded_performance 10:30-10:40',
    'web degraded_performance 10:00-10:20',
    'web operational 10:20-10:40',
    'database major_outage 10:20-10:40',
  ])
})

test('opened once more it says what it said before it was resolved', () => {
  expect(
    declared(`${head}
## Investigating · 2026-11-21 10:00 UTC
## Resolved · 2026-11-21 10:40 UTC
## Postmortem · 2026-11-21 10:45 UTC
## Identified · 2026-11-21 11:00 UTC {web=ok}
`),
  ).toEqual([
    'api partial_outage 10:00-10:40',
    'api partial_outage 11:00-',
    'web degraded_performance 10:00-10:40',
    'web operational 11:00-',
  ])
})

test('says nothing of what is still to come', () => {
  const text = `${head}\n## Investigating · 2026-11-21 10:00 UTC\n## Resolved · 2026-11-21 10:40 UTC\n`
  expect(declared(text, '2026-11-21T10:30:00Z')).toEqual([
    'api partial_outage 10:00-',
    'web degraded_performance 10:00-',
  ])
  expect(declared(text, '2026-11-21T09:00:00Z')).toEqual([])
})

test('has no stretch without length', () => {
  expect(
    declared(
      `${head}\n## Investigating · 2026-11-21 10:00 UTC\n## Identified · 2026-11-21 10:00 UTC {api=major web=ok}\n`,
    ),
  ).toEqual(['api major_outage 10:00-', 'web operational 10:00-'])
})

test('a status on Resolved, a draft and a notice declare nothing', () => {
  expect(declared(`${head}\n## Resolved · 2026-11-21 10:00 UTC {api=major}\n`)).toEqual([])
  expect(declared('---\ntitle: x\ndraft: true\n---\n\n## Investigating · 2026-11-21 10:00 UTC {api=major}\n')).toEqual(
    [],
  )
  expect(declared('---\ntitle: x\ntype: notice\n---\n\nHello.\n')).toEqual([])
})

test('a maintenance declares its window, unless it announces work without impact', () => {
  const window = '{ start: 2026-11-28 02:00 UTC, end: 2026-11-28 04:00 UTC }'
  const text = (components: string, updates = '') =>
    `---\ntitle: x\ncomponents: ${components}\nmaintenance: ${window}\n---\n\n${updates}\n`
  expect(declared(text('[api]'))).toEqual(['api under_maintenance 02:00-04:00'])
  expect(declared(text('{ api: operational, web: degraded }'))).toEqual(['web under_maintenance 02:00-04:00'])
  expect(declared(text('[api]'), '2026-11-28T01:00:00Z')).toEqual([])
  expect(declared(text('[api]'), '2026-11-28T03:00:00Z')).toEqual(['api under_maintenance 02:00-'])
  expect(declared(text('[api]', '## In progress · 2026-11-28 03:00 UTC {api=major}'))).toEqual([
    'api under_maintenance 02:00-03:00',
    'api major_outage 03:00-04:00',
  ])
  expect(declared(text('[api]', '## Completed · 2026-11-28 03:00 UTC'))).toEqual(['api under_maintenance 02:00-03:00'])
  expect(declared(text('[api]', '## Completed · 2026-11-28 01:00 UTC'))).toEqual([])
})
