import type { Instant } from '../time/instant.ts'
import { type CsvRow, formatHeader, formatRow, readTable } from './csv.ts'
import { readStamp } from './stamp.ts'

/** One round of one run: what it wrote of each component (`api`) or component and place (`api@eu`), still as text. */
export interface Row {
  time: Instant
  run: string
  columns: readonly string[]
  cells: readonly string[]
}

const leading = ['time', 'run']
/** The first cells of a row that are not results. */
const lead = leading.length

/** The date of a day file's name (`2026-11-21.csv`), null when it is none. */
export function dateOfDayFile(name: string): string | null {
  return /^(\d{4}-\d{2}-\d{2})\.csv$/.exec(name)?.[1] ?? null
}

/** The rows of a day file that count, as they stand; of two with one `run` the first. */
export function readDayFile(text: string): Row[] {
  const byRun = new Map<string, Row>()
  for (const csvRow of readTable(text, leading).rows) {
    const row = rowOf(csvRow)
    if (row !== null && !byRun.has(row.run)) byRun.set(row.run, row)
  }
  return [...byRun.values()]
}

function rowOf({ columns, cells }: CsvRow): Row | null {
  const [time, run] = cells
  if (!isRunName(run!)) return null
  const instant = readStamp(time!)
  return instant === null ? null : { time: instant, run: run!, columns, cells }
}

/** `<run id>.<attempt>[.s<shard>][.r<round>]`, or a random word. */
export function isRunName(text: string): boolean {
  return /^[A-Za-z0-9._-]{1,100}$/.test(text)
}

/** The columns of a header that hold results, and where in a row each stands. */
export function resultColumns(columns: readonly string[]): { name: string; at: number }[] {
  return columns.slice(lead, -1).map((name, index) => ({ name, at: lead + index }))
}

/** The columns that hold for a row appended to this text; null when it needs a header first. */
export function columnsInForce(text: string): readonly string[] | null {
  return readTable(text, leading).header?.slice(lead, -1) ?? null
}

export function formatDayHeader(columns: readonly string[]): string {
  return formatHeader([...leading, ...columns])
}

export function formatDayRow(time: string, run: string, cells: readonly string[]): string {
  return formatRow([time, run, ...cells])
}

/**
 * Where a file may be appended to: after its last line feed, or after a last row that lacks nothing but that.
 * A torn tail counts for nothing and would make the next row count for nothing too.
 */
export function soundLength(text: string): { length: number; needsLineFeed: boolean } {
  const tail = text.slice(text.lastIndexOf('\n') + 1)
  if (tail === '') return { length: text.length, needsLineFeed: false }
  const isHeader = tail.startsWith('time,run,') && tail.endsWith(',end_mark')
  const isRow = readDayFile(text).length > readDayFile(text.slice(0, -tail.length)).length
  return isHeader || isRow
    ? { length: text.length, needsLineFeed: true }
    : { length: text.length - tail.length, needsLineFeed: false }
}
