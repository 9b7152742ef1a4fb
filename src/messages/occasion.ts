import type { Component } from '../config/config.ts'
import type { Impact } from '../incidents/incident.ts'
import type { Outage } from '../outages/outage.ts'
import type { Problem } from '../problem/problem.ts'
import type { Entry, EntryUpdate } from '../status/snapshot.ts'
import type { Instant } from '../time/instant.ts'
import type { EventName } from './event-id.ts'

/** Something that one channel has to be told: what it is about, and the ids by which it is claimed. */
export interface Occasion {
  event: EventName
  /** The id it is claimed by. */
  id: string
  /** All ids that are done once this is told, its own among them: an outage over before it was told is one message. */
  covers: string[]
  /** When it came about. */
  at: Instant
  /** It speaks of something that has ended. */
  over: boolean
  /** For `min_impact`; null: it has none and is told whatever that says. */
  impact: Impact | null
  /** For `components`; none: it concerns everything. */
  components: string[]
  /** What belongs together: messages of one thread answer one another. */
  thread: string
  about: About
}

/** An occasion of one kind. */
export type OccasionOf<K extends About['kind']> = Occasion & { about: Extract<About, { kind: K }> }

export type About =
  | { kind: 'outage'; outage: OutageFact }
  | { kind: 'incident'; entry: Entry; updates: EntryUpdate[]; first: boolean }
  | { kind: 'maintenance'; entry: Entry; updates: EntryUpdate[] }
  | { kind: 'expiry'; what: 'certificate' | 'domain'; component: Component; days: number; expires: Instant }
  | { kind: 'stale'; component: Component; since: Instant | null }
  | { kind: 'post'; file: string; entry: Entry | null; trouble: PostTrouble }

/** What a post wants its author for. */
export type PostTrouble =
  | { reason: 'mistakes'; problems: Problem[] }
  | { reason: 'still_failing'; since: Instant }
  | { reason: 'overdue'; promised: Instant }

/** Why an outage is over: its checks pass, a person struck it, or nobody looks any more. */
export type Ending = 'recovered' | 'false_alarm' | 'retired' | 'unlisted'

/** An outage as messages tell it. */
export interface OutageFact {
  id: string
  component: string
  start: Instant
  end: Instant | null
  ending: Ending | null
  /** What it is now; once it is over, the worst it was. */
  verdict: Outage['verdict']
  /** What was told of it before this. */
  toldVerdict: Outage['verdict'] | null
  class: Outage['class']
  detail: string | null
  /** Components it depends on that fail too: "because of Database". */
  because: string[]
  /** How many outages of this component in a row this is, each less than 15 minutes after the last. */
  times: number
  /** Since the first of them. */
  since: Instant
  /** The maintenance window it began in. */
  maintenance: { id: string; end: Instant } | null
  /** Whether anything of its group still fails, for channels that keep something open. */
  groupFails: boolean
}
