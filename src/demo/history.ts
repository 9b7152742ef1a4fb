import { type Cell, formatCell } from '../checks/cell.ts'
import { formatDayHeader, formatDayRow } from '../checks/day-file.ts'
import { day, formatInstant, type Instant, minute, startOfUtcDate, utcDate } from '../time/instant.ts'
import type { ResultClass } from '../verdict/classes.ts'
import type { Calendar } from './calendar.ts'
import { type ServiceName, serviceNames } from './services.ts'

interface Trouble {
  service: ServiceName
  from: Instant
  to: Instant
  class: ResultClass
  detail?: string
  ms: number
}

const beat = 5 * minute
const usualMs: Record<ServiceName, number> = {
  website: 84,
  api: 46,
  'sign-in': 61,
  database: 4,
  search: 132,
  images: 38,
  webhooks: 57,
  payments: 95,
}

/**
 * Ninety days of results, a day file a UTC day, from made-up days with a few bad hours, up to two minutes before now.
 * The same `now` gives the same history.
 */
export function demoHistory(calendar: Calendar): Map<string, string> {
  const { now } = calendar
  const troubles = troublesOf(calendar)
  const asleep = { from: calendar.daysAgo(35, '01:00'), to: calendar.daysAgo(35, '06:10') }
  const random = seeded(7)
  const files = new Map<string, string>()
  const start = startOfUtcDate(utcDate(now))! - 90 * day
  for (let time = start, round = 1; time < now - 2 * minute; time += beat, round += 1) {
    const at = time + Math.floor(random() * 40)
    if (at >= asleep.from && at < asleep.to) continue
    const cells = serviceNames.map((service) => formatCell(resultAt(service, at, troubles, random)))
    const name = `${utcDate(at)}.csv`
    const text = files.get(name) ?? formatDayHeader(serviceNames)
    files.set(name, text + formatDayRow(formatInstant(at), `sample.${round}`, cells))
  }
  return files
}

function resultAt(service: ServiceName, at: Instant, troubles: readonly Trouble[], random: () => number): Cell {
  const trouble = troubles.find((one) => one.service === service && at >= one.from && at < one.to)
  if (trouble) return { ms: jitter(trouble.ms, random), class: trouble.class, detail: trouble.detail ?? null }
  // Busier by day than by night, and now and then a slow answer.
  const wave = 1 + 0.25 * Math.sin(((at % day) / day) * 2 * Math.PI - 1.6)
  const spike = random() < 0.01 ? 2 + random() * 2 : 1
  return { ms: jitter(usualMs[service] * wave * spike, random), class: null, detail: null }
}

function jitter(ms: number, random: () => number): number {
  return Math.max(1, Math.round(ms * (0.85 + 0.3 * random())))
}

/** What went wrong, in step with the sample incidents; some of it nobody wrote about. */
function troublesOf({ now, daysAgo, minutesAgo }: Calendar): Trouble[] {
  const bad = (service: ServiceName, from: Instant, to: Instant, why: string, ms: number): Trouble => {
    const [name, detail] = why.split(':')
    return { service, from, to, class: name as ResultClass, ...(detail === undefined ? {} : { detail }), ms }
  }
  return [
    bad('webhooks', minutesAgo(55), now, 'status:503', 12),
    bad('search', minutesAgo(130), now, 'slow', 930),
    bad('api', daysAgo(4, '09:58'), daysAgo(4, '10:31'), 'status:500', 30),
    bad('website', daysAgo(4, '10:00'), daysAgo(4, '10:21'), 'slow', 1400),
    bad('search', daysAgo(9, '05:02'), daysAgo(9, '05:41'), 'refused', 1),
    bad('sign-in', daysAgo(11, '14:08'), daysAgo(11, '14:49'), 'slow', 2600),
    bad('images', daysAgo(17, '22:04'), daysAgo(17, '22:26'), 'reset', 9),
    bad('images', daysAgo(23, '18:32'), daysAgo(23, '19:21'), 'timeout', 3000),
    bad('search', daysAgo(30, '08:00'), daysAgo(30, '11:40'), 'slow', 880),
    bad('database', daysAgo(41, '03:12'), daysAgo(41, '03:22'), 'refused', 1),
    bad('api', daysAgo(41, '03:12'), daysAgo(41, '03:23'), 'status:503', 8),
    bad('website', daysAgo(41, '03:12'), daysAgo(41, '03:24'), 'slow', 1900),
    bad('website', daysAgo(52, '11:02'), daysAgo(52, '11:11'), 'timeout', 3000),
    bad('payments', daysAgo(67, '00:00'), daysAgo(67, '00:46'), 'tls_expired', 40),
    bad('webhooks', daysAgo(78, '16:20'), daysAgo(78, '16:55'), 'status:502', 15),
  ]
}

/** Mulberry32: small, and the same numbers on every machine. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
