import { type Instant, parseInstant } from '../time/instant.ts'

/** Epoch seconds of the years 2001 to 2286, and the same in milliseconds. */
const seconds = /^\d{10}(\.\d+)?$/
const milliseconds = /^\d{13}(\.\d+)?$/

/**
 * The forms of an HTTP date (RFC 9110, 5.6.7), the third also with the zone that `date -u` writes into it.
 * Groups: day, month, year, time.
 */
const dates: { form: RegExp; order: [number, number, number, number] }[] = [
  { form: /^\w{3}, (\d{2}) (\w{3}) (\d{4}) (\d{2}:\d{2}:\d{2}) (?:GMT|UTC|[+]0000)$/, order: [1, 2, 3, 4] },
  { form: /^\w{6,9}, (\d{2})-(\w{3})-(\d{2}) (\d{2}:\d{2}:\d{2}) GMT$/, order: [1, 2, 3, 4] },
  { form: /^\w{3} (\w{3}) +(\d{1,2}) (\d{2}:\d{2}:\d{2}) (?:(?:GMT|UTC) )?(\d{4})$/, order: [2, 1, 4, 3] },
]
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * The moment that a text (or a number of a JSON body) tells: ISO 8601 with a zone, seconds or milliseconds since 1970,
 * an HTTP date. Null for anything else: a time without a zone could be hours off.
 */
export function readMoment(value: unknown): Instant | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
  if (seconds.test(text)) return Math.floor(Number(text))
  if (milliseconds.test(text)) return Math.floor(Number(text) / 1000)
  return parseInstant(text) ?? readHttpDate(text)
}

function readHttpDate(text: string): Instant | null {
  for (const { form, order } of dates) {
    const found = form.exec(text)
    if (found === null) continue
    const [day, month, year, time] = order.map((at) => found[at]!) as [string, string, string, string]
    const number = months.indexOf(month.toLowerCase()) + 1
    const full = year.length === 2 ? `20${year}` : year
    return parseInstant(`${full}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}T${time}Z`)
  }
  return null
}
