import { expect, test } from 'vitest'
import { impactOf } from '../../src/incidents/impact.ts'
import type { ComponentStatus } from '../../src/incidents/incident.ts'

const [ok, slow, some, all, works]: ComponentStatus[] = [
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
]

test.each([
  [[], 'none'],
  [[ok], 'none'],
  [[works, ok], 'none'],
  [[slow], 'minor'],
  [[slow, ok], 'minor'],
  [[some, ok], 'minor'],
  [[some, slow], 'minor'],
  [[some, some], 'major'],
  [[all, ok], 'major'],
  [[all, some], 'major'],
  [[all], 'critical'],
  [[all, all], 'critical'],
])('the impact of %j is %s', (statuses, impact) => {
  expect(impactOf(statuses as ComponentStatus[])).toBe(impact)
})
