import type { Post } from '../incidents/incident.ts'
import type { Interval } from '../intervals/interval.ts'
import { outageByPrefix } from '../outages/outages.ts'
import type { Entry, Snapshot } from '../status/snapshot.ts'
import type { Instant } from '../time/instant.ts'
import type { Basis } from './basis.ts'

/** A correction that came after the month was over: its figures were others before. */
export interface Erratum {
  at: Instant
  /** The incident file. */
  incident: string
  kind: 'false_alarm' | 'update' | 'changed'
  /** Id of the outage that was struck, or the word of the update. */
  what: string
  /** The person's reason for a false alarm; else the title. */
  reason: string
}

/**
 * Oldest first. A false alarm is dated by the last update of the file that says it, an update by itself; a file that was
 * only changed (written into the past, say) by its commit.
 */
export function errataOf(
  snapshot: Snapshot,
  basis: Basis,
  month: Interval,
  changedAt: ReadonlyMap<string, Instant>,
): Erratum[] {
  const { posts, now } = snapshot
  const errata = posts
    .filter(({ kind }) => kind !== 'notice')
    .flatMap((post) => {
      const later = post.updates.filter(({ at }) => at >= month.end && at <= now)
      const changed = changedAt.get(post.id) ?? 0
      const told = later.at(-1)?.at ?? (changed >= month.end && changed <= now ? changed : null)
      const about = { incident: post.id, reason: post.title }
      if (told === null) return []
      const struck = struckIn(snapshot, post, month)
      const entries = entriesIn(basis, post, month)
      // Of a repeating maintenance only what was said of this month's windows.
      const spoke = new Set(entries.flatMap(({ updates }) => updates.map(({ at }) => at)))
      if (struck.length > 0)
        return struck.map((each): Erratum => ({ at: told, kind: 'false_alarm', ...about, ...each }))
      if (later.length === 0 && entries.length > 0)
        return [{ at: told, kind: 'changed' as const, what: 'the file', ...about }]
      return later
        .filter(({ at }) => spoke.has(at))
        .map(({ at, status }): Erratum => ({ at, kind: 'update', what: status, ...about }))
    })
  return errata.sort((a, b) => a.at - b.at || (a.incident < b.incident ? -1 : 1))
}

/** The outages of the month that a post strikes. */
function struckIn({ outages }: Snapshot, post: Post, month: Interval): { what: string; reason: string }[] {
  return post.falseAlarm.flatMap((prefix) => {
    const outage = outageByPrefix(outages, prefix)
    if (outage?.falseAlarm?.incident !== post.id) return []
    const inMonth = outage.start < month.end && (outage.end === null || outage.end > month.start)
    return inMonth ? [{ what: outage.id, reason: outage.falseAlarm.reason }] : []
  })
}

/** What the page lists of a post that began before the month was over, and was not over before it began. */
function entriesIn({ entries }: Basis, post: Post, month: Interval): Entry[] {
  return (entries.get(post.id) ?? []).filter(({ window, startedAt, resolvedAt }) => {
    const start = window?.start ?? startedAt
    const end = window?.end ?? resolvedAt
    return start < month.end && (end === null || end > month.start)
  })
}
