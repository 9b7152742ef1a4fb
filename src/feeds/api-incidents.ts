import { wordsIn } from '../config/scalars.ts'
import type { Entry, EntryUpdate, Snapshot } from '../status/snapshot.ts'
import { type Address, incidentPath } from './address.ts'
import type { ApiAffected, ApiComponent, ApiIncident, ApiMaintenance, ApiUpdate } from './api-shapes.ts'
import { millisecondTime, millisecondTimeOrNull } from './millisecond-time.ts'

/** Makes the API's incidents and maintenances; what all of them share is looked up once. */
export function incidentWriter(snapshot: Snapshot, pageId: string, address: Address, listed: ApiComponent[]) {
  const byId = new Map(listed.filter((one) => !one.group).map((one) => [one.id, one]))
  const groupNames = groupNameByComponent(snapshot)

  const affected = ({ id, name, before, after }: EntryUpdate['components'][number]): ApiAffected => ({
    code: id,
    name: groupNames.has(id) ? `${groupNames.get(id)} - ${name}` : name,
    old_status: before,
    new_status: after,
  })

  const update = (entry: Entry, one: EntryUpdate): ApiUpdate => ({
    id: one.id,
    status: one.status,
    body: one.body,
    incident_id: entry.id,
    created_at: millisecondTime(one.at),
    updated_at: millisecondTime(one.at),
    display_at: millisecondTime(one.at),
    affected_components: one.components.length === 0 ? null : one.components.map(affected),
    deliver_notifications: !one.quiet,
    custom_tweet: null,
    tweet_id: null,
  })

  const incident = (entry: Entry): ApiIncident => ({
    id: entry.id,
    name: entry.title,
    status: entry.status,
    created_at: millisecondTime(entry.createdAt),
    updated_at: millisecondTime(entry.updatedAt),
    monitoring_at: millisecondTimeOrNull(entry.monitoringAt),
    resolved_at: millisecondTimeOrNull(entry.resolvedAt),
    impact: entry.impact,
    shortlink: address.url(incidentPath(entry.id)),
    // A maintenance starts, to the API, when it is announced; its window has keys of its own.
    started_at: millisecondTime(entry.kind === 'maintenance' ? entry.createdAt : entry.startedAt),
    page_id: pageId,
    incident_updates: entry.updates.map((one) => update(entry, one)),
    components: entry.components.flatMap(({ id }) => byId.get(id) ?? []),
    reminder_intervals: null,
  })

  const maintenance = (entry: Entry): ApiMaintenance => ({
    ...incident(entry),
    scheduled_for: millisecondTime(entry.window?.start ?? entry.startedAt),
    scheduled_until: millisecondTime(entry.window?.end ?? entry.startedAt),
  })

  return { incident, maintenance }
}

function groupNameByComponent(snapshot: Snapshot): Map<string, string> {
  const language = snapshot.config.site.languages[0]
  return new Map(
    snapshot.groups.flatMap(({ group, members }) =>
      members.map((one) => [one.component.id, wordsIn(group.name, language, language)] as const),
    ),
  )
}
