import type { ComponentStatus, Impact, IncidentStatus, MaintenanceStatus } from '../incidents/incident.ts'
import type { Indicator } from '../status/snapshot.ts'

// The Statuspage status API v2, key by key and in its order: clients written for it read ours.

export interface ApiPage {
  id: string
  name: string
  url: string
  time_zone: string
  updated_at: string
  /** Ours. The API has no word for "nobody looked". */
  candor: { checked_at: string | null; fresh_until: string | null; unknown: string[] }
}

export interface ApiStatus {
  indicator: Indicator
  description: string
}

export interface ApiComponent {
  id: string
  name: string
  status: ComponentStatus
  created_at: string
  updated_at: string
  position: number
  description: string | null
  showcase: boolean
  start_date: string | null
  group_id: string | null
  page_id: string
  group: boolean
  only_show_if_degraded: boolean
  /** Groups only: their children, in order. */
  components?: string[]
}

export interface ApiAffected {
  code: string
  name: string
  old_status: ComponentStatus
  new_status: ComponentStatus
}

export interface ApiUpdate {
  id: string
  status: IncidentStatus | MaintenanceStatus
  body: string
  incident_id: string
  created_at: string
  updated_at: string
  display_at: string
  affected_components: ApiAffected[] | null
  deliver_notifications: boolean
  custom_tweet: null
  tweet_id: null
}

export interface ApiIncident {
  id: string
  name: string
  status: IncidentStatus | MaintenanceStatus
  created_at: string
  updated_at: string
  monitoring_at: string | null
  resolved_at: string | null
  impact: Impact | 'maintenance'
  shortlink: string
  started_at: string
  page_id: string
  incident_updates: ApiUpdate[]
  components: ApiComponent[]
  reminder_intervals: null
}

export interface ApiMaintenance extends ApiIncident {
  scheduled_for: string
  scheduled_until: string
}
