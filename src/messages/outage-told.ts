import type { Instant } from '../time/instant.ts'
import { eventId, outageOfId } from './event-id.ts'
import type { Heard, Hearing } from './heard.ts'

/** An outage that a channel was told of, or is about to be. */
export interface Told {
  /** The outage's id, as it was told. */
  outage: string
  component: string
  /** Null when it was over before it could be told. */
  opened: Hearing | null
  resolved: Hearing | null
  /** Its end still has to be told. */
  open: boolean
}

/** Every outage in a channel's ledger, oldest first. What the channel never took in is as if it had not been. */
export function toldOutages(heard: Heard): Told[] {
  const told = new Map<string, Told>()
  const entry = (outage: string) => {
    const known = told.get(outage)
    if (known !== undefined) return known
    const component = outageOfId(outage)?.component ?? ''
    const made: Told = { outage, component, opened: null, resolved: null, open: false }
    told.set(outage, made)
    return made
  }
  for (const opened of heard.all('outage.opened')) entry(opened.subject).opened = opened
  for (const resolved of heard.all('outage.resolved')) entry(resolved.subject).resolved = resolved
  for (const one of told.values()) {
    const isDone = one.resolved !== null && one.resolved.status !== 'claimed'
    one.open = one.opened !== null && one.opened.status !== 'gave_up' && !isDone
  }
  return [...told.values()]
}

/** The ids that telling the end of these brings to an end: what was not yet taken of their beginning too. */
export function closedBy(open: readonly Told[]): string[] {
  return open.flatMap(({ outage, opened }) => [
    ...(opened?.status === 'claimed' ? [opened.id] : []),
    eventId('outage.resolved', outage),
  ])
}

/** Until when the end of these was told. */
export function saidUntil(told: readonly Told[]): Instant {
  const done = told.flatMap(({ resolved }) =>
    resolved === null || resolved.status === 'claimed' ? [] : [resolved.first],
  )
  return Math.max(0, ...done)
}
