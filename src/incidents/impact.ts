import type { ComponentStatus, Impact } from './incident.ts'

/**
 * The impact of an incident from the components it names, by Statuspage's roll-up rule ("all" meaning those).
 * `under_maintenance` is no impact of an incident.
 */
export function impactOf(statuses: readonly ComponentStatus[]): Impact {
  const all = (status: ComponentStatus) => statuses.length > 0 && statuses.every((one) => one === status)
  if (all('major_outage')) return 'critical'
  if (statuses.includes('major_outage') || all('partial_outage')) return 'major'
  if (statuses.includes('partial_outage') || statuses.includes('degraded_performance')) return 'minor'
  return 'none'
}

/** What `components: [api]`, a list without statuses, says of each: it follows from the impact. */
export const statusOfImpact: Record<Impact, ComponentStatus> = {
  none: 'operational',
  minor: 'degraded_performance',
  major: 'partial_outage',
  critical: 'major_outage',
}
