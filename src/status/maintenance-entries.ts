import type { Config } from '../config/config.ts'
import type { ComponentStatus, MaintenanceStatus, Occurrence, Post, Update } from '../incidents/incident.ts'
import { occurrenceStatus } from '../incidents/maintenance.ts'
import { followStates } from '../incidents/states.ts'
import type { Instant } from '../time/instant.ts'
import { componentsOf } from './incident-entries.ts'
import type { Entry, EntryUpdate } from './snapshot.ts'
import { changes, madeUpdate, toEntryUpdates } from './updates.ts'

/** One occurrence of a maintenance as the page lists it. It starts and completes by the clock; people may say more. */
export function maintenanceEntry(occurrence: Occurrence, config: Config, now: Instant): Entry {
  const { post, start, end } = occurrence
  const said = announced(occurrence).filter((update) => update.at <= now)
  const states = followStates(atWork(post), said)
  const status = occurrenceStatus(occurrence, now)
  const calledOff = occurrence.calledOff !== null && status === 'completed'
  const idle = all(post, 'operational')
  const busy = atWork(post)
  const updates: EntryUpdate[] = toEntryUpdates(states, config, status !== 'completed', now).map((update) => ({
    ...update,
    components: update.status === 'scheduled' ? changes(idle, idle, config) : update.components,
  }))
  if (start <= now && start < end && !said.some((update) => update.status !== 'scheduled' && update.at <= end)) {
    updates.push(
      madeUpdate('in_progress', start, 'Scheduled maintenance is in progress.', changes(idle, busy, config), 'started'),
    )
  }
  if (end <= now && !said.some((update) => update.status === 'completed')) {
    updates.push(
      madeUpdate('completed', end, 'The scheduled maintenance is complete.', changes(busy, idle, config), 'completed'),
    )
  }
  updates.sort((a, b) => b.at - a.at)

  const createdAt = said[0]?.at ?? Math.min(start, now)
  const completedAt = updates.find((update) => update.status === 'completed')?.at ?? null
  return {
    id: occurrence.id,
    kind: 'maintenance',
    title: post.title,
    ...(post.titles === undefined ? {} : { titles: post.titles }),
    status,
    impact: 'maintenance',
    automatic: false,
    audience: post.audience,
    startedAt: createdAt,
    createdAt,
    updatedAt: updates[0]?.at ?? createdAt,
    monitoringAt: said.find((update) => update.status === 'verifying')?.at ?? null,
    resolvedAt: status === 'completed' ? completedAt : null,
    updates,
    // While it runs a person may take a component out of it: `{web=operational}`.
    components: componentsOf(isRunning(status) ? (states.at(-1)?.after ?? busy) : idle, config),
    window: { start, end },
    outages: [],
    stillFailingSince: null,
    post: post.id,
    language: post.language,
    open: isRunning(status),
    ...(calledOff ? { calledOff } : {}),
  }
}

function isRunning(status: MaintenanceStatus): boolean {
  return status === 'in_progress' || status === 'verifying'
}

/** A repeating maintenance is announced once for all its occurrences. */
function announced({ post, updates }: Occurrence): Update[] {
  const announcement = post.updates.find((update) => update.status === 'scheduled')
  return announcement === undefined || updates.includes(announcement) ? updates : [announcement, ...updates]
}

/** Inside its window a component is under maintenance, whatever word announced it; `operational` means nobody should notice. */
function atWork(post: Post): Record<string, ComponentStatus> {
  const word = (status: ComponentStatus) => (status === 'operational' ? status : 'under_maintenance')
  return Object.fromEntries(Object.entries(post.components).map(([id, status]) => [id, word(status)]))
}

function all(post: Post, status: ComponentStatus): Record<string, ComponentStatus> {
  return Object.fromEntries(Object.keys(post.components).map((id) => [id, status]))
}
