import { createHash } from 'node:crypto'
import { formatHeader, formatRow, readTable } from './csv.ts'
import { latencyColumns } from './latency.ts'
import { ledgerColumns, readLedger } from './ledger.ts'
import { spanColumns } from './spans.ts'

/** The digest that each closed day has in a ledger, by date. */
export function closedDays(ledger: string): Map<string, string> {
  return new Map(readLedger(ledger).map(({ date, sha256 }) => [date, sha256]))
}

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/**
 * A day is closed once, by whoever publishes it first, from all of its rows. Our own closing of a day goes when the
 * others have closed it, and when the merged day file is not the one we closed (they had rows that we had not seen),
 * then with every later day, for days are closed in order: the next publish closes them anew. `dayFile` gives the
 * merged file of a date, null when only the others have it, undefined when it is nowhere: then its time was over or nobody
 * looked that day, and our closing is all that is left of it.
 */
export function withdrawn(
  ours: Map<string, string>,
  theirs: Map<string, string>,
  dayFile: (date: string) => string | null | undefined,
): Set<string> {
  const dates = new Set<string>()
  let unsure = false
  for (const [date, digest] of closedDays(ours.get('ledger.csv') ?? '')) {
    if (theirs.has(date)) {
      if (theirs.get(date) !== digest) dates.add(date)
      continue
    }
    const file: string | null | undefined = unsure ? null : dayFile(date)
    unsure ||= file === null || (file !== undefined && digestOf(file) !== digest)
    if (unsure) dates.add(date)
  }
  return dates
}

/** A file of closed days (spans, latency, ledger) without the rows of some dates; any other file as it is. */
export function withoutDates(name: string, text: string, dates: Set<string>): string {
  const columns = columnsOf(name)
  if (columns === null || dates.size === 0) return text
  const at = columns === spanColumns ? columns.indexOf('start') : columns.indexOf('date')
  const rows = readTable(text, columns).rows.filter(({ cells }) => !dates.has(cells[at]!.slice(0, 10)))
  return formatHeader(columns) + rows.map(({ cells }) => formatRow(cells.slice(0, -1))).join('')
}

function columnsOf(name: string): string[] | null {
  if (/^spans-\d{4}\.csv$/.test(name)) return spanColumns
  if (/^latency-\d{4}\.csv$/.test(name)) return latencyColumns
  return name === 'ledger.csv' ? ledgerColumns : null
}
