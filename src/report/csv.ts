import { formatInstant, type Instant } from '../time/instant.ts'
import type { MonthReport } from './month-report.ts'

const columns = [
  ...['record', 'component', 'id', 'start', 'end', 'seconds', 'uptime', 'target', 'observed', 'observed_s', 'down_s'],
  ...['partial_s', 'degraded_s', 'allowed_s', 'used_s', 'acknowledge_s', 'resolve_s', 'kind', 'text'],
] as const
type Record = { [column in (typeof columns)[number]]?: string | number | null | undefined }

/**
 * The month for a spreadsheet, RFC 4180: one table, `record` says what a row is (component, outage, incident, excluded,
 * corrected). Times are UTC, lengths seconds, `observed` a share from 0 to 1.
 */
export function reportCsv(report: MonthReport): string {
  const rows: Record[] = [
    ...report.components.map((one) => ({
      record: 'component',
      component: one.id,
      start: time(report.window.start),
      end: time(report.window.end),
      seconds: report.window.end - report.window.start,
      uptime: one.uptime?.toFixed(one.decimals),
      target: one.target?.percent.toFixed(one.target.decimals),
      observed: (Math.floor(one.observed * 10_000 + 1e-9) / 10_000).toFixed(4),
      observed_s: one.observed_s,
      down_s: one.down_s,
      partial_s: one.partial_s,
      degraded_s: one.degraded_s,
      allowed_s: one.budget?.allowed_s,
      used_s: one.budget?.used_s,
    })),
    ...report.components.flatMap(({ outages }) =>
      outages.map(({ id, component, start, end, verdict, class: name, detail }) => ({
        record: 'outage',
        component,
        id,
        start: time(start),
        end: time(end),
        seconds: (end ?? report.now) - start,
        kind: verdict,
        text: [name, detail].filter((word) => word !== null).join(':'),
      })),
    ),
    ...report.incidents.map(({ entry, acknowledge_s, resolve_s }) => ({
      record: 'incident',
      component: entry.components.map(({ id }) => id).join(' '),
      id: entry.id,
      start: time(entry.startedAt),
      end: time(entry.resolvedAt),
      seconds: (entry.resolvedAt ?? report.now) - entry.startedAt,
      acknowledge_s,
      resolve_s,
      kind: entry.automatic ? 'automatic' : entry.impact,
      text: entry.title,
    })),
    ...report.exclusions.map(({ component, kind, id, start, end, seconds, reason }) => ({
      record: 'excluded',
      component,
      id,
      start: time(start),
      end: time(end),
      seconds,
      kind,
      text: reason,
    })),
    ...report.errata.map(({ at, incident, kind, what, reason }) => ({
      record: 'corrected',
      id: incident,
      start: time(at),
      kind,
      text: `${what}: ${reason}`,
    })),
  ]
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))].map(line).join('')
}

function time(instant: Instant | null): string {
  return instant === null ? '' : formatInstant(instant)
}

function line(cells: readonly (string | number | null | undefined)[]): string {
  return `${cells.map((cell) => quote(String(cell ?? ''))).join(',')}\n`
}

/** A cell that a spreadsheet would take for a formula is made text: titles and reasons are anybody's words. */
function quote(cell: string): string {
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
