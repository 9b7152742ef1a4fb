import type { Instant } from '../time/instant.ts'
import type { ResultClass } from '../verdict/classes.ts'

/** What the probes saw: an unbroken stretch of degraded, partial or down of one component. */
export interface Outage {
  /** `<component>-<start as YYYYMMDDTHHMMSSZ>` */
  id: string
  component: string
  start: Instant
  /** Null while it lasts. */
  end: Instant | null
  /** The worst that was seen. */
  verdict: 'degraded' | 'partial' | 'down'
  /** Of its first result of that verdict. */
  class: ResultClass | null
  detail: string | null
  /** The reason a person gave for striking it out, with the incident file's id; null when it counts. */
  falseAlarm: { incident: string; reason: string } | null
}
