import {
  type ComponentStatus,
  componentStatuses,
  type IncidentStatus,
  incidentStatuses,
  type MaintenanceStatus,
  maintenanceStatuses,
  type PostKind,
} from './incident.ts'

export type Status = IncidentStatus | MaintenanceStatus

/** How a heading names each status. */
export const statusTitles: Record<Status, string> = {
  investigating: 'Investigating',
  identified: 'Identified',
  monitoring: 'Monitoring',
  resolved: 'Resolved',
  postmortem: 'Postmortem',
  scheduled: 'Scheduled',
  in_progress: 'In progress',
  verifying: 'Verifying',
  completed: 'Completed',
}

/** Later in this list is later in life: it decides between updates of the same second. */
const lifecycle: readonly Status[] = [...maintenanceStatuses, ...incidentStatuses]

export function lifecycleRank(status: Status): number {
  return lifecycle.indexOf(status)
}

/** The statuses that a post of this kind may have. */
export function statusesOf(kind: PostKind): readonly Status[] {
  return kind === 'maintenance' ? maintenanceStatuses : incidentStatuses
}

/** What people begin an update with although it is no status: only to say what they probably meant. */
export const mistakenTitles: Record<string, Status> = {
  fixed: 'resolved',
  solved: 'resolved',
  closed: 'resolved',
  recovered: 'resolved',
  mitigated: 'monitoring',
  watching: 'monitoring',
  found: 'identified',
  started: 'in_progress',
  planned: 'scheduled',
  done: 'completed',
  finished: 'completed',
}

/** What a word of the other kind means: `Resolved` on a maintenance can only be `Completed`. */
export const counterparts: Partial<Record<Status, Status>> = {
  resolved: 'completed',
  monitoring: 'verifying',
  investigating: 'in_progress',
  completed: 'resolved',
  verifying: 'monitoring',
  in_progress: 'identified',
}

const shortStatuses: Record<string, ComponentStatus> = {
  ok: 'operational',
  degraded: 'degraded_performance',
  partial: 'partial_outage',
  major: 'major_outage',
}

/** `partial_outage`, or the short `partial`; null when it is no component status. */
export function componentStatus(word: string): ComponentStatus | null {
  const small = word.toLowerCase()
  if (Object.hasOwn(shortStatuses, small)) return shortStatuses[small]!
  return (componentStatuses as readonly string[]).includes(small) ? (small as ComponentStatus) : null
}

/** What people write for a status although it is none: only to say what they probably meant. */
export const mistakenStatuses: Record<string, ComponentStatus> = {
  up: 'operational',
  fine: 'operational',
  green: 'operational',
  resolved: 'operational',
  slow: 'degraded_performance',
  performance: 'degraded_performance',
  minor: 'degraded_performance',
  outage: 'partial_outage',
  down: 'major_outage',
  critical: 'major_outage',
  offline: 'major_outage',
  maintenance: 'under_maintenance',
}

export const statusWords: readonly string[] = [...componentStatuses, ...Object.keys(shortStatuses)]
