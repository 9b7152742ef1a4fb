import type { Occurrence, Post } from '../incidents/incident.ts'
import type { Interval } from '../intervals/interval.ts'
import type { Outage } from '../outages/outage.ts'
import { type Instant, minute } from '../time/instant.ts'

const nearby = 15 * minute

export interface Folded {
  /** Outages that a person's incident speaks for, by the incident's id. */
  byPost: Map<string, Outage[]>
  /** Outages nobody has spoken of. */
  unspoken: Outage[]
}

/** The stretch of time in which a person's incident speaks for its components. */
interface Span {
  id: string
  from: Instant
  to: Instant
}

/**
 * A person's incident speaks for outages of its components from 15 minutes before its first update
 * until 15 minutes after it was resolved (without end while it is open). Where several do, the one that had begun last
 * when the outage began: an old one that nobody closed does not swallow what came after it.
 */
export function foldOutages(posts: readonly Post[], outages: readonly Outage[], now: Instant): Folded {
  const byPost = new Map<string, Outage[]>()
  const unspoken: Outage[] = []
  const spansOf = spansByComponent(posts, now)
  for (const outage of outages) {
    const end = outage.end ?? now
    const touching = (spansOf.get(outage.component) ?? []).filter(({ from, to }) => outage.start <= to && end >= from)
    const span = touching.findLast(({ from }) => from <= outage.start) ?? touching[0]
    if (span === undefined) unspoken.push(outage)
    else byPost.set(span.id, [...(byPost.get(span.id) ?? []), outage])
  }
  return { byPost, unspoken }
}

/** In the order in which they begin. */
function spansByComponent(posts: readonly Post[], now: Instant): Map<string, Span[]> {
  const spans = new Map<string, Span[]>()
  for (const post of posts) {
    const said = post.updates.filter((update) => update.at <= now)
    const first = said[0]
    if (post.kind !== 'incident' || first === undefined) continue
    const span = { id: post.id, from: first.at - nearby, to: (resolvedAt(said) ?? Infinity) + nearby }
    const names = new Set([post.components, ...said.map(({ components }) => components)].flatMap(Object.keys))
    for (const name of names) spans.set(name, [...(spans.get(name) ?? []), span])
  }
  for (const list of spans.values()) list.sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1))
  return spans
}

/** When the last update that counts resolved it; null while it is open. A postmortem does not re-open. */
export function resolvedAt(updates: Post['updates']): Instant | null {
  const last = updates.findLast((update) => update.status !== 'postmortem')
  return last?.status === 'resolved' ? last.at : null
}

/** True when a maintenance window of its component covers the whole outage. */
export function isMasked(outage: Outage, windows: readonly Interval[], now: Instant): boolean {
  const end = outage.end ?? now
  return windows.some((window) => window.start <= outage.start && end <= window.end)
}

/** The windows in which a component is worked on. `operational` announces work that nobody should notice: no window. */
export function windowsOf(windows: readonly Occurrence[], component: string): Interval[] {
  return windows
    .filter(({ post, start, end }) => start < end && (post.components[component] ?? 'operational') !== 'operational')
    .map(({ start, end }) => ({ start, end }))
}
