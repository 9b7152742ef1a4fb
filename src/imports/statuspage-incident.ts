import {
  type ComponentStatus,
  componentStatuses,
  type Impact,
  type IncidentStatus,
  impacts,
  incidentStatuses,
  type MaintenanceStatus,
  maintenanceStatuses,
} from '../incidents/incident.ts'
import { counterparts, lifecycleRank } from '../incidents/words.ts'
import { hour, type Instant } from '../time/instant.ts'
import type { FoundPost, FoundUpdate } from './haul.ts'
import { isHtml, textOfHtml } from './html-text.ts'
import { readLooseTime } from './loose-time.ts'
import type { ApiIncident, ApiUpdate } from './statuspage-shapes.ts'
import { timedList } from './timed-list.ts'

type Status = IncidentStatus | MaintenanceStatus

/** One incident or maintenance in our words. Throws a sentence when it says nothing that could be shown. */
export function incidentPost(
  found: ApiIncident,
  file: string,
  { zone, pageUrl }: { zone: string; pageUrl: string | null },
): FoundPost {
  const warnings: string[] = []
  const start = timeOf(found.scheduled_for, zone)
  const isMaintenance = start !== null
  const time = (written: string | null | undefined) => timeOf(written, zone)
  const updates: FoundUpdate[] = []
  for (const one of found.incident_updates ?? []) {
    // When it was written down may be years later than what people saw it say.
    const at = time(one.display_at) ?? time(one.created_at)
    if (at === null)
      warnings.push(
        `An update has no time that could be read (\`${one.display_at ?? one.created_at ?? ''}\`); it was left out.`,
      )
    else updates.push(...updatesOf(one, at, { zone, isMaintenance, warnings }))
  }
  const began = time(found.started_at) ?? time(found.created_at)
  if (updates.length === 0) {
    const at = began ?? start
    if (at === null) throw new Error('It has no update and no time at all.')
    warnings.push('It has no updates; its title is all there is.')
    updates.push({ status: isMaintenance ? 'scheduled' : 'investigating', at, body: '', components: {} })
  }
  updates.sort((a, b) => a.at - b.at || lifecycleRank(a.status) - lifecycleRank(b.status))
  nameComponents(found, updates)
  explain(found, updates)
  settleEnd(found, updates, time, warnings)
  const resolved = time(found.resolved_at)
  if (began !== null && resolved !== null && resolved < began && !isMaintenance)
    warnings.push('It is resolved before it started; the times of its updates were taken.')
  return {
    kind: isMaintenance ? 'maintenance' : 'incident',
    id: found.id,
    was: [],
    origin: pageUrl === null ? file : `${pageUrl}/incidents/${found.id}`,
    title: found.name,
    impact: impactOf(found),
    updates,
    maintenance: isMaintenance ? windowOf(found, start, time, warnings) : null,
    until: null,
    draft: false,
    warnings,
  }
}

function timeOf(written: string | null | undefined, zone: string): Instant | null {
  return written == null ? null : readLooseTime(written, zone)
}

function updatesOf(
  one: ApiUpdate,
  at: Instant,
  { zone, isMaintenance, warnings }: { zone: string; isMaintenance: boolean; warnings: string[] },
): FoundUpdate[] {
  const status = statusOf(one.status, isMaintenance)
  if (status === null)
    warnings.push(`\`${one.status}\` is no status that we know; the update is kept as the one before.`)
  const components = affectedBy(one, isMaintenance)
  const body = (one.body ?? '').replaceAll(/\r\n?/g, '\n')
  const own = status ?? (isMaintenance ? 'in_progress' : 'investigating')
  const parts = timedList(body, zone)
  if (parts === null || parts.length === 1) {
    const only = parts?.[0] ?? { at, body }
    return [{ status: own, at: only.at, body: plain(only.body), components }]
  }
  // What was told before the last word was told while it was looked into.
  const early: Status = isMaintenance ? 'in_progress' : 'investigating'
  return parts.map((part, index) => ({
    status: index === parts.length - 1 ? own : early,
    at: part.at,
    body: plain(part.body),
    components,
  }))
}

function plain(body: string): string {
  return isHtml(body) ? textOfHtml(body) : body.trim()
}

function statusOf(word: string, isMaintenance: boolean): Status | null {
  const small = word
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
  const mine: readonly Status[] = isMaintenance ? maintenanceStatuses : incidentStatuses
  const others: readonly Status[] = isMaintenance ? incidentStatuses : maintenanceStatuses
  if ((mine as readonly string[]).includes(small)) return small as Status
  const other = others.find((status) => status === small)
  return other === undefined ? null : (counterparts[other] ?? null)
}

function affectedBy(
  { affected_components: affected }: ApiUpdate,
  isMaintenance: boolean,
): Record<string, ComponentStatus> {
  const components: Record<string, ComponentStatus> = {}
  for (const { code, name, new_status: word } of affected ?? []) {
    const key = code ?? name
    const status = componentStatuses.find((known) => known === word)
    if (key == null) continue
    // A window masks its components from its start on, whatever their status was when it was announced.
    components[key] = isMaintenance ? 'under_maintenance' : (status ?? 'operational')
  }
  return components
}

/** The incident's own list names components that no update does. */
function nameComponents(found: ApiIncident, updates: FoundUpdate[]): void {
  const named = new Set(updates.flatMap(({ components }) => Object.keys(components)))
  const status = found.scheduled_for == null ? 'operational' : 'under_maintenance'
  for (const { id } of found.components ?? []) if (!named.has(id)) updates[0]!.components[id] = status
}

/** API v1 keeps the postmortem beside the updates. */
function explain({ postmortem_body: body }: ApiIncident, updates: FoundUpdate[]): void {
  if (body == null || body.trim() === '' || updates.some(({ status }) => status === 'postmortem')) return
  const { at } = updates.at(-1)!
  updates.push({ status: 'postmortem', at, body: plain(body.replaceAll(/\r\n?/g, '\n')), components: {} })
}

/** What its page calls resolved must be so here, whatever the order of the times that were written into its updates. */
function settleEnd(
  found: ApiIncident,
  updates: FoundUpdate[],
  time: (text: string | null | undefined) => Instant | null,
  warnings: string[],
): void {
  const status = found.status?.toLowerCase() ?? ''
  const end: Status = found.scheduled_for == null ? 'resolved' : 'completed'
  if (status !== 'resolved' && status !== 'postmortem' && status !== 'completed') {
    if (end === 'resolved' && updates.findLast((each) => each.status !== 'postmortem')?.status !== 'resolved')
      warnings.push('It is not resolved yet, so it is open here too.')
    return
  }
  const last = updates.findLast((each) => each.status !== 'postmortem')
  if (last === undefined || last.status === end) return
  const told = updates.findLast((each) => each.status === end)
  const at = Math.max(last.at, time(found.resolved_at) ?? 0)
  if (told === undefined) updates.push({ status: end, at, body: '', components: {} })
  else {
    warnings.push('Its last word has an earlier time than others; it was put after them.')
    told.at = at
  }
}

/** A word that is none leaves the impact to the components. */
function impactOf({ impact_override, impact }: ApiIncident): Impact | null {
  return impacts.find((known) => known === (impact_override ?? impact)) ?? null
}

function windowOf(
  found: ApiIncident,
  start: Instant,
  time: (text: string | null | undefined) => Instant | null,
  warnings: string[],
) {
  const end = time(found.scheduled_until)
  if (end !== null && end > start) return { start, end, repeat: null }
  warnings.push('Its window does not end after it starts; one hour was taken.')
  return { start, end: start + hour, repeat: null }
}
