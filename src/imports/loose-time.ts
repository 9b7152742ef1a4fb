import type { Instant } from '../time/instant.ts'
import { readTime } from '../time/zone.ts'

const pattern =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T\s]+(\d{1,3}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?)?\s*(Z|UTC|GMT|[+-]\d{1,3}(?::?\d{2})?)?$/i

/**
 * Reads a time as other tools' files have it: hours of one or three digits, no seconds, offsets such as `-00:00`, no zone
 * at all (then `zone` is meant), a date alone (its first minute). Null when it names no moment: 30 February, hour 31.
 * What a clock change repeats is taken as the first of the two, what it skips as if the clock had not changed yet.
 */
export function readLooseTime(text: string, zone: string): Instant | null {
  const match = pattern.exec(text.trim())
  if (match === null) return null
  const [, year, month, day, hours = '0', minutes = '0', seconds = '0', offset] = match
  const two = (part: string) => String(Number(part)).padStart(2, '0')
  const late = Number(hours) === 24 && Number(minutes) === 0
  const wall = `${year}-${two(month!)}-${two(day!)}T${late ? '23' : two(hours)}:${late ? '59' : two(minutes)}:${late ? '59' : two(seconds)}`
  const reading = readTime(`${wall}${offsetOf(offset)}`, zone)
  const more = late ? 1 : 0
  if (reading.kind === 'one') return reading.instant + more
  if (reading.kind === 'repeated') return reading.earlier + more
  return reading.kind === 'skipped' ? reading.before + more : null
}

/** `-00:00` is UTC; `+1`, `-007:00` and `+0530` are what they look like. */
function offsetOf(written: string | undefined): string {
  if (written === undefined) return ''
  const match = /^([+-])(\d+?)(?::?(\d{2}))?$/.exec(written)
  if (match === null) return 'Z'
  const [, sign, hours, minutes = '00'] = match
  // Four digits without a colon: the last two are minutes.
  const zero = Number(hours) === 0 && Number(minutes) === 0
  return zero ? 'Z' : `${sign}${String(Number(hours)).padStart(2, '0')}:${minutes}`
}
