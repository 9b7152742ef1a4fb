import type { ComponentStatus } from '../incidents/incident.ts'
import { day, type Instant } from '../time/instant.ts'
import { statusOfVerdict } from './components.ts'
import { headlineOf, rollUp, worstStatus } from './overall.ts'
import type { ComponentNow, Entry, Snapshot, StatusNow } from './snapshot.ts'

/** How things stand from a minute on at which a maintenance begins or ends, if nothing else happens until then. */
export interface Ahead {
  at: Instant
  headline: Snapshot['headline']
  /** By component id; those that stand as before are left out. */
  statuses: Record<string, StatusNow>
}

/** A page that nobody made anew for so long tells little of today. */
const horizon = 3 * day
/** Each is a few words of every page; who has more windows than that in three days has a newer page by then. */
const atMost = 6

/**
 * What a page can say for itself when the clock comes to a maintenance's begin or end, so that it need not be made anew
 * at that very minute. What people's open incidents and probes say stays as it is at `snapshot.now`.
 */
export function aheadOf(snapshot: Snapshot): Ahead[] {
  const { now, components } = snapshot
  const windows = snapshot.maintenances.filter(({ status }) => status !== 'completed')
  const minutes = windows
    .flatMap(({ window }) => [window!.start, window!.end])
    .filter((at) => at > now && at <= now + horizon)
  const standing = new Map(components.map((one) => [one.component.id, one.status]))
  return [...new Set(minutes)]
    .sort((a, b) => a - b)
    .slice(0, atMost)
    .map((at) => {
      const statuses: Ahead['statuses'] = {}
      for (const one of components) {
        const { id } = one.component
        const status = statusAt(at, one, snapshot, windows)
        if (status === standing.get(id)) continue
        statuses[id] = status
        standing.set(id, status)
      }
      return { at, headline: headlineAt([...standing.values()], components), statuses }
    })
}

function statusAt(
  at: Instant,
  one: ComponentNow,
  { posts, incidents }: Snapshot,
  windows: readonly Entry[],
): StatusNow {
  const said = new Set(incidents.filter(({ automatic, open }) => open && !automatic).map(({ id }) => id))
  if (one.because.incidents.some((id) => said.has(id))) return one.status
  const running = windows.filter(({ window }) => window!.start <= at && at < window!.end)
  const words = running.flatMap(({ post, components, open }) => {
    const named = components.find(({ id }) => id === one.component.id)
    if (named === undefined) return []
    // While it runs a person may have taken the component out of it; before, it is as the file announces it.
    if (open) return [named.status]
    const word = posts.find(({ id }) => id === post)?.components[one.component.id]
    return word === undefined || word === 'operational' ? [] : ['under_maintenance' as const]
  })
  const status = worstStatus(words)
  if (status !== 'operational') return status
  return one.verdict === null ? 'operational' : statusOfVerdict(one.verdict)
}

function headlineAt(statuses: readonly StatusNow[], components: readonly ComponentNow[]): Snapshot['headline'] {
  const known = statuses.map(
    (status, at): ComponentStatus => (status === 'unknown' ? components[at]!.lastKnown : status),
  )
  return headlineOf(rollUp(known), statuses)
}
