import type { ComponentStatus } from '../incidents/incident.ts'
import type { Indicator, StatusNow } from './snapshot.ts'

interface Overall {
  indicator: Indicator
  description: string
}

/** Statuspage's roll-up, first match wins. Source: the status API's documented descriptions and real answers. */
export function rollUp(statuses: readonly ComponentStatus[]): Overall {
  const all = (status: ComponentStatus) => statuses.length > 0 && statuses.every((one) => one === status)
  const any = (status: ComponentStatus) => statuses.includes(status)
  if (all('major_outage')) return { indicator: 'critical', description: 'Major System Outage' }
  if (any('major_outage')) return { indicator: 'major', description: 'Partial System Outage' }
  if (all('partial_outage')) return { indicator: 'major', description: 'Partial System Outage' }
  if (any('partial_outage')) return { indicator: 'minor', description: 'Minor Service Outage' }
  if (all('degraded_performance')) return { indicator: 'minor', description: 'Degraded System Service' }
  if (any('degraded_performance')) return { indicator: 'minor', description: 'Partially Degraded Service' }
  if (any('under_maintenance')) return { indicator: 'maintenance', description: 'Service Under Maintenance' }
  return { indicator: 'none', description: 'All Systems Operational' }
}

/**
 * The sentence at the top of Candor's own page. The API has no word for unknown; the page does:
 * it never says "operational" of what nobody looked at.
 */
export function headlineOf(
  overall: Overall,
  statuses: readonly StatusNow[],
): { state: Indicator | 'unknown'; text: string } {
  const unknown = statuses.filter((status) => status === 'unknown').length
  // Where nothing is listed there is nothing that could be operational.
  if ((unknown === 0 && statuses.length > 0) || overall.indicator !== 'none')
    return { state: overall.indicator, text: overall.description }
  const all = unknown === statuses.length
  const text = all ? 'No recent data' : `No recent data for ${unknown} of ${statuses.length} components`
  return { state: 'unknown', text }
}

const severity: Record<StatusNow, number> = {
  operational: 0,
  unknown: 1,
  under_maintenance: 2,
  degraded_performance: 3,
  partial_outage: 4,
  major_outage: 5,
}

/** The worst of several statuses, as a group shows it; operational when there are none. */
export function worstStatus(statuses: readonly StatusNow[]): StatusNow {
  return statuses.reduce<StatusNow>(
    (worst, status) => (severity[status] > severity[worst] ? status : worst),
    'operational',
  )
}
