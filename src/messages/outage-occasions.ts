import { acknowledgedAt, mutedUntil, type OperatorWord } from '../checks/operators.ts'
import type { Channel } from '../config/channel-keys.ts'
import type { Outage } from '../outages/outage.ts'
import type { Snapshot } from '../status/snapshot.ts'
import type { Instant } from '../time/instant.ts'
import { type EventName, eventId, outageOfId } from './event-id.ts'
import type { Heard } from './heard.ts'
import type { Occasion, OutageFact } from './occasion.ts'
import { componentOf, endingOf, factOf, lostFact, outageImpact } from './outage-fact.ts'
import { groupsOf, type OutageGroup, settlesAfter } from './outage-group.ts'
import { lastingDue } from './outage-lasting.ts'
import { closedBy, saidUntil, type Told, toldOutages } from './outage-told.ts'
import { present, type Voice } from './outage-voice.ts'

export interface Ground {
  snapshot: Snapshot
  channel: Channel
  heard: Heard
  /** `/ack` and `/mute`, as operators said them. */
  operators: readonly OperatorWord[]
}

/** Everything that a channel has to be told of outages. What comes and goes is told once it has settled. */
export function outageOccasions(ground: Ground, voice: Voice): Occasion[] {
  const { snapshot, heard } = ground
  const told = toldOutages(heard)
  const open = new Set(told.filter((one) => one.open).map(({ outage }) => outage))
  const groups = groupsOf(snapshot.outages, open, snapshot.config, snapshot.now)
  const placed = new Map(groups.flatMap(({ outages }) => outages.map((outage) => [outage.id, outage])))
  // What nobody saw the end of goes on in the outage that its component has now; what late results gave another
  // beginning, and so another id, in the one that took its place.
  const goesOnIn = (one: Told, series: readonly Outage[]) => {
    const last = series.at(-1)!
    const found = placed.get(one.outage)
    if (!one.open || one.component !== last.component || adopted.has(one)) return false
    if (found === undefined) return (last.end ?? snapshot.now) >= startOf(one)
    return endingOf(found, snapshot)?.why === 'silence' && endingOf(last, snapshot) === null
  }
  const adopted = new Set<Told>()
  const occasions: Occasion[] = []
  for (const group of [...groups].reverse()) {
    const thread = threadOf(group, told)
    for (const series of group.series.values()) {
      const before = told.filter((one) => goesOnIn(one, series))
      for (const one of before) adopted.add(one)
      const own = told.filter((one) => series.some(({ id }) => id === one.outage) && !adopted.has(one))
      const gone = told.filter((one) => one.component === series[0]!.component && !placed.has(one.outage))
      const due = ofSeries(
        { ...ground, voice, own: [...before, ...own], saidUntil: saidUntil([...own, ...gone]) },
        series,
      )
      if (due === null || isHushed(due.event, group, ground)) continue
      const fact = { ...factOf(series, group, snapshot, voice), toldVerdict: due.toldVerdict ?? null }
      occasions.push(occasion(due, fact, series.at(-1)!.verdict, thread))
    }
  }
  for (const one of told.filter(({ open, outage }) => open && !placed.has(outage))) {
    if (adopted.has(one)) continue
    const fact = { ...lostFact(one, snapshot), toldVerdict: null }
    const due = { event: 'outage.resolved', covers: closedBy([one]), at: snapshot.now } as const
    occasions.push(occasion(due, fact, fact.verdict, one.outage))
  }
  return occasions
}

/**
 * What operators said under an outage holds for its whole group: while it is muted they hear of its end alone, and nobody
 * is reminded of what somebody looks at.
 */
function isHushed(event: EventName, group: OutageGroup, { channel, operators, snapshot }: Ground): boolean {
  if (channel.audience !== 'operators' || event === 'outage.resolved') return false
  const ids = group.outages.map(({ id }) => id)
  if (ids.some((id) => mutedUntil(operators, id, snapshot.now) !== null)) return true
  return event === 'outage.reminder' && ids.some((id) => acknowledgedAt(operators, id, snapshot.now) !== null)
}

function startOf({ outage }: Told): Instant {
  return outageOfId(outage)?.start ?? 0
}

interface Due {
  event: EventName
  /** The last is the id it is claimed by. */
  covers: string[]
  at: Instant
  toldVerdict?: OutageFact['toldVerdict']
}

interface Series extends Ground {
  voice: Voice
  /** What was told of it. */
  own: Told[]
  /** Until when its ends were told. */
  saidUntil: Instant
}

/** What one component's outages of one group have to be told as: at most one thing at a time. */
function ofSeries(ground: Series, series: readonly Outage[]): Due | null {
  const { snapshot, channel, heard, voice, own } = ground
  const { now } = snapshot
  const last = series.at(-1)!
  const ending = endingOf(last, snapshot)
  const open = own.filter((one) => one.open)
  const current = open.at(-1)
  const isUnsettled = ending?.why === 'recovered' && series.length > 1 && now - ending.at < settlesAfter

  if (current?.opened != null) {
    if (voice.spokenFor(last) !== null && hearsIncidents(channel)) return null
    if (ending?.why === 'silence') return null
    if (ending !== null) return isUnsettled ? null : { event: 'outage.resolved', covers: closedBy(open), at: ending.at }
    const { opened } = current
    // Not yet taken by the channel: said again, as it is now.
    if (opened.status === 'claimed') return { event: 'outage.opened', covers: [opened.id], at: last.start }
    const state = present(last, componentOf(snapshot, last.component))
    const due = lastingDue(current, state, voice.windowOf(last), { channel, heard, now })
    return due === null ? null : { ...due, covers: [due.id] }
  }

  if (!voice.speaks(last)) return null
  if (ending === null) {
    const { verdict } = present(last, componentOf(snapshot, last.component))
    return { event: 'outage.opened', covers: [eventId('outage.opened', last.id, verdict)], at: last.start }
  }
  // Over before it was told, and no earlier message of the series speaks of it: one message.
  if (ending.why !== 'recovered' || isUnsettled || last.start <= ground.saidUntil) return null
  return { event: 'outage.resolved', covers: [eventId('outage.resolved', last.id)], at: ending.at }
}

function hearsIncidents({ events }: Channel): boolean {
  return events === undefined || events.includes('incident.resolved')
}

function occasion(due: Due, fact: OutageFact, worst: Outage['verdict'], thread: string): Occasion {
  return {
    event: due.event,
    id: due.covers.at(-1)!,
    covers: due.covers,
    at: due.at,
    over: due.event === 'outage.resolved',
    impact: outageImpact(worst),
    components: [fact.component],
    thread,
    about: { kind: 'outage', outage: fact },
  }
}

/** A group's thread is called after the first of it that was told: one that turns out to be older renames nothing. */
function threadOf(group: OutageGroup, told: readonly Told[]): string {
  const ids = new Set(group.outages.map(({ id }) => id))
  const first = told
    .filter(({ outage, opened }) => opened !== null && ids.has(outage))
    .reduce<Told | null>(
      (least, one) => (least === null || one.opened!.first < least.opened!.first ? one : least),
      null,
    )
  return first?.outage ?? group.outages[0]!.id
}
