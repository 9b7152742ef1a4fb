/** One row that counts: its cells, and the header that was in force where it stands. */
export interface CsvRow {
  columns: readonly string[]
  cells: readonly string[]
}

const endOfHeader = 'end_mark'
const endOfRow = '.'

/**
 * Reads a file of checks/ line by line, so that a stray quote in a torn line can never swallow the lines after it.
 * `leading` are the header's first columns. A row counts only if it has as many cells as its header and ends in `.`;
 * a header that is itself torn holds for nothing: the rows after it wait for the next whole one. `header` is the one in
 * force at the end of the text.
 */
export function readTable(
  text: string,
  leading: readonly string[],
): { rows: CsvRow[]; header: readonly string[] | null } {
  const rows: CsvRow[] = []
  const start = `${leading.join(',')},`
  let columns: readonly string[] | null = null
  for (const raw of text.split('\n')) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    if (line === '') continue
    const cells = splitLine(line)
    if (cells !== null && isHeader(cells, leading)) columns = cells
    else if (cells !== null && columns !== null && isWhole(cells, columns)) rows.push({ columns, cells })
    else if (line.startsWith(start) || start.startsWith(line)) columns = null
  }
  return { rows, header: columns }
}

function isHeader(cells: readonly string[], leading: readonly string[]): boolean {
  return (
    cells.length > leading.length && cells.at(-1) === endOfHeader && leading.every((name, at) => cells[at] === name)
  )
}

function isWhole(cells: readonly string[], columns: readonly string[]): boolean {
  return cells.length === columns.length && cells.at(-1) === endOfRow
}

/** A header line with its line feed. */
export function formatHeader(columns: readonly string[]): string {
  return `${[...columns, endOfHeader].map(quote).join(',')}\n`
}

/** A row with its end mark and line feed. A line feed inside a cell becomes a blank: a row is one line, always. */
export function formatRow(cells: readonly string[]): string {
  return `${[...cells, endOfRow].map(quote).join(',')}\n`
}

function quote(cell: string): string {
  const flat = cell.replace(/[\r\n]+/g, ' ')
  return /[",]/.test(flat) ? `"${flat.replaceAll('"', '""')}"` : flat
}

/** The cells of one line by RFC 4180; null when its quotes do not close (the line is torn or foreign). */
export function splitLine(line: string): string[] | null {
  if (!line.includes('"')) return line.split(',')
  const cells: string[] = []
  const pattern = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y
  while (pattern.lastIndex <= line.length) {
    const match = pattern.exec(line)
    if (match === null) return null
    cells.push(match[1] === undefined ? match[2]! : match[1].replaceAll('""', '"'))
    if (match[3] === '') return cells
  }
  return null
}
