import { type Words, wordsIn } from '../config/scalars.ts'
import type { ComponentStatus } from '../incidents/incident.ts'
import { worstStatus } from '../status/overall.ts'
import type { ComponentNow, Entry, GroupNow, Snapshot } from '../status/snapshot.ts'
import { type Instant, utcDate } from '../time/instant.ts'
import type { ApiComponent } from './api-shapes.ts'
import { millisecondTime } from './millisecond-time.ts'
import { sectionsOf } from './sections.ts'

/** All components as the API lists them: in the page's order, each group before its members. */
export function apiComponents(snapshot: Snapshot, pageId: string): ApiComponent[] {
  const language = snapshot.config.site.languages[0]
  const say = (words: Words) => wordsIn(words, language, language)
  const told = entryTimes([...snapshot.incidents, ...snapshot.maintenances])
  const common = { page_id: pageId, only_show_if_degraded: false }

  const leaf = (one: ComponentNow, position: number): ApiComponent => {
    const { component, history } = one
    const since = component.since ?? history.first
    const changes = history.bad.flatMap(({ start, end }) => [start, end]).filter((at) => at <= snapshot.now)
    const times = [...(told.get(component.id) ?? []), ...changes]
    const created = since ?? min(times) ?? snapshot.now
    return {
      id: component.id,
      name: say(component.name),
      status: apiStatus(one),
      created_at: millisecondTime(created),
      updated_at: millisecondTime(times.reduce((newest, at) => Math.max(newest, at), created)),
      position,
      description: component.description === null ? null : say(component.description),
      showcase: true,
      start_date: since === null ? null : utcDate(since),
      group_id: component.group,
      page_id: common.page_id,
      group: false,
      only_show_if_degraded: common.only_show_if_degraded,
    }
  }

  const branch = ({ group }: GroupNow, position: number, children: ApiComponent[]): ApiComponent => ({
    id: group.id,
    name: say(group.name),
    status: worstStatus(children.map((child) => child.status)) as ApiComponent['status'],
    created_at: children.map((child) => child.created_at).sort()[0]!,
    updated_at: children
      .map((child) => child.updated_at)
      .sort()
      .at(-1)!,
    position,
    description: group.description === null ? null : say(group.description),
    showcase: false,
    start_date: null,
    group_id: null,
    page_id: common.page_id,
    group: true,
    only_show_if_degraded: common.only_show_if_degraded,
    components: children.map((child) => child.id),
  })

  return sectionsOf(snapshot).flatMap(({ group, members }, index) => {
    if (group === null) return [{ ...leaf(members[0], index + 1), group_id: null }]
    const children = members.map((member, place) => leaf(member, place + 1))
    return [branch(group, index + 1, children), ...children]
  })
}

/** The API has no word for unknown: a component keeps the last status that was known. */
function apiStatus(one: ComponentNow): ComponentStatus {
  return one.status === 'unknown' ? one.lastKnown : one.status
}

/** By component: when entries that name it were made and last changed. One walk for all components. */
function entryTimes(entries: Entry[]): Map<string, Instant[]> {
  const times = new Map<string, Instant[]>()
  for (const entry of entries) {
    for (const { id } of entry.components) {
      const list = times.get(id) ?? []
      list.push(entry.createdAt, entry.updatedAt)
      times.set(id, list)
    }
  }
  return times
}

function min(times: Instant[]): Instant | null {
  return times.length === 0 ? null : times.reduce((a, b) => Math.min(a, b))
}
