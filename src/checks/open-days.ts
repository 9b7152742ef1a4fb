import type { Config } from '../config/config.ts'
import { day, type Instant, startOfUtcDate, utcDate } from '../time/instant.ts'
import { type CheckFiles, endOfClosedDays, readClosedDays } from './closed-days.ts'
import { type ClosedDay, closeDay } from './closing.ts'
import { dateOfDayFile, type Row } from './day-file.ts'
import { readLatency } from './latency.ts'
import { readLedger } from './ledger.ts'
import { rowsOfDay } from './read.ts'
import { closesAfter, lookback, rulesOf } from './rules.ts'
import { joinSeen, nothingSeen, seenInSpans, standingAt } from './seen.ts'
import { everybody, readSpans } from './spans.ts'
import { namesOf } from './votes.ts'

/**
 * What closing adds, by date: every UTC day that ended two hours ago or earlier and is not closed yet, days without a
 * file too, oldest first.
 */
export function closeOpenDays(files: CheckFiles, config: Config, now: Instant): Map<string, ClosedDay> {
  const closed = new Map<string, ClosedDay>()
  const names = namesOf(config.components)
  const lastClosed = endOfClosedDays(files, Number.MAX_SAFE_INTEGER)
  const seen = readClosedDays(files, lastClosed, names).seen
  const first = lastClosed ?? firstDay(files)
  if (first === null) return closed

  const components = new Map(config.components.map((component) => [component.id, component]))
  const back = Math.max(
    ...config.components.map((component) => lookback(rulesOf(component))),
    lookback(rulesOf(undefined)),
  )
  const rows = rowsByDay(files)
  for (let start = first; start + day + closesAfter <= now; start += day) {
    const carried: Row[] = []
    for (let at = start - Math.ceil(back / day) * day; at < start; at += day) carried.push(...rows(at))
    const standings = new Map(
      [...seen].map(([id, each]) => [id, standingAt(start, each, rulesOf(components.get(id)).staleAfter)]),
    )
    const date = utcDate(start)
    const result =
      closedBefore(date, files) ??
      closeDay({ date, rows: rows(start), carried, following: rows(start + day), standings }, config)
    closed.set(date, result)

    const window = { start, end: start + day }
    const nobody = result.spans.filter(({ component }) => component === everybody)
    for (const id of new Set([...seen.keys(), ...result.latency.map(({ component }) => component)])) {
      const spans = result.spans.filter(({ component }) => component === id)
      seen.set(id, joinSeen(seen.get(id) ?? nothingSeen, seenInSpans(spans, nobody, window)))
    }
  }
  return closed
}

/** A day that the ledger knows stays as it was closed, though an earlier one is missing there. */
function closedBefore(date: string, files: CheckFiles): ClosedDay | null {
  if (!readLedger(files.get('ledger.csv') ?? '').some((row) => row.date === date)) return null
  const year = date.slice(0, 4)
  return {
    spans: readSpans(files.get(`spans-${year}.csv`) ?? '').filter(({ start }) => utcDate(start) === date),
    latency: readLatency(files.get(`latency-${year}.csv`) ?? '').filter((row) => row.date === date),
  }
}

/** Rows of a day by its start, each file read once. */
function rowsByDay(files: CheckFiles): (start: Instant) => Row[] {
  const read = new Map<Instant, Row[]>()
  return (start) => {
    const date = utcDate(start)
    const rows = read.get(start) ?? rowsOfDay(date, files.get(`${date}.csv`) ?? '')
    read.set(start, rows)
    return rows
  }
}

function firstDay(files: CheckFiles): Instant | null {
  const dates = [...files.keys()].flatMap((name) => dateOfDayFile(name) ?? []).sort()
  for (const date of dates) {
    const start = startOfUtcDate(date)
    if (start !== null) return start
  }
  return null
}
