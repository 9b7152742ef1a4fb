import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { dateOfDayFile } from '../checks/day-file.ts'
import { formatLatency, readLatency } from '../checks/latency.ts'
import { formatLedger, readLedger } from '../checks/ledger.ts'
import { formatSpans, readSpans } from '../checks/spans.ts'
import { closedHistory } from '../imports/closed-history.ts'
import type { Haul } from '../imports/haul.ts'
import { type Instant, utcDate } from '../time/instant.ts'
import { namesIn, openChecksFolder } from './checks-folder.ts'
import { readIfThere, writeWhole } from './file.ts'
import { inTurn } from './turn.ts'

export interface ImportedDays {
  taken: number
  /** Days of it that are here already. */
  present: number
  files: string[]
}

/**
 * Puts days seen elsewhere before the first one that is here, as closed days. What is here stays; the ledger, which says
 * what is closed, is written last, so that an interrupted import, run again, ends in the same files.
 */
export async function importHistory(
  root: string,
  history: NonNullable<Haul['history']>,
  { idOf, now, dryRun }: { idOf: (key: string) => string | null; now: Instant; dryRun: boolean },
): Promise<ImportedDays> {
  const names = await namesIn(join(root, 'checks'))
  const ledgerPath = join(root, 'checks', 'ledger.csv')
  const ledger = readLedger((await readIfThere(ledgerPath)) ?? '')
  const here = [...ledger.map(({ date }) => date), ...names.flatMap((name) => dateOfDayFile(name) ?? [])].sort()
  const all = closedHistory(history, { idOf, before: null, now })
  const { dates, spans, latency } = here.length === 0 ? all : closedHistory(history, { idOf, before: here[0]!, now })
  const present = all.dates.length - all.dates.filter((date) => dates.includes(date)).length
  const files: string[] = []
  if (dates.length === 0) return { taken: 0, present, files }
  for (const year of new Set(dates.map((date) => date.slice(0, 4))))
    files.push(`spans-${year}.csv`, `latency-${year}.csv`)
  files.push('ledger.csv')
  const written = files.map((name) => `checks/${name}`)
  if (dryRun) return { taken: dates.length, present, files: written }
  const folder = await openChecksFolder(root)
  await inTurn(folder, async () => {
    const mine = new Set(dates)
    for (const year of new Set(dates.map((date) => date.slice(0, 4)))) {
      const [spansPath, latencyPath] = [join(folder, `spans-${year}.csv`), join(folder, `latency-${year}.csv`)]
      const otherSpans = readSpans((await readIfThere(spansPath)) ?? '').filter(
        ({ start }) => !mine.has(utcDate(start)),
      )
      const otherLatency = readLatency((await readIfThere(latencyPath)) ?? '').filter(({ date }) => !mine.has(date))
      await writeWhole(
        spansPath,
        formatSpans([...spans.filter(({ start }) => utcDate(start).startsWith(year)), ...otherSpans]),
      )
      await writeWhole(
        latencyPath,
        formatLatency([...latency.filter(({ date }) => date.startsWith(year)), ...otherLatency]),
      )
    }
    // Their raw rows were never here.
    const sha256 = createHash('sha256').update('').digest('hex')
    await writeWhole(ledgerPath, formatLedger([...dates.map((date) => ({ date, sha256 })), ...ledger]))
  })
  return { taken: dates.length, present, files: written }
}
