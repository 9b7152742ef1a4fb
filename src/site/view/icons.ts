import type { Entry, Snapshot } from '../../status/snapshot.ts'

// Names of the shapes in Icons.astro; they are the classes of the colours too.

const byImpact = {
  none: 'note',
  minor: 'degraded_performance',
  major: 'partial_outage',
  critical: 'major_outage',
  maintenance: 'under_maintenance',
} as const

export function iconOfImpact(impact: Entry['impact']): string {
  return byImpact[impact]
}

export function iconOfHeadline(state: Snapshot['headline']['state']): string {
  if (state === 'unknown') return 'unknown'
  return state === 'none' ? 'operational' : byImpact[state]
}
