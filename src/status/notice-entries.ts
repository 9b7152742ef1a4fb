import type { Config } from '../config/config.ts'
import type { Post } from '../incidents/incident.ts'
import { followStates } from '../incidents/states.ts'
import type { Instant } from '../time/instant.ts'
import type { Entry } from './snapshot.ts'
import { toEntryUpdates } from './updates.ts'

/** A notice that holds at `now`; null for other posts, for one to come and for one whose time is over. It affects no status. */
export function noticeEntry(post: Post, config: Config, now: Instant): Entry | null {
  if (post.kind !== 'notice' || (post.until !== null && post.until <= now)) return null
  const states = followStates(
    {},
    post.updates.filter((update) => update.at <= now),
  )
  const first = states[0]?.update
  const last = states.at(-1)?.update
  if (first === undefined || last === undefined) return null
  return {
    id: post.id,
    kind: 'notice',
    title: post.title,
    ...(post.titles === undefined ? {} : { titles: post.titles }),
    status: last.status,
    impact: 'none',
    automatic: false,
    audience: post.audience,
    startedAt: first.at,
    createdAt: first.at,
    updatedAt: last.at,
    monitoringAt: null,
    resolvedAt: null,
    updates: toEntryUpdates(states, config, true, now),
    components: [],
    window: null,
    outages: [],
    stillFailingSince: null,
    post: post.id,
    language: post.language,
    open: true,
  }
}
