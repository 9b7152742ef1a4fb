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

/**
 * A person's incident speaks for outages of its components from 15 minutes before its first update
 * until 15 minutes after it was resolved (without end while it is open).
 */
export function foldOutages(posts: readonly Post[], outages: readonly Outage[], now: Instant): Folded {
  const byPost = new Map<string, Outage[]>()
  const unspoken: Outage[] = []
  const spans = posts.flatMap((post) => {
    const said = post.updates.filter((update) => update.at <= now)
    const first = said[0]
    if (post.kind !== 'incident' || first === undefined) return []
    const names = new Set([
      ...Object.keys(post.components),
      ...said.flatMap((update) => Object.keys(update.components)),
    ])
    return [{ id: post.id, names, from: first.at - nearby, to: (resolvedAt(said) ?? Infinity) + nearby }]
  })
  for (const outage of outages) {
    const end = outage.end ?? now
    const span = spans.find(({ names, from, to }) => names.has(outage.component) && outage.start <= to && end >= from)
    if (span === undefined) unspoken.push(outage)
    else byPost.set(span.id, [...(byPost.get(span.id) ?? []), outage])
  }
  return { byPost, unspoken }
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
