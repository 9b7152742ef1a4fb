import { Temporal } from 'temporal-polyfill'
import { type Instant, parseInstant, utcDate } from './instant.ts'
import { calmAt } from './offsets.ts'

export function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return !/^[+-]/.test(name)
  } catch {
    return false
  }
}

/** A wall-clock time in a zone names one moment, none (a clock went forward) or two (it went back). */
export type Reading =
  | { kind: 'one'; instant: Instant }
  | { kind: 'skipped'; before: Instant; after: Instant }
  | { kind: 'repeated'; earlier: Instant; later: Instant }
  | { kind: 'none' }

/** Reads `YYYY-MM-DDTHH:MM[:SS]` (a blank instead of T will do) as a wall-clock time of `zone`. */
export function readWallClock(text: string, zone: string): Reading {
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?$/.test(text)) return { kind: 'none' }
  const calm = calmReading(text, zone)
  if (calm !== null) return { kind: 'one', instant: calm }
  let plain: Temporal.PlainDateTime
  try {
    plain = Temporal.PlainDateTime.from(text.replace(' ', 'T'), { overflow: 'reject' })
  } catch {
    return { kind: 'none' }
  }
  const at = (disambiguation: 'earlier' | 'later') =>
    Math.floor(plain.toZonedDateTime(zone, { disambiguation }).epochMilliseconds / 1000)
  const [earlier, later] = [at('earlier'), at('later')]
  if (earlier === later) return { kind: 'one', instant: earlier }
  try {
    plain.toZonedDateTime(zone, { disambiguation: 'reject' })
  } catch {
    const back = Temporal.Instant.fromEpochMilliseconds(earlier * 1000).toZonedDateTimeISO(zone)
    const repeats = back.toPlainDateTime().equals(plain)
    return repeats ? { kind: 'repeated', earlier, later } : { kind: 'skipped', before: earlier, after: later }
  }
  return { kind: 'one', instant: earlier }
}

/** Farther than this from any change of clocks there is one reading, and no need to ask Temporal for it. */
const aside = 2 * 86_400

function calmReading(text: string, zone: string): Instant | null {
  const asUtc = parseInstant(`${text.replace(' ', 'T')}Z`)
  if (asUtc === null) return null
  const { start, end, offset } = calmAt(zone, asUtc)
  return start + aside < asUtc && asUtc < end - aside ? asUtc - offset : null
}

/** The civil date of a moment in a zone, `2026-11-21`. Days and months on the page are those of `site.timezone`. */
export function dateIn(zone: string, instant: Instant): string {
  return utcDate(instant + calmAt(zone, instant).offset)
}

/** The first moment of a civil date in a zone (not always 00:00: some clocks change at midnight). */
export function startOfDateIn(zone: string, date: string): Instant {
  return Math.floor(Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds / 1000)
}

/** `2026-11-21` plus a number of days, by the calendar. */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

/** `2026-11` plus a number of months. */
export function addMonths(month: string, months: number): string {
  return Temporal.PlainYearMonth.from(month).add({ months }).toString()
}

/** A moment with the zone's own offset, `2026-11-21T11:05:03+01:00`. */
export function formatWithOffset(zone: string, instant: Instant): string {
  return inZone(zone, instant).toString({ timeZoneName: 'never', smallestUnit: 'second' })
}

export function inZone(zone: string, instant: Instant): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant * 1000).toZonedDateTimeISO(zone)
}

/** Reads a time that has an offset or Z; otherwise as a wall-clock time of `zone`. */
export function readTime(text: string, zone: string): Reading {
  const instant = parseInstant(text)
  return instant === null ? readWallClock(text, zone) : { kind: 'one', instant }
}
