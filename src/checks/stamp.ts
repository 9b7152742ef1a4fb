import type { Instant } from '../time/instant.ts'

const form = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})Z$/

/**
 * Reads the one form a time has in checks/, `2026-11-21T10:05:03Z`; null when it is anything else, 30 February included.
 * Without Temporal on purpose: a year of spans holds hundreds of thousands of these.
 */
export function readStamp(text: string): Instant | null {
  const match = form.exec(text)
  if (match === null) return null
  const [year, month, date, hours, minutes, seconds] = match.slice(1).map(Number) as [number, ...number[]]
  const moment = new Date(Date.UTC(year, month! - 1, date, hours, minutes, seconds))
  // 2400-02-30 or 24:61 would roll over into another moment.
  return moment.toISOString().startsWith(text.slice(0, -1)) ? moment.getTime() / 1000 : null
}
