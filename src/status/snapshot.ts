import type { DailyLatency, History, LatencyPoint } from '../checks/history.ts'
import type { Component, Config, Group } from '../config/config.ts'
import type { ComponentStatus, Impact, IncidentStatus, MaintenanceStatus, Post } from '../incidents/incident.ts'
import type { Outage } from '../outages/outage.ts'
import type { Instant } from '../time/instant.ts'
import type { Budget } from '../uptime/budget.ts'
import type { DayBar, Figures, Window } from '../uptime/figures.ts'
import type { Verdict } from '../verdict/classes.ts'

export type StatusNow = ComponentStatus | 'unknown'

/** A component as the page shows it at `now`. */
export interface ComponentNow {
  component: Component
  status: StatusNow
  /** What the probes alone say; null when it has no check. */
  verdict: Verdict | null
  checkedAt: Instant | null
  /** Why, when it is not operational: the ids of incidents, maintenances or outages that say so. */
  because: { incidents: string[]; maintenances: string[]; outages: string[] }
  /** Its last status that was not unknown, for the API, which has no word for unknown. */
  lastKnown: ComponentStatus
  windows: Record<Window, Figures>
  /** What its target allows; null when it has none, or no figure. The month is that of site.timezone, days to come included. */
  budget: { '30d': Budget; month: Budget } | null
  /** The last 90 civil days of site.timezone, oldest first, today last. */
  days: DayBar[]
  history: History
  latency: { daily: DailyLatency[]; recent: LatencyPoint[] }
}

export interface GroupNow {
  group: Group
  status: StatusNow
  members: ComponentNow[]
  /** Mean of its components' 90-day figures; null when none has one. */
  uptime90: number | null
}

/** What the checks or the clock say by themselves; the site says it in the page's language. */
export type Made = 'failing' | 'still_failing' | 'seen' | 'passing' | 'started' | 'completed'

/** An update as the page shows it: a person's, or one that the probes made. */
export interface EntryUpdate {
  /** Stable and unique within the entry: `<at as YYYYMMDDTHHMMSSZ>-<status>`. */
  id: string
  status: IncidentStatus | MaintenanceStatus
  at: Instant
  /** Markdown, hostile until rendered; of automatic entries a sentence of ours. */
  body: string
  /** Which sentence of ours the body is; absent where a person wrote it. */
  made?: Made
  /** The body by language, where people translated it. */
  translations?: Record<string, string>
  /** Status of components from this update on, before and after; complete for the entry. */
  components: { id: string; name: string; before: ComponentStatus; after: ComponentStatus }[]
  next: Instant | null
  /** True: `next` has passed without a newer update while the entry is open. */
  overdue: boolean
  quiet: boolean
  language: string | null
}

/** An incident, a maintenance occurrence or a notice as the page lists it. */
export interface Entry {
  id: string
  kind: 'incident' | 'maintenance' | 'notice'
  title: string
  /** The title by language, where people translated it. */
  titles?: Record<string, string>
  status: IncidentStatus | MaintenanceStatus
  impact: Impact | 'maintenance'
  automatic: boolean
  audience: 'public' | 'internal'
  startedAt: Instant
  /** First update or, for automatic ones, first outage; the API's created_at. */
  createdAt: Instant
  updatedAt: Instant
  monitoringAt: Instant | null
  resolvedAt: Instant | null
  /** Newest first, as pages and the API show them. */
  updates: EntryUpdate[]
  /** Components it names, with what it says of them now, in the page's order; names no longer listed have `listed: false`. */
  components: { id: string; name: string; status: ComponentStatus; listed: boolean }[]
  /** Maintenance window; of one that was called off `end` equals `start`. */
  window: { start: Instant; end: Instant } | null
  /** Outages folded into it. */
  outages: Outage[]
  /** When an operator first said that they have seen one of them (`/ack`); left out of what has none. */
  seenAt?: Instant | null
  /** Set when checks still fail although a person resolved it. */
  stillFailingSince: Instant | null
  /** The file's id; null when automatic. */
  post: string | null
  language: string | null
  /** Open incident, running maintenance, or pinned notice. */
  open: boolean
  /** True of a maintenance that somebody called off before it began. */
  calledOff?: boolean
}

export type Indicator = 'none' | 'minor' | 'major' | 'critical' | 'maintenance'

/** Everything Candor says at `now`: what the site, the API, `status` and messages are made of. */
export interface Snapshot {
  now: Instant
  config: Config
  /** False when the config on disk is broken and the last good one is in use. */
  configIsCurrent: boolean
  checkedAt: Instant | null
  freshUntil: Instant | null
  /** Statuspage's roll-up, which has no word for unknown. */
  overall: { indicator: Indicator; description: string }
  /** What Candor's own page says: the same, or "No recent data for 2 of 20 components". */
  headline: { state: Indicator | 'unknown'; text: string }
  groups: GroupNow[]
  /** Every listed component in the page's order, grouped ones too; retired ones are in `retired`. */
  components: ComponentNow[]
  retired: ComponentNow[]
  /** Newest first by createdAt; automatic ones too; open and closed. */
  incidents: Entry[]
  /** By window start, newest first; past, running and to come. */
  maintenances: Entry[]
  /** Pinned notices that still hold. */
  notices: Entry[]
  outages: Outage[]
  posts: Post[]
  /** Files that could not be shown: the page then says that an update is being prepared. */
  refused: string[]
}
