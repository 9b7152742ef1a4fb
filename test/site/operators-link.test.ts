import { expect, test } from 'vitest'
import { operatorsLink } from '../../src/site/operators-link.ts'
import { snapshotOf } from '../status/page-of.ts'

const config = (more = '') => `candor: 1
site: { name: Acme, url: https://status.acme.example${more} }
components:
  - { id: api, name: Public API, check: { type: http, url: https://api.acme.example } }
`
const known = config(', repository: acme/status')
const now = '2026-11-21T10:30:00Z'
const checks = {
  '2026-11-21.csv': 'time,run,api,end_mark\n2026-11-21T10:20:00Z,1.1,90,.\n2026-11-21T10:25:00Z,2.1,12 refused,.\n',
}
const slow = '# Slow\n\n## Investigating · 2026-11-21 10:02 UTC {api=degraded}\n\nWe look.\n'
const source = { commit: null, run: null }
const linkOf = (page: Omit<Parameters<typeof snapshotOf>[0], 'now'>, server?: string) => {
  const snapshot = snapshotOf({ now, ...page })
  return operatorsLink({ snapshot, source: { ...source, ...(server && { server }) } }, snapshot.incidents[0]!)
}

test('of an outage that nobody has written about opens a new file with its facts', () => {
  const link = new URL(linkOf({ config: known, checks })!)
  expect(link.pathname).toBe('/acme/status/new/main/incidents')
  expect(link.searchParams.get('filename')).toMatch(/^2026-11-21-.+\.md$/)
  expect(link.searchParams.get('value')).toContain('components:\n  api: major_outage\n')
  expect(link.searchParams.get('value')).toContain('## Investigating · 2026-11-21 10:25 UTC')
})

test('of a person’s open incident opens its file, on the server it lies on', () => {
  const link = linkOf({ config: known, incidents: { slow } }, 'https://git.acme.example')
  expect(link).toBe('https://git.acme.example/acme/status/edit/main/incidents/slow.md')
})

test('is not there once it is over, and where nobody said which repository it is', () => {
  const over = `${slow}\n## Resolved · 2026-11-21 10:20 UTC\n\nFast again.\n`
  expect(linkOf({ config: known, incidents: { slow: over } })).toBeNull()
  expect(linkOf({ config: config(), incidents: { slow } })).toBeNull()
})
