import { formatInstant, type Instant } from '../time/instant.ts'
import { formatWithOffset, isZone, type Reading, readTime } from '../time/zone.ts'

/** A time as a person wrote it: read, or why not, with what to write instead (null when nobody can tell). */
export type TimeReading =
  | { instant: Instant }
  | { instant: null; message: string; expected: string; suggestion: string | null }

const pattern =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?(?: ?(Z|UTC|[+-]\d{2}:?\d{2}|[A-Za-z]+(?:\/[A-Za-z0-9_+-]+)+))?$/i
const example = '2026-11-21 10:02 UTC'

/** Reads ISO 8601 or `YYYY-MM-DD HH:MM[:SS]` with `UTC`, `Z`, an offset or an IANA zone, else in `timezone`. */
export function readTimeText(text: string, timezone: string): TimeReading {
  const match = pattern.exec(text)
  if (match === null) {
    return refuse(`\`${text}\` is no time.`, `Expected a time such as ${example}.`, suggestionFor(text))
  }
  const [, date, clock, zone] = match
  const wall = `${date} ${clock}`
  if (zone?.includes('/') && !isZone(zone)) {
    return refuse(
      `\`${zone}\` is no time zone.`,
      'Expected UTC, an offset such as +01:00, or an IANA zone such as Europe/Berlin.',
      null,
    )
  }
  const reading = readIn(wall, zone, timezone)
  const place = zone?.includes('/') ? zone : timezone
  switch (reading.kind) {
    case 'one':
      return { instant: reading.instant }
    case 'skipped':
      return twice(wall, place, 'did not happen: the clock went forward', reading.before, reading.after)
    case 'repeated':
      return twice(wall, place, 'happened twice: the clock went back', reading.earlier, reading.later)
    case 'none':
      return refuse(
        `\`${wall}\` is not in the calendar.`,
        `Expected a date and a time that exist, such as ${example}.`,
        null,
      )
  }
}

/** `2026-11-21 10:02 UTC`, or with the offset of the zone: `2026-11-21 11:02 +01:00`. Seconds only when there are some. */
export function writeTime(instant: Instant, timezone = 'UTC'): string {
  const text = timezone === 'UTC' ? formatInstant(instant) : formatWithOffset(timezone, instant)
  const [, date, clock, seconds, zone] = /^(.{10})T(\d{2}:\d{2}):(\d{2})(.+)$/.exec(text)!
  return `${date} ${clock}${seconds === '00' ? '' : `:${seconds}`} ${zone === 'Z' ? 'UTC' : zone}`
}

function readIn(wall: string, zone: string | undefined, timezone: string): Reading {
  if (zone === undefined) return readTime(wall, timezone)
  if (zone.includes('/')) return readTime(wall, zone)
  return readTime(`${wall}${/^(UTC|Z)$/i.test(zone) ? 'Z' : zone}`, timezone)
}

function twice(wall: string, zone: string, why: string, first: Instant, second: Instant): TimeReading {
  const [a, b] = [writeTime(first, zone), writeTime(second, zone)]
  return refuse(`${wall} ${why} in ${zone}.`, `Expected one of its two readings: ${a} or ${b}.`, a)
}

function refuse(message: string, expected: string, suggestion: string | null): TimeReading {
  return { instant: null, message, expected, suggestion }
}

/** Slips whose meaning is plain: one-digit hours or months, slashes, a day before the month with dots. */
function suggestionFor(text: string): string | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return `${text} 00:00`
  const match =
    /^(?:(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{1,2})\.(\d{1,2})\.(\d{4}))[T ,]+(?:at )?(\d{1,2})[:.h](\d{2})(?::(\d{2}))?\s*(.*)$/.exec(
      text,
    )
  if (match === null) return null
  const [year, month, day] = match[1] === undefined ? [match[6], match[5], match[4]] : [match[1], match[2], match[3]]
  const two = (part: string | undefined) => part!.padStart(2, '0')
  const seconds = match[9] === undefined ? '' : `:${match[9]}`
  const zone = match[10] === 'GMT' ? 'UTC' : match[10]
  const right = `${year}-${two(month)}-${two(day)} ${two(match[7])}:${match[8]}${seconds}${zone === '' ? '' : ` ${zone}`}`
  return pattern.test(right) && right !== text ? right : null
}
