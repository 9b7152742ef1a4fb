import type { LatencyRow } from '../checks/latency.ts'
import type { Span } from '../checks/spans.ts'
import type { ComponentStatus, Impact, MaintenancePlan, PostKind, Update } from '../incidents/incident.ts'
import type { Instant } from '../time/instant.ts'

/** What another status page calls a component. */
export interface FoundComponent {
  name: string
  /** Every word by which its incidents name it: ids, names, names with a group before them. */
  keys: string[]
  /** The id to have here, when the other page has one that people know; else it is made from the name. */
  id: string | null
  /** Ids and addresses (`/history/api`) it had there: they lead here. */
  was: string[]
  /** Name of its group. */
  group: string | null
  description: string | null
  link: string | null
  /** `2024-03-01` */
  since: string | null
  /** Keys of `check:`. */
  check: Record<string, unknown> | null
  /** False: only incidents name it, the page itself no longer lists it. */
  listed: boolean
}

export interface FoundUpdate {
  status: Update['status']
  at: Instant
  /** Markdown. */
  body: string
  /** By any key of a component. */
  components: Record<string, ComponentStatus>
}

/** What another page says of one incident, maintenance or notice, in our words. */
export interface FoundPost {
  kind: PostKind
  /** The name there: what its address ended in. */
  id: string
  /** Addresses it had there that are not `/incidents/<id>`. */
  was: string[]
  /** Where it came from, for people: an address or a file. */
  origin: string
  title: string
  impact: Impact | null
  /** Oldest first, at least one. */
  updates: FoundUpdate[]
  maintenance: MaintenancePlan | null
  until: Instant | null
  draft: boolean
  /** Of its words, where they are not in the site's first one. */
  language?: string | null
  translations?: FoundTranslation[]
  /** What could not be taken as it was: whole sentences. */
  warnings: string[]
}

/** The same post in another language. */
export interface FoundTranslation {
  language: string
  origin: string
  title: string | null
  /** Markdown, by the updates of the post; those at the end may be missing. */
  bodies: string[]
}

export interface Refusal {
  origin: string
  /** A whole sentence. */
  reason: string
}

/** Everything that was found at another page. */
export interface Haul {
  site: {
    name: string
    url: string | null
    timezone: string | null
    description: string | null
    /** Absent: English alone. */
    languages?: string[]
    /** Addresses of the page itself there, and where each is here: what `site.moved` says. */
    moved?: Record<string, string>
  }
  groups: { name: string; description: string | null; collapsed: boolean }[]
  components: FoundComponent[]
  posts: FoundPost[]
  refused: Refusal[]
  /** Environment names that the checks use. */
  secrets: string[]
  /** Of the page as a whole. */
  warnings: Refusal[]
  /** What its probes saw, where that is known; by any key of a component. */
  history: { spans: Span[]; latency: LatencyRow[]; end: Instant } | null
}

export const emptyHaul = (name: string): Haul => ({
  site: { name, url: null, timezone: null, description: null },
  groups: [],
  components: [],
  posts: [],
  refused: [],
  secrets: [],
  warnings: [],
  history: null,
})
