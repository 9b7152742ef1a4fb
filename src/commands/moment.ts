import { Failure } from '../problem/problem.ts'
import { formatInstant, type Instant } from '../time/instant.ts'
import { addDays, readTime, startOfDateIn } from '../time/zone.ts'

/**
 * Reads the time of an option: ISO 8601, a wall-clock time of the page's zone, or a date alone (`--from` its first
 * moment, `--to` its last). Throws a Failure (wrong use) when it is none, or when the clocks make two of it.
 */
export function readMoment(option: '--from' | '--to', text: string, zone: string): Instant {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null
  if (date !== null) {
    try {
      return startOfDateIn(zone, option === '--to' ? addDays(date, 1) : date)
    } catch (cause) {
      throw wrong(option, text, `is no date.\n  Expected a day of the calendar, as in: ${option} 2026-11-21`, cause)
    }
  }
  const reading = readTime(text, zone)
  if (reading.kind === 'one') return reading.instant
  const example = `${option} 2026-11-21 or ${option} 2026-11-21T10:02:00Z`
  if (reading.kind === 'none') throw wrong(option, text, `is no time.\n  Expected one, as in: ${example}`)
  const both = reading.kind === 'repeated' ? [reading.earlier, reading.later] : [reading.before, reading.after]
  const why = reading.kind === 'repeated' ? 'comes twice' : 'does not exist'
  const either = both.map((instant) => `${option} ${formatInstant(instant)}`).join(' or ')
  throw wrong(option, text, `${why} in ${zone}, where the clocks change.\n  Write ${either}`)
}

function wrong(option: string, text: string, what: string, cause?: unknown): Failure {
  return new Failure(`\`${option} ${text}\` ${what}`, { exitCode: 2, cause })
}
