import type { Config } from '../config/config.ts'
import type { ComponentStatus, IncidentStatus, MaintenanceStatus } from '../incidents/incident.ts'
import type { States } from '../incidents/states.ts'
import { formatInstant, type Instant } from '../time/instant.ts'
import { componentName } from './components.ts'
import type { EntryUpdate, Made } from './snapshot.ts'

/** `20261121T100503Z`: a time as ids and file names carry it. */
export function compactTime(instant: Instant): string {
  return formatInstant(instant).replaceAll(/[-:]/g, '')
}

export function updateId(at: Instant, status: string, taken: ReadonlySet<string> = new Set()): string {
  const id = `${compactTime(at)}-${status}`
  let free = id
  for (let number = 2; taken.has(free); number += 1) free = `${id}-${number}`
  return free
}

/** A person's updates as the page lists them, newest first; `now` decides whether a promised word is overdue. */
export function toEntryUpdates(states: readonly States[], config: Config, open: boolean, now: Instant): EntryUpdate[] {
  const taken = new Set<string>()
  const updates = states.map(({ update, before, after }, index): EntryUpdate => {
    const id = updateId(update.at, update.status, taken)
    taken.add(id)
    const isNewest = index === states.length - 1
    return {
      id,
      status: update.status,
      at: update.at,
      body: update.body,
      ...(update.translations === undefined ? {} : { translations: update.translations }),
      components: changes(before, after, config),
      next: update.next,
      overdue: open && isNewest && update.next !== null && update.next < now,
      quiet: update.quiet,
      language: update.language,
    }
  })
  return updates.reverse()
}

/** An update that no person wrote: the clock's or the probes'. */
export function madeUpdate(
  status: IncidentStatus | MaintenanceStatus,
  at: Instant,
  body: string,
  components: EntryUpdate['components'],
  made: Made,
): EntryUpdate {
  return {
    id: updateId(at, status),
    status,
    at,
    body,
    made,
    components,
    next: null,
    overdue: false,
    quiet: false,
    language: null,
  }
}

export function changes(
  before: Record<string, ComponentStatus>,
  after: Record<string, ComponentStatus>,
  config: Config,
): EntryUpdate['components'] {
  return inPageOrder(Object.keys(after), config).map((id) => ({
    id,
    name: componentName(config, id),
    before: before[id] ?? 'operational',
    after: after[id]!,
  }))
}

const places = new WeakMap<Config, Map<string, number>>()

/** Listed components in the page's order, then names no longer listed by the alphabet. */
export function inPageOrder(ids: readonly string[], config: Config): string[] {
  if (ids.length < 2) return [...ids]
  // Looked up once a page: every update of every incident asks.
  const place = places.get(config) ?? new Map(config.components.map((component, index) => [component.id, index]))
  places.set(config, place)
  const rank = (id: string) => place.get(id) ?? config.components.length
  return [...ids].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
}
