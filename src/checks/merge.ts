import { formatInstant } from '../time/instant.ts'
import { formatHeader, formatRow, readTable } from './csv.ts'
import { columnsInForce, dateOfDayFile, formatDayHeader, formatDayRow, readDayFile, soundLength } from './day-file.ts'
import { latencyColumns } from './latency.ts'
import { ledgerColumns } from './ledger.ts'
import { notifiedColumns } from './notified.ts'
import { operatorColumns } from './operators.ts'
import { spanColumns } from './spans.ts'

/**
 * One file of checks/ as two writers left it, made one. `path` is its name under checks/ (a leading `checks/` will do);
 * `theirs` is what is published, `ours` what we were about to publish. No row of either is lost, none stands twice.
 */
export function mergeCheckFile(path: string, ours: string, theirs: string): string {
  if (ours === theirs) return ours
  const name = path.replace(/^.*\//, '')
  if (dateOfDayFile(name) !== null) return mergeDays(ours, theirs)
  const table = tables.find(({ pattern }) => pattern.test(name))
  if (table !== undefined) return mergeTables(table, ours, theirs)
  if (name === 'FORMAT') return Number(theirs) > Number(ours) ? theirs : ours
  // The last good components.yml, and what we do not know: the newest word is ours.
  return ours
}

/** What is published stays as it stands; our rows that it lacks come after it, under their own header if it differs. */
function mergeDays(ours: string, theirs: string): string {
  const sound = soundLength(theirs)
  let text = theirs.slice(0, sound.length) + (sound.needsLineFeed ? '\n' : '')
  let header = columnsInForce(text)?.join(',')
  const published = new Set(readDayFile(theirs).map(({ run }) => run))
  const missing = readDayFile(ours).filter(({ run }) => !published.has(run))
  for (const row of missing.sort((a, b) => a.time - b.time)) {
    const columns = row.columns.slice(2, -1)
    if (columns.join(',') !== header) text += formatDayHeader(columns)
    header = columns.join(',')
    text += formatDayRow(formatInstant(row.time), row.run, row.cells.slice(2, -1))
  }
  return text
}

interface Table {
  pattern: RegExp
  columns: string[]
  /** Two rows with one key say the same thing; what is published is kept. */
  key: (cells: readonly string[]) => string
  /** Rows stand in the order of this text. */
  order: (cells: readonly string[]) => string
}

const whole = (cells: readonly string[]) => cells.join(',')
const dateOf = (cells: readonly string[]) => cells[0]!

const tables: Table[] = [
  {
    pattern: /^spans-\d{4}\.csv$/,
    columns: spanColumns,
    // A day is closed once: whoever published it first has said all of it.
    key: (cells) => cells[1]!.slice(0, 10),
    order: (cells) => `${cells[1]!.slice(0, 10)} ${cells[0]} ${cells[1]}`,
  },
  { pattern: /^latency-\d{4}\.csv$/, columns: latencyColumns, key: dateOf, order: whole },
  { pattern: /^ledger\.csv$/, columns: ledgerColumns, key: dateOf, order: whole },
  { pattern: /^notified\.csv$/, columns: notifiedColumns, key: whole, order: dateOf },
  { pattern: /^operators\.csv$/, columns: operatorColumns, key: whole, order: dateOf },
]

function mergeTables({ columns, key, order }: Table, ours: string, theirs: string): string {
  const published = readTable(theirs, columns).rows.map(({ cells }) => cells.slice(0, -1))
  const told = new Set(published.map(key))
  const missing = readTable(ours, columns)
    .rows.map(({ cells }) => cells.slice(0, -1))
    .filter((cells) => !told.has(key(cells)))
  const rows = [...published, ...missing].map((cells) => ({ cells, by: order(cells) }))
  rows.sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0))
  return formatHeader(columns) + rows.map(({ cells }) => formatRow(cells)).join('')
}
