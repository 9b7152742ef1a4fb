import { begunEvent, type NotifiedRow } from '../checks/notified.ts'
import type { Names } from '../checks/votes.ts'
import type { Instant } from '../time/instant.ts'
import { type EventName, outageOfId, partsOf, plain } from './event-id.ts'

/** What became of telling one channel of one event. */
export interface Hearing {
  id: string
  event: EventName
  /** As in the id, encoded. */
  subject: string
  mark: string
  /** Claimed and not told: a run was cut off between, or the channel did not take it. */
  status: 'claimed' | 'told' | 'gave_up'
  /** Claims so far. */
  tries: number
  /** First and last claim. */
  first: Instant
  last: Instant
}

/** What one channel has heard, as the ledger tells. */
export interface Heard {
  /** Since when it is told of what is over; null: it has never been told anything. */
  begun: Instant | null
  get: (id: string) => Hearing | undefined
  /** Everything of these events about one subject, oldest first. */
  about: (events: readonly EventName[], subject: string) => Hearing[]
  /** Everything of one event, oldest first. */
  all: (event: EventName) => Hearing[]
}

/** `renamed`: old component ids to present ones; an outage told under the old name goes on under the new. */
export function heardBy(channel: string, rows: readonly NotifiedRow[], renamed: Names): Heard {
  const hearings = new Map<string, Hearing>()
  let begun: Instant | null = null
  for (const row of [...rows].sort((a, b) => a.time - b.time)) {
    if (row.channel !== channel) continue
    if (row.event === begunEvent) {
      begun ??= row.time
      continue
    }
    const id = presentId(row.event, renamed)
    const known = hearings.get(id)
    if (known === undefined) hearings.set(id, begin(id, row))
    else {
      if (row.step === 'claim') {
        known.tries += 1
        known.last = row.time
      } else if (known.status !== 'told') known.status = row.step
    }
  }
  const list = [...hearings.values()]
  const byEvent = Map.groupBy(list, ({ event }) => event)
  return {
    begun,
    get: (id) => hearings.get(id),
    all: (event) => byEvent.get(event) ?? [],
    about: (events, subject) => {
      const wanted = plain(subject)
      return list.filter((one) => one.subject === wanted && events.includes(one.event))
    },
  }
}

function begin(id: string, { time, step }: NotifiedRow): Hearing {
  const status = step === 'claim' ? 'claimed' : step
  return { id, ...partsOf(id), status, tries: step === 'claim' ? 1 : 0, first: time, last: time }
}

function presentId(id: string, renamed: Names): string {
  if (renamed.size === 0) return id
  const { event, subject, mark } = partsOf(id)
  const outage = event.startsWith('outage.') ? outageOfId(subject) : null
  const component = outage?.component ?? subject
  const present = renamed.get(component)
  if (present === undefined || !(outage !== null || /^(certificate|domain)\./.test(event))) return id
  return [event, `${present}${subject.slice(component.length)}`, ...(mark === '' ? [] : [mark])].join(':')
}
