import type { Config } from '../config/config.ts'
import type { ComponentStatus } from '../incidents/incident.ts'
import { componentName } from '../status/components.ts'

const beginnings: Record<ComponentStatus, string> = {
  major_outage: 'Outage of',
  partial_outage: 'Partial outage of',
  degraded_performance: 'Degraded performance of',
  under_maintenance: 'Maintenance of',
  operational: 'Disturbance of',
}

const order: readonly ComponentStatus[] = [
  'major_outage',
  'partial_outage',
  'degraded_performance',
  'under_maintenance',
  'operational',
]

const conjunction = new Intl.ListFormat('en', { type: 'conjunction' })

/** The title of what nobody gave one: fits any name, singular or plural. */
export function titleFor(names: readonly string[], status: ComponentStatus): string {
  if (names.length === 0) return 'Disturbance'
  return `${beginnings[status]} ${listed(names)}`
}

/** Three names at most; a phone has no room for more. */
export function listed(names: readonly string[]): string {
  if (names.length <= 3) return conjunction.format(names)
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`
}

/** Names of listed components, in the order of the page. */
export function namesOf(components: Record<string, ComponentStatus>, { config }: { config: Config }): string[] {
  return config.components.filter(({ id }) => id in components).map(({ id }) => componentName(config, id))
}

export function worst(statuses: readonly ComponentStatus[]): ComponentStatus {
  return order.find((status) => statuses.includes(status)) ?? 'major_outage'
}

export function allWell(ids: readonly string[]): Record<string, ComponentStatus> {
  return Object.fromEntries(ids.map((id) => [id, 'operational']))
}
