import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../time/instant.ts'
import { inZone } from '../time/zone.ts'
import type { Complaints } from './complaints.ts'
import type { Written } from './front-matter.ts'

const mostTimes = 5000

const parts = [
  'FREQ',
  'UNTIL',
  'COUNT',
  'INTERVAL',
  'BYDAY',
  'BYMONTHDAY',
  'BYYEARDAY',
  'BYWEEKNO',
  'BYMONTH',
  'BYSETPOS',
  'WKST',
]

/**
 * A rule that repeats by the clock of `timezone`. It is expanded on the bare clock face and put on the zone's time
 * afterwards: so a start that a clock change skips takes place an hour later (RFC 5545, 3.3.5) and is not left out.
 */
export class Repeat {
  readonly #rule: RRuleTemporal
  readonly #timezone: string

  /** Throws an Error with the reason when the rule cannot be used. */
  constructor(rule: string, start: Instant, timezone: string) {
    const bare = rule
      .trim()
      .replace(/^RRULE:/i, '')
      .toUpperCase()
    const given = bare.split(';').map((part) => part.split('=')[0]!)
    if (Number(/(?:^|;)COUNT=(\d+)/.exec(bare)?.[1] ?? 0) > mostTimes)
      throw new Error(`COUNT goes to ${mostTimes} at most; leave it out for one without an end`)
    const foreign = given.find((part) => !parts.includes(part))
    if (foreign !== undefined) throw new Error(`\`${foreign}\` is not read in a rule`)
    if (!/FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;|$)/.test(bare))
      throw new Error('it does not say FREQ=DAILY, WEEKLY, MONTHLY or YEARLY')
    this.#timezone = timezone
    const clockFace = bare.replace(/UNTIL=(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z/, (_, ...found: string[]) => {
      const [year, month, day, hours, minutes, seconds] = found
      const until = Temporal.Instant.from(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`)
      const local = until.toZonedDateTimeISO(timezone).toPlainDateTime().toString({ smallestUnit: 'second' })
      return `UNTIL=${local.replaceAll(/[-:]/g, '')}Z`
    })
    const dtstart = inZone(timezone, start).toPlainDateTime().toZonedDateTime('UTC')
    this.#rule = new RRuleTemporal({ rruleString: clockFace, dtstart, maxIterations: 10_000 })
    // A rule that never comes (30 February) is found here, not on the day the page is built.
    if (!this.#takesPlace()) throw new Error('it never takes place')
  }

  /** Every start from `from` to `to`, then the next `more` after `to`. */
  starts(from: Instant, to: Instant, more: number): Instant[] {
    const [first, last] = [this.#face(from), this.#face(to)]
    const starts = this.#unlessEndless(() => this.#rule.between(first, last, true)) ?? []
    let cursor = last
    for (let count = 0; count < more; count += 1) {
      const after = cursor
      const next = this.#unlessEndless(() => this.#rule.next(after, false))
      if (next === null) break
      starts.push(next)
      cursor = new Date(next.epochMilliseconds)
    }
    return [...new Set(starts.map((start) => this.#instant(start)))]
  }

  #takesPlace(): boolean {
    return this.#unlessEndless(() => this.#rule.next(new Date(Date.UTC(1970, 0)), true)) !== null
  }

  /** The library gives up after thousands of fruitless steps: then there is none, and the page is built all the same. */
  #unlessEndless<T>(find: () => T): T | null {
    try {
      return find()
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('Maximum')) return null
      throw error
    }
  }

  #face(instant: Instant): Date {
    return new Date(inZone(this.#timezone, instant).toPlainDateTime().toZonedDateTime('UTC').epochMilliseconds)
  }

  #instant(face: Temporal.ZonedDateTime): Instant {
    const zoned = Temporal.PlainDateTime.from(face.toPlainDateTime().toString()).toZonedDateTime(this.#timezone)
    return Math.floor(zoned.epochMilliseconds / 1000)
  }
}

/** `repeat:` of a maintenance; null when there is none or it cannot be used. */
export function readRepeat(
  value: Written | undefined,
  start: Instant,
  timezone: string,
  complaints: Complaints,
): string | null {
  if (value === undefined) return null
  const text = value.kind === 'scalar' ? value.text.trim() : ''
  try {
    new Repeat(text, start, timezone)
    return text
  } catch (error) {
    if (!(error instanceof Error)) throw error
    complaints.error(
      value.line,
      value.column,
      `\`repeat\` cannot be used: ${error.message}.`,
      'Expected an RRULE, as in:',
      'repeat: FREQ=MONTHLY;BYDAY=1SU',
    )
    return null
  }
}
