import type { ComponentNow, Entry } from '../status/snapshot.ts'
import { compactTime } from '../status/updates.ts'
import { day, type Instant, utcDate } from '../time/instant.ts'
import { eventId } from './event-id.ts'
import type { Heard } from './heard.ts'
import type { Mistakes } from './known.ts'
import type { Occasion, PostTrouble } from './occasion.ts'
import type { Ground } from './outage-occasions.ts'

/** Days before an expiry at which it is told, once each. */
const steps = [1, 3, 7, 14]
const kinds = { cert_expiring: 'certificate', domain_expiring: 'domain' } as const
/** A step told so lately is that of the same certificate, whatever day its expiry was taken to be. */
const sameExpiry = 30 * day

/** Certificates and domains that run out. */
export function expiryOccasions({ snapshot, heard }: Ground): Occasion[] {
  return snapshot.components.flatMap(({ component, history }) => {
    const { latest } = history
    const what = latest === null ? undefined : kinds[latest.class as keyof typeof kinds]
    const days = Number(latest?.detail ?? Number.NaN)
    if (latest === null || what === undefined || !Number.isInteger(days) || latest.freshUntil <= snapshot.now) return []
    const event = `${what}.expiring` as const
    // Whoever is warned earlier than 14 days ahead is told at the first warning, too.
    const step = steps.find((one) => days <= one) ?? 'first'
    const expires = latest.time + days * day
    const told = heard
      .about([event], component.id)
      .filter(({ mark, last }) => mark.startsWith(`${step}-`) && last > snapshot.now - sameExpiry)
    if (told.some(({ status }) => status !== 'claimed')) return []
    const id = told[0]?.id ?? eventId(event, component.id, `${step}-${utcDate(expires)}`)
    return {
      event,
      id,
      covers: [id],
      at: latest.time,
      over: false,
      impact: null,
      components: [component.id],
      thread: `${what}:${component.id}`,
      about: { kind: 'expiry' as const, what, component, days, expires },
    }
  })
}

/** Components that nobody has looked at for too long: once for each silence. */
export function staleOccasions({ snapshot, heard }: Ground): Occasion[] {
  return snapshot.components.flatMap((now) => {
    const since = staleSince(now, snapshot.now)
    if (since === null) return []
    const id = eventId('checks.stale', now.component.id, compactTime(since))
    return {
      event: 'checks.stale' as const,
      id,
      covers: [id],
      at: begunOr(heard, since),
      over: false,
      impact: null,
      components: [now.component.id],
      thread: 'checks',
      about: { kind: 'stale' as const, component: now.component, since: now.history.latestKnown?.time ?? null },
    }
  })
}

/** When its last known result ran out; null while it has one, and before it was ever looked at. */
function staleSince({ verdict, component, history }: ComponentNow, now: Instant): Instant | null {
  if (verdict !== 'unknown' || component.check === null || history.latest === null) return null
  const since = (history.latestKnown?.time ?? history.first ?? history.latest.time) + component.check.stale_after
  return since <= now ? since : null
}

/** It is the case now, however long: a channel that is new hears of it too. */
function begunOr(heard: Heard, since: Instant): Instant {
  return Math.max(since, heard.begun ?? since)
}

/** Posts that want their author: mistakes on main, checks that fail beyond a Resolved, a promised word that did not come. */
export function postOccasions({ snapshot }: Ground, mistakes: readonly Mistakes[]): Occasion[] {
  const wrong = mistakes.map(({ file, problems, digest }) =>
    post(file, digest, snapshot.now, null, { reason: 'mistakes', problems }),
  )
  const late = snapshot.incidents
    .filter((entry) => entry.post !== null)
    .flatMap((entry) => {
      const file = `incidents/${entry.post}.md`
      const found: Occasion[] = []
      if (entry.stillFailingSince !== null && entry.resolvedAt !== null) {
        const mark = `failing-${compactTime(entry.resolvedAt)}`
        found.push(post(file, mark, snapshot.now, entry, { reason: 'still_failing', since: entry.stillFailingSince }))
      }
      const newest = entry.updates[0]
      if (newest?.overdue && newest.next !== null) {
        const mark = `overdue-${compactTime(newest.next)}`
        found.push(post(file, mark, newest.next, entry, { reason: 'overdue', promised: newest.next }))
      }
      return found
    })
  return [...wrong, ...late]
}

function post(file: string, mark: string, at: Instant, entry: Entry | null, trouble: PostTrouble): Occasion {
  const id = eventId('post.needs_fixing', file, mark)
  return {
    event: 'post.needs_fixing',
    id,
    covers: [id],
    at,
    over: false,
    impact: null,
    components: entry?.components.map((component) => component.id) ?? [],
    thread: `post:${file}`,
    about: { kind: 'post', file, entry, trouble },
  }
}
