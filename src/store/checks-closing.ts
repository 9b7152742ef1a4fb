import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type CheckFiles, endOfClosedDays, readClosedDays } from '../checks/closed-days.ts'
import { type ClosedDay, closeDay } from '../checks/closing.ts'
import { dateOfDayFile, type Row } from '../checks/day-file.ts'
import { formatLatency, readLatency } from '../checks/latency.ts'
import { formatLedger, readLedger } from '../checks/ledger.ts'
import { rowsOfDay } from '../checks/read.ts'
import { closesAfter, lookback, rulesOf } from '../checks/rules.ts'
import { joinSeen, nothingSeen, seenInSpans, standingAt } from '../checks/seen.ts'
import { everybody, formatSpans, readSpans } from '../checks/spans.ts'
import { namesOf } from '../checks/votes.ts'
import type { Config } from '../config/config.ts'
import { day, type Instant, startOfUtcDate, utcDate } from '../time/instant.ts'
import { namesIn, openChecksFolder } from './checks-folder.ts'
import { readIfThere, writeWhole } from './file.ts'
import { inTurn } from './turn.ts'

/**
 * Closes every UTC day that ended two hours ago or earlier and is not closed yet, days without a file too, oldest first;
 * then removes day files older than `results.keep`. Returns the dates that were closed. Interrupted at any point and run
 * again it ends in the same files: the ledger, which says what is closed, is written last.
 */
export async function closeDays(root: string, config: Config, now: Instant): Promise<string[]> {
  const folder = await openChecksFolder(root)
  return await inTurn(folder, () => close(folder, config, now))
}

async function close(folder: string, config: Config, now: Instant): Promise<string[]> {
  const files = new Map<string, string>()
  for (const name of await namesIn(folder)) {
    if (name.endsWith('.csv')) files.set(name, (await readIfThere(join(folder, name))) ?? '')
  }
  const closed = closeOpenDays(files, config, now)
  if (closed.size > 0) await writeClosedDays(folder, files, closed)
  await removeOldDays(folder, files, config, now)
  return [...closed.keys()]
}

/** What closing adds, by date. Nothing is read or written. */
function closeOpenDays(files: CheckFiles, config: Config, now: Instant): Map<string, ClosedDay> {
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

async function writeClosedDays(folder: string, files: CheckFiles, closed: ReadonlyMap<string, ClosedDay>) {
  for (const year of new Set([...closed.keys()].map((date) => date.slice(0, 4)))) {
    const days = [...closed].filter(([date]) => date.startsWith(year)).map(([, each]) => each)
    // A day whose closing was interrupted stands here already, in part: it is written anew.
    const spans = readSpans(files.get(`spans-${year}.csv`) ?? '').filter(({ start }) => !closed.has(utcDate(start)))
    const latency = readLatency(files.get(`latency-${year}.csv`) ?? '').filter(({ date }) => !closed.has(date))
    const allSpans = [...spans, ...days.flatMap((each) => each.spans)]
    const allLatency = [...latency, ...days.flatMap((each) => each.latency)]
    await writeWhole(join(folder, `spans-${year}.csv`), formatSpans(allSpans))
    await writeWhole(join(folder, `latency-${year}.csv`), formatLatency(allLatency))
  }
  const digest = (date: string) =>
    createHash('sha256')
      .update(files.get(`${date}.csv`) ?? '')
      .digest('hex')
  const added = [...closed.keys()].map((date) => ({ date, sha256: digest(date) }))
  const ledger = formatLedger([...readLedger(files.get('ledger.csv') ?? ''), ...added])
  await writeWhole(join(folder, 'ledger.csv'), formatLedger(readLedger(ledger)))
}

async function removeOldDays(folder: string, files: CheckFiles, config: Config, now: Instant): Promise<void> {
  const closed = new Set(readLedger((await readIfThere(join(folder, 'ledger.csv'))) ?? '').map(({ date }) => date))
  for (const name of files.keys()) {
    const date = dateOfDayFile(name)
    if (date === null || !closed.has(date)) continue
    if (startOfUtcDate(date)! + day < now - config.results.keep) await rm(join(folder, name), { force: true })
  }
}
