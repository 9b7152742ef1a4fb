import { impacts } from '../incidents/incident.ts'
import type { Outage } from '../outages/outage.ts'
import type { Snapshot } from '../status/snapshot.ts'
import { formatInstant, type Instant } from '../time/instant.ts'
import type { EventName } from './event-id.ts'
import type { Parts, Section, Tone } from './message.ts'
import type { OccasionOf, OutageFact } from './occasion.ts'
import type { Teller } from './teller.ts'

/** How many components a digest names one by one. */
const namedAtMost = 20

/** One outage in detail, or several as a digest. All are of one event. */
export function outageMessage(occasions: readonly OccasionOf<'outage'>[], snapshot: Snapshot, teller: Teller): Parts {
  const facts = inOrder(
    occasions.map(({ about }) => about.outage),
    snapshot,
  )
  const { event, thread } = occasions[0]!
  const url = urlOf(facts, snapshot, teller)
  const single = facts.length === 1 ? facts[0]! : null
  return {
    tone: toneOf(event, facts),
    impact: impacts[Math.max(...occasions.map(({ impact }) => (impact === null ? 0 : impacts.indexOf(impact))))]!,
    title: single === null ? digestTitle(event, facts, teller) : title(event, single, teller, snapshot.now),
    sections: single === null ? digest(facts, teller) : [plainly(details(event, single, teller))],
    facts: [],
    link: { text: teller.words.openPage, url },
    subject: { kind: 'outage', id: thread, url, outages: facts.map((fact) => forPrograms(fact, teller)) },
    keeps: event !== 'outage.resolved' ? 'open' : facts.some(({ groupFails }) => groupFails) ? 'nothing' : 'closed',
  }
}

/** What others fail because of comes first, then the page's order. */
function inOrder(facts: readonly OutageFact[], { config }: Snapshot): OutageFact[] {
  const place = new Map(config.components.map(({ id }, index) => [id, index]))
  const rank = ({ component, because: causes }: OutageFact) =>
    (causes.length > 0 ? place.size : 0) + (place.get(component) ?? place.size)
  return [...facts].sort((a, b) => rank(a) - rank(b))
}

function toneOf(event: EventName, facts: readonly OutageFact[]): Tone {
  if (event === 'outage.resolved') return 'up'
  return facts.every(({ verdict }) => verdict === 'degraded') ? 'degraded' : 'down'
}

function title(event: EventName, fact: OutageFact, { words, name }: Teller, now: Instant): string {
  const component = name(fact.component)
  if (event === 'outage.resolved') return fact.ending === 'recovered' ? words.isUp(component) : words.isOver(component)
  if (event === 'outage.reminder') return words.isStill(component, fact.verdict, words.duration(now - fact.start))
  if (event !== 'outage.changed') return words.isDown(component, fact.verdict, fact.times)
  return fact.toldVerdict === null
    ? words.outlasts(component, fact.verdict)
    : words.isNow(component, fact.verdict, fact.toldVerdict)
}

function digestTitle(event: EventName, facts: readonly OutageFact[], { words, name }: Teller): string {
  const names = words.list([...new Set(facts.map(({ component }) => name(component)))])
  if (event === 'outage.resolved') {
    return facts.every(({ ending }) => ending === 'recovered') ? words.areUp(facts.length, names) : words.isOver(names)
  }
  if (event === 'outage.reminder') return words.areStill(facts.length, names)
  return event === 'outage.changed' ? words.haveChanged(facts.length, names) : words.areDown(facts.length, names)
}

function digest(facts: readonly OutageFact[], teller: Teller): Section[] {
  const { words, name } = teller
  const lasting = facts.filter(({ end }) => end === null)
  const lines = lasting.length === 0 ? [] : [words.since(teller.time(Math.min(...lasting.map(({ start }) => start))))]
  lines.push(...facts.slice(0, namedAtMost).map((fact) => `${name(fact.component)}: ${inBrief(fact, teller)}`))
  if (facts.length > namedAtMost) lines.push(words.andMore(facts.length - namedAtMost))
  return [plainly(lines)]
}

/** Why, in as few words as will do. */
function inBrief(fact: OutageFact, { words, name, time }: Teller): string {
  if (fact.end !== null) return ended(fact, { words, name, time } as Teller).join(' ')
  return [...because(fact, { words, name } as Teller), words.reason(fact.class, fact.detail)].join(' ')
}

function details(event: EventName, fact: OutageFact, teller: Teller): string[] {
  const { words, time } = teller
  const reason = words.reason(fact.class, fact.detail)
  if (fact.end !== null) {
    const untold = event === 'outage.resolved' && fact.toldVerdict === null && fact.ending === 'recovered'
    return [...ended(fact, teller), ...(untold && fact.class !== null ? [words.worstWas(fact.verdict, reason)] : [])]
  }
  const window = fact.maintenance
  return [
    ...(fact.class === null ? [] : [reason]),
    words.since(time(fact.times > 1 ? fact.since : fact.start)),
    ...because(fact, teller),
    ...(window === null || event !== 'outage.opened' ? [] : [words.duringMaintenance(time(window.end))]),
  ]
}

function ended(fact: OutageFact, { words, time }: Teller): string[] {
  if (fact.ending === 'false_alarm') return [words.falseAlarm]
  if (fact.ending === 'retired') return [words.retired]
  if (fact.ending === 'unlisted') return [words.unlisted]
  if (fact.times > 1) return [words.cameAndWent(fact.times, time(fact.since))]
  return [words.failedFrom(time(fact.start), time(fact.end!), words.duration(fact.end! - fact.start))]
}

function because({ because: causes }: OutageFact, { words, name }: Teller): string[] {
  return causes.length === 0 ? [] : [words.because(words.list(causes.map(name)))]
}

function plainly(lines: readonly string[]): Section {
  return { heading: null, text: lines.join('\n'), markdown: null }
}

/** The incident that speaks of it, a person's or an automatic one; else the component; else the front page. */
function urlOf(facts: readonly OutageFact[], snapshot: Snapshot, teller: Teller): string {
  const ids = new Set(facts.map(({ id }) => id))
  const entries = snapshot.incidents.filter(
    ({ outages, audience }) => audience === 'public' && outages.some(({ id }) => ids.has(id)),
  )
  if (entries.length === 1) return teller.incident(entries[0]!.id)
  const [only, ...others] = new Set(facts.map(({ component }) => component))
  const listed = snapshot.config.components.find(({ id, audience }) => id === only && audience === 'public')
  return listed !== undefined && others.length === 0 ? teller.component(listed.id) : teller.page.url
}

function forPrograms(fact: OutageFact, { name, words }: Teller) {
  const { verdict, ending, detail, times } = fact
  return {
    id: fact.id,
    component: { id: fact.component, name: name(fact.component) },
    start: formatInstant(fact.start),
    end: fact.end === null ? null : formatInstant(fact.end),
    ending,
    verdict: verdict as Outage['verdict'],
    before: fact.toldVerdict,
    class: fact.class,
    detail,
    message: words.reason(fact.class, fact.detail),
    because_of: fact.because.map((id) => ({ id, name: name(id) })),
    times,
  }
}
