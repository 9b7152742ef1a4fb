import type { Instant } from '../time/instant.ts'

/** Atlassian Statuspage's words, which people and clients know. `unknown` is ours: nobody looked. */
export const componentStatuses = [
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
] as const
export type ComponentStatus = (typeof componentStatuses)[number]

export const incidentStatuses = ['investigating', 'identified', 'monitoring', 'resolved', 'postmortem'] as const
export type IncidentStatus = (typeof incidentStatuses)[number]

export const maintenanceStatuses = ['scheduled', 'in_progress', 'verifying', 'completed'] as const
export type MaintenanceStatus = (typeof maintenanceStatuses)[number]

export const impacts = ['none', 'minor', 'major', 'critical'] as const
export type Impact = (typeof impacts)[number]

/** One word from a person, at one time. */
export interface Update {
  status: IncidentStatus | MaintenanceStatus
  at: Instant
  /** Markdown as written, without the heading. */
  body: string
  /** Line of its heading in the file, from 1; 0 when the file has no headings. */
  line: number
  /** What it says of components, by id as written (names of components no longer listed too). */
  components: Record<string, ComponentStatus>
  /** When the next word was promised. */
  next: Instant | null
  quiet: boolean
  language: string | null
  /** The body by language, from `<id>.<language>.md`. */
  translations?: Record<string, string>
  /** `{start=...}` and `{end=...}`: moves the maintenance occurrence. */
  start: Instant | null
  end: Instant | null
}

export interface MaintenancePlan {
  start: Instant
  end: Instant
  /** RRULE, by the clock of `site.timezone`. */
  repeat: string | null
  /** Days on which a repeating one does not take place: `2026-12-24`, of `site.timezone`. */
  except?: string[]
}

export type PostKind = 'incident' | 'maintenance' | 'notice'

/** One file of incidents/, read. */
export interface Post {
  /** The file name without `.md`. */
  id: string
  kind: PostKind
  title: string
  /** The title by language, from `<id>.<language>.md`. */
  titles?: Record<string, string>
  /** As written; null when it follows from the components. */
  impact: Impact | null
  /** Components the front matter names, with their status at the start. */
  components: Record<string, ComponentStatus>
  /** Oldest first. */
  updates: Update[]
  draft: boolean
  audience: 'public' | 'internal'
  maintenance: MaintenancePlan | null
  /** Notices: shown until then. */
  until: Instant | null
  /** Ids (or unique prefixes) of outages this file strikes from figures. */
  falseAlarm: string[]
  language: string | null
  /** What the file was called before: those addresses lead to this one. */
  was?: string[]
}

/** A maintenance window that happens once: a single one, or one of a repeating post. */
export interface Occurrence {
  /** The post's id, or `<id>-<YYYYMMDD>` of a repeating one. */
  id: string
  post: Post
  /** As it was moved; `end` equals `start` when it was called off. */
  start: Instant
  end: Instant
  /** As the plan has it, before any update moved it. */
  planned: { start: Instant; end: Instant }
  /** When somebody said, before its start, that it is over: it does not take place. */
  calledOff: Instant | null
  /** Updates that belong to it, oldest first; those the clock makes (in_progress, completed) are not among them. */
  updates: Update[]
}

/** What people declared of one component: a status for a stretch of time. `end` null while it lasts. */
export interface Declaration {
  post: string
  component: string
  status: ComponentStatus
  start: Instant
  end: Instant | null
}
