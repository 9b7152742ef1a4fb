import type { Channel } from '../config/channel-keys.ts'
import type { Occurrence } from '../incidents/incident.ts'
import type { Interval } from '../intervals/interval.ts'
import type { Outage } from '../outages/outage.ts'
import { isMasked, windowsOf } from '../status/folding.ts'
import type { ComponentNow, Entry, Snapshot } from '../status/snapshot.ts'
import { type Instant, minute } from '../time/instant.ts'

/** How long before a window's end what still fails inside it is told. */
const beforeWindowEnds = 10 * minute

/** Which outages an audience hears of by itself, and from when on. */
export interface Voice {
  /** Whether this outage may be told now. */
  speaks: (outage: Outage) => boolean
  /** The person's incident that speaks for it instead; operators hear of both. */
  spokenFor: (outage: Outage) => Entry | null
  /** The maintenance window it began in; null when it began in none. */
  windowOf: (outage: Outage) => { id: string; end: Instant } | null
}

/**
 * Operators hear of every outage at once, of one inside a maintenance window only from 10 minutes before its end. The
 * public hears of what lasted `tell_public_after` (from the window's end, if it began inside) and nobody wrote about.
 */
export function voiceOf(snapshot: Snapshot, planned: readonly Occurrence[], audience: Channel['audience']): Voice {
  const { now, config } = snapshot
  const components = new Map([...snapshot.components, ...snapshot.retired].map((one) => [one.component.id, one]))
  const windows = new Map<string, Interval[]>()
  const windowsFor = (component: string) => {
    const own = windows.get(component) ?? windowsOf(planned, component)
    windows.set(component, own)
    return own
  }
  const unspoken = new Set(
    snapshot.incidents.filter(({ automatic }) => automatic).flatMap(({ outages }) => outages.map(({ id }) => id)),
  )
  const windowOf = ({ component, start }: Outage) => {
    const inside = windowsFor(component).find((window) => window.start <= start && start < window.end)
    const found = planned.find(({ end }) => end === inside?.end)
    return inside === undefined || found === undefined ? null : { id: found.id, end: inside.end }
  }

  const toOperators = (outage: Outage) => {
    if (!isMasked(outage, windowsFor(outage.component), now)) return true
    const window = windowOf(outage)
    return outage.end === null && window !== null && now >= window.end - beforeWindowEnds
  }
  const toPublic = (outage: Outage) => {
    if (!unspoken.has(outage.id)) return false
    const from = Math.max(failingSince(outage, components.get(outage.component)), windowOf(outage)?.end ?? 0)
    return (outage.end ?? now) - from >= config.tell_public_after
  }
  return {
    speaks: audience === 'operators' ? toOperators : toPublic,
    spokenFor: (outage) =>
      audience === 'operators'
        ? null
        : (snapshot.incidents.find((entry) => !entry.automatic && entry.outages.some(({ id }) => id === outage.id)) ??
          null),
    windowOf,
  }
}

/** Since when it is worse than slow. */
function failingSince(outage: Outage, now: ComponentNow | undefined): Instant {
  const stretch = now?.history.bad.find(
    ({ start, verdict }) => start >= outage.start && start < (outage.end ?? Infinity) && verdict !== 'degraded',
  )
  return stretch?.start ?? outage.start
}

/** What an outage that lasts is now, and since when without a change. */
export function present(outage: Outage, now: ComponentNow | undefined): { verdict: Outage['verdict']; since: Instant } {
  const own = (now?.history.bad ?? []).filter(({ start }) => start >= outage.start)
  const last = own.at(-1)
  if (last === undefined || outage.end !== null) return { verdict: outage.verdict, since: outage.start }
  const first = own.findLastIndex(({ verdict }) => verdict !== last.verdict)
  return { verdict: last.verdict as Outage['verdict'], since: own[first + 1]!.start }
}
