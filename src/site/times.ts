import { formatInstant, type Instant } from '../time/instant.ts'
import { lastingIn } from '../words/lasting.ts'

/** How a moment is written: `10:05 UTC`, `21 Nov, 10:05 UTC`, `21 Nov 2026`. */
export type TimeForm = 'time' | 'moment' | 'full' | 'date'

const forms: Record<TimeForm, Intl.DateTimeFormatOptions> = {
  time: { hour: '2-digit', minute: '2-digit' },
  moment: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  full: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
}

export interface Times {
  /** In the page's zone, with its name where a time of day is told. */
  show: (instant: Instant, form: TimeForm) => string
  /** `06:00`, where the zone stands elsewhere. */
  clock: (instant: Instant) => string
  /** For `datetime=`. */
  machine: (instant: Instant) => string
  /** `2026-11-21` as `21 November 2026` or with the weekday; `2026-11` as `November 2026`. */
  day: (date: string) => string
  shortDay: (date: string) => string
  month: (month: string) => string
  /** `2026-11` as `November`, below a heading that names the year, and as `Nov 2026`. */
  monthName: (month: string) => string
  shortMonth: (month: string) => string
  year: (year: string) => string
  /** Monday is 1; 8 is Monday again. */
  weekday: (number: number) => { name: string; letter: string }
  /** `4 min`, `2 h 3 min`, `3 d 2 h`. */
  lasting: (seconds: number) => string
}

/** Formatters are made once a build: each costs more than a page. */
export function timesOf(language: string, zone: string): Times {
  // British English: the 24-hour clock and the names of zones that people know.
  const locale = language === 'en' ? 'en-GB' : language
  const of = (options: Intl.DateTimeFormatOptions, timeZone = zone) =>
    new Intl.DateTimeFormat(locale, { hour12: false, timeZone, ...options })
  const formatters = Object.fromEntries(
    Object.entries(forms).map(([form, options]) => [
      form,
      of(form === 'date' ? options : { ...options, timeZoneName: 'short' }),
    ]),
  ) as Record<TimeForm, Intl.DateTimeFormat>
  const long = of({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }, 'UTC')
  const short = of({ day: 'numeric', month: 'short' }, 'UTC')
  const month = of({ month: 'long', year: 'numeric' }, 'UTC')
  const monthName = of({ month: 'long' }, 'UTC')
  const shortMonth = of({ month: 'short', year: 'numeric' }, 'UTC')
  const year = of({ year: 'numeric' }, 'UTC')
  const weekday = of({ weekday: 'long' }, 'UTC')
  const letter = of({ weekday: 'narrow' }, 'UTC')
  const first = (text: string) => Date.parse(`${text}-01T00:00:00Z`)
  const clock = of({ hour: '2-digit', minute: '2-digit' })
  // Every page says when the last check was.
  const said = new Map<string, string>()
  const show = (instant: Instant, form: TimeForm) => {
    const key = `${form}${instant}`
    const before = said.get(key)
    if (before !== undefined) return before
    const text = formatters[form].format(instant * 1000)
    if (said.size < 10_000) said.set(key, text)
    return text
  }
  return {
    show,
    clock: (instant) => clock.format(instant * 1000),
    machine: formatInstant,
    day: (date) => long.format(Date.parse(`${date}T00:00:00Z`)),
    shortDay: (date) => short.format(Date.parse(`${date}T00:00:00Z`)),
    month: (text) => month.format(first(text)),
    monthName: (text) => monthName.format(first(text)),
    shortMonth: (text) => shortMonth.format(first(text)),
    year: (text) => year.format(first(`${text}-01`)),
    weekday: (number) => {
      // The first of January 2024 was a Monday.
      const date = Date.UTC(2024, 0, number)
      return { name: weekday.format(date), letter: letter.format(date) }
    },
    lasting: lastingIn(language),
  }
}
