import { formatHeader, formatRow, readTable } from './csv.ts'
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

export function readLatency(text: string): LatencyRow[] {
  const rows: LatencyRow[] = []
  for (const { cells } of readTable(text, latencyColumns).rows) {
    const [date, component, runs, p50, p95] = cells as [string, string, string, string, string]
    if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d+$/.test(runs)) continue
    rows.push({ date, component, runs: Number(runs), p50: wholeNumber(p50), p95: wholeNumber(p95) })
  }
  return rows
}

function wholeNumber(text: string): number | null {
  return /^\d+$/.test(text) ? Number(text) : null
}

export function formatLatency(rows: readonly LatencyRow[]): string {
  const text = (value: number | null) => (value === null ? '' : String(value))
  const lines = rows.map(({ date, component, runs, p50, p95 }) =>
    formatRow([date, component, String(runs), text(p50), text(p95)]),
  )
  return formatHeader(latencyColumns) + lines.join('')
}
