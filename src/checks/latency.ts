import { formatHeader, formatRow, readTable } from './csv.ts'
import { cellOf, readPlainTable, wordReader } from './plain-table.ts'
import type { RunResult } from './votes.ts'

/** How fast one component answered on one closed UTC day. */
export interface LatencyRow {
  date: string
  component: string
  /** How many results there were, failed ones too. */
  runs: number
  /** Null when nothing answered. */
  p50: number | null
  p95: number | null
}

export const latencyColumns = ['date', 'component', 'runs', 'p50_ms', 'p95_ms']

/** Of the results of one day; only those that answered well enough to be up or degraded say how fast. */
export function latencyOf(date: string, component: string, results: readonly RunResult[]): LatencyRow {
  const times = results.filter(({ verdict }) => verdict === 'up' || verdict === 'degraded').map(({ ms }) => ms)
  times.sort((a, b) => a - b)
  return { date, component, runs: results.length, p50: percentile(times, 0.5), p95: percentile(times, 0.95) }
}

/** Nearest rank, so that it is a time that was measured. */
function percentile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null
}

/** The rows of a file, those before the day `since` left out: rows are in order of date, so most are not even read. */
export function readLatency(whole: string, since = ''): LatencyRow[] {
  if (endsBefore(whole, since)) return []
  const from = since === '' ? -1 : whole.indexOf(`\n${since},`)
  const text = from === -1 ? whole : formatHeader(latencyColumns) + whole.slice(from + 1)
  const dateOf = wordReader()
  const plain = readPlainTable(text, latencyColumns, (line, cuts) => {
    const date = dateOf(line, cuts[0]! + 1, cuts[1]!)
    if (date < since) return undefined
    return latencyRow(date, cellOf(line, cuts, 1), cellOf(line, cuts, 2), cellOf(line, cuts, 3), cellOf(line, cuts, 4))
  })
  if (plain !== null) return plain
  return readTable(text, latencyColumns).rows.flatMap(({ cells }) => {
    const [date, component, runs, p50, p95] = cells as [string, string, string, string, string]
    return date < since ? [] : (latencyRow(date, component, runs, p50, p95) ?? [])
  })
}

/** Whether the last row is of a day before `since`. */
function endsBefore(text: string, since: string): boolean {
  const date = text.slice(text.lastIndexOf('\n', text.length - 2) + 1).slice(0, 10)
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && date < since
}

/**
 * The first date of a component in a file, whose rows are in order of date; null when it is not in it. By searching, not
 * by reading: of years long past nothing else is asked.
 */
export function firstDateOf(text: string, component: string): string | null {
  for (let at = text.indexOf(`,${component},`); at !== -1; at = text.indexOf(`,${component},`, at + 1)) {
    const start = text.lastIndexOf('\n', at) + 1
    const line = text.slice(start, text.indexOf('\n', at))
    const row = at - start === 10 ? readLatency(`${formatHeader(latencyColumns)}${line}\n`)[0] : undefined
    if (row !== undefined) return row.date
  }
  return null
}

function latencyRow(date: string, component: string, runs: string, p50: string, p95: string): LatencyRow | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d+$/.test(runs)) return undefined
  return { date, component, runs: Number(runs), p50: wholeNumber(p50), p95: wholeNumber(p95) }
}

function wholeNumber(text: string): number | null {
  // Digits and nothing else: Number alone would take blanks, signs and exponents too.
  const value = Number(text)
  return Number.isSafeInteger(value) && value >= 0 && String(value) === text ? value : /^\d+$/.test(text) ? value : null
}

export function formatLatency(rows: readonly LatencyRow[]): string {
  const text = (value: number | null) => (value === null ? '' : String(value))
  const lines = rows.map(({ date, component, runs, p50, p95 }) =>
    formatRow([date, component, String(runs), text(p50), text(p95)]),
  )
  return formatHeader(latencyColumns) + lines.join('')
}
