import { formatHeader, formatRow, readTable } from './csv.ts'
import { cellOf, readPlainTable } from './plain-table.ts'

/** A closed day and the SHA-256 of its day file as it was closed (of nothing when there was none), in hex. */
export interface LedgerRow {
  date: string
  sha256: string
}

export const ledgerColumns = ['date', 'sha256']

/** Oldest first; of two rows for one day the first. */
export function readLedger(text: string): LedgerRow[] {
  const byDate = new Map<string, LedgerRow>()
  const rows =
    readPlainTable(text, ledgerColumns, (line, cuts) => [cellOf(line, cuts, 0), cellOf(line, cuts, 1)]) ??
    readTable(text, ledgerColumns).rows.map(({ cells }) => cells)
  for (const [date, sha256] of rows as [string, string][]) {
    if (/^\d{4}-\d{2}-\d{2}$/.test(date) && !byDate.has(date)) byDate.set(date, { date, sha256 })
  }
  return [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1))
}

export function formatLedger(rows: readonly LedgerRow[]): string {
  return formatHeader(ledgerColumns) + rows.map(({ date, sha256 }) => formatRow([date, sha256])).join('')
}
