import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { CheckFiles } from '../checks/closed-days.ts'
import type { ClosedDay } from '../checks/closing.ts'
import { dateOfDayFile } from '../checks/day-file.ts'
import { formatLatency, readLatency } from '../checks/latency.ts'
import { formatLedger, readLedger } from '../checks/ledger.ts'
import { closeOpenDays } from '../checks/open-days.ts'
import { formatSpans, readSpans } from '../checks/spans.ts'
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
