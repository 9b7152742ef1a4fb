import type { Config } from '../config/config.ts'
import type { ComponentStatus, Post } from '../incidents/incident.ts'
import type { Outage } from '../outages/outage.ts'
import type { Snapshot } from '../status/snapshot.ts'
import type { Instant } from '../time/instant.ts'
import type { Marker } from './marker.ts'

/** Everything that a command may look at: main as it is now, and what was probed. */
export interface Desk {
  config: Config
  /** Everybody's, internal ones and drafts too, by id as in their files. */
  posts: readonly Post[]
  /** Their files as they are, by id. */
  texts: ReadonlyMap<string, string>
  /** Of the internal audience. */
  snapshot: Snapshot
}

/** What an issue is about, now. */
export interface Subject {
  /** The person's file that speaks of it; null while nobody has spoken. */
  post: Post | null
  /** Of the issue, and those that the page tells together with them. */
  outages: Outage[]
  /** Components with the status that the probes give them. */
  components: Record<string, ComponentStatus>
  /** When the last of the outages ended; null while one lasts, or there are none. */
  over: Instant | null
  /** The file that struck the outage out, if one did. */
  struckBy: string | null
}

/** Null when nothing on this page has that name (any more). */
export function subjectOf(marker: Marker, { config, posts, snapshot }: Desk): Subject | null {
  const own = marker.kind === 'incident' ? (posts.find(({ id }) => id === marker.id) ?? null) : null
  const entry = snapshot.incidents.find((one) =>
    own === null ? one.outages.some(({ id }) => id === marker.id) : one.post === own.id,
  )
  const outage = snapshot.outages.find(({ id }) => id === marker.id)
  const post = own ?? posts.find(({ id }) => id === entry?.post) ?? null
  const outages = entry?.outages ?? (outage === undefined ? [] : [outage])
  const components =
    outages.length > 0
      ? Object.fromEntries(outages.map((one) => [one.component, statusOf(one)]))
      : componentOfId(marker.id, config)
  if (post === null && Object.keys(components).length === 0) return null
  const ends = outages.map(({ end }) => end)
  return {
    post,
    outages,
    components,
    over: ends.length === 0 || ends.includes(null) ? null : Math.max(...ends.map((end) => end ?? 0)),
    struckBy: outage?.falseAlarm?.incident ?? null,
  }
}

function statusOf({ verdict }: Outage): ComponentStatus {
  if (verdict === 'down') return 'major_outage'
  return verdict === 'partial' ? 'partial_outage' : 'degraded_performance'
}

/** Results may be gone, or not here yet: an outage's id still names its component. */
function componentOfId(id: string, { components }: Config): Record<string, ComponentStatus> {
  const found = components.find((one) =>
    [one.id, ...one.was].some((name) => id.startsWith(`${name}-`) && /^\d{8}T\d{6}Z$/.test(id.slice(name.length + 1))),
  )
  return found === undefined ? {} : { [found.id]: 'major_outage' }
}
