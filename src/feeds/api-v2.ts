import { wordsIn } from '../config/scalars.ts'
import type { Entry, Snapshot } from '../status/snapshot.ts'
import type { Instant } from '../time/instant.ts'
import { addressOf } from './address.ts'
import { apiComponents } from './api-components.ts'
import { incidentWriter } from './api-incidents.ts'
import type { ApiPage } from './api-shapes.ts'
import { millisecondTime, millisecondTimeOrNull } from './millisecond-time.ts'

/** Lists hold this many of the newest, as Statuspage's do. */
const listed = 50

const unresolved = new Set(['investigating', 'identified', 'monitoring'])
const active = new Set(['in_progress', 'verifying'])

/** Every file of `/api/v2/`, by its path there; all eight lists also when they are empty. */
export function apiFiles(snapshot: Snapshot): Map<string, unknown> {
  const page = apiPage(snapshot)
  const components = apiComponents(snapshot, page.id)
  const write = incidentWriter(snapshot, page.id, addressOf(snapshot.config.site.url), components)
  const status = { indicator: snapshot.overall.indicator, description: snapshot.overall.description }
  const incidents = (entries: Entry[]) => entries.map(write.incident)
  const maintenances = (entries: Entry[]) => entries.map(write.maintenance)
  const open = snapshot.incidents.filter((entry) => unresolved.has(entry.status))
  const upcoming = snapshot.maintenances.filter((entry) => entry.status === 'scheduled')
  const running = snapshot.maintenances.filter((entry) => active.has(entry.status))
  const ahead = snapshot.maintenances.filter((entry) => upcoming.includes(entry) || running.includes(entry))

  const files = new Map<string, unknown>()
  // First, so that no incident's name can take the place of a list.
  for (const entry of snapshot.incidents)
    files.set(`incidents/${entry.id}.json`, { page, incident: write.incident(entry) })
  files.set('summary.json', {
    page,
    components,
    incidents: incidents(open),
    scheduled_maintenances: maintenances(ahead),
    status,
  })
  files.set('status.json', { page, status })
  files.set('components.json', { page, components })
  files.set('incidents.json', { page, incidents: incidents(snapshot.incidents.slice(0, listed)) })
  files.set('incidents/unresolved.json', { page, incidents: incidents(open) })
  files.set('scheduled-maintenances.json', {
    page,
    scheduled_maintenances: maintenances(nearest(snapshot.maintenances, snapshot.now)),
  })
  files.set('scheduled-maintenances/upcoming.json', { page, scheduled_maintenances: maintenances(upcoming) })
  files.set('scheduled-maintenances/active.json', { page, scheduled_maintenances: maintenances(running) })
  return files
}

/** What repeats has many windows ahead: those that run, come next or were last may not be crowded out by them. */
function nearest(entries: Entry[], now: Instant): Entry[] {
  if (entries.length <= listed) return entries
  const distance = ({ window }: Entry) => Math.max(0, window!.start - now, now - window!.end)
  const kept = new Set(entries.toSorted((a, b) => distance(a) - distance(b)).slice(0, listed))
  return entries.filter((entry) => kept.has(entry))
}

export function apiPage(snapshot: Snapshot): ApiPage {
  const { site } = snapshot.config
  const { origin, base } = addressOf(site.url)
  const told = [...snapshot.incidents, ...snapshot.maintenances].map((entry) => entry.updatedAt)
  const newest = told.reduce((latest, at) => Math.max(latest, at), snapshot.checkedAt ?? 0)
  return {
    id: slug(`${new URL(site.url).hostname}${base}`),
    name: wordsIn(site.name, site.languages[0], site.languages[0]),
    url: `${origin}${base}`,
    time_zone: site.timezone === 'UTC' ? 'Etc/UTC' : site.timezone,
    updated_at: millisecondTime(newest === 0 ? snapshot.now : Math.min(newest, snapshot.now)),
    candor: {
      checked_at: millisecondTimeOrNull(snapshot.checkedAt),
      fresh_until: millisecondTimeOrNull(snapshot.freshUntil),
      unknown: snapshot.components.filter((one) => one.status === 'unknown').map((one) => one.component.id),
    },
  }
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}
