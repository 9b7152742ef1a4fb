import { wordsIn } from '../config/scalars.ts'
import type { Snapshot } from '../status/snapshot.ts'
import { formatDuration } from '../time/duration.ts'
import { formatInstant, type Instant } from '../time/instant.ts'
import { formatWithOffset } from '../time/zone.ts'
import type { ComponentMonth, IncidentMonth, MonthReport } from './month-report.ts'
import type { ResponseTimes } from './response.ts'
import { unobservedTogether } from './unobserved.ts'

/** The month for people. Words of theirs are made safe for a table; times are those of `site.timezone`. */
export function reportMarkdown(report: MonthReport, { config }: Pick<Snapshot, 'config'>): string {
  const { site } = config
  const name = wordsIn(site.name, site.languages[0], site.languages[0])
  const when = (instant: Instant) => formatWithOffset(report.zone, instant).slice(0, 16).replace('T', ' ')
  const lines = [
    `# ${plain(name)}: ${report.month}`,
    '',
    `From ${when(report.window.start)} to ${when(report.window.end)}, ${report.zone}${report.isOver ? '' : ', not over yet'}. ` +
      `Made of what was known on ${formatInstant(report.now)}.`,
    '',
    '## Components',
    '',
    ...table(
      ['component', 'uptime %', 'target', 'observed', 'down', 'partial', 'degraded', 'outages', 'budget used'],
      report.components.map(componentRow),
    ),
    '',
    '## Incidents',
    '',
    ...(report.incidents.length === 0
      ? ['None.']
      : table(
          ['began', 'incident', 'impact', 'lasted', 'acknowledged after', 'resolved after'],
          report.incidents.map((each) => incidentRow(each, when)),
        )),
    '',
    `Acknowledged: ${responseLine(report.acknowledge)}. Resolved: ${responseLine(report.resolve)}.`,
    '',
    '## Left out of the figures',
    '',
    ...listed(exclusionLines(report, when)),
    '',
    '## Corrected since',
    '',
    ...listed(
      report.errata.map(
        ({ at, kind, what, reason, incident }) =>
          `${when(at)}: ${kind === 'false_alarm' ? `${what} struck as a false alarm` : kind === 'update' ? `${what} added` : `${what} was changed`} (${plain(incident)}): ${plain(reason)}`,
      ),
    ),
  ]
  return `${lines.join('\n')}\n`
}

function componentRow(one: ComponentMonth): string[] {
  const { target, budget } = one
  const time = (seconds: number) => (seconds === 0 ? '-' : formatDuration(seconds))
  return [
    one.id,
    one.uptime === null ? 'no data' : one.uptime.toFixed(one.decimals),
    target === null ? '-' : target.percent.toFixed(target.decimals),
    share(one.observed),
    time(one.down_s),
    time(one.partial_s),
    time(one.degraded_s),
    String(one.outages.length),
    budget === null ? '-' : `${formatDuration(budget.used_s)} of ${formatDuration(budget.allowed_s)}`,
  ]
}

/** Floored, as every share is: 99.99 % observed is not all of it. */
function share(part: number): string {
  return `${(Math.floor(part * 1000 + 1e-9) / 10).toFixed(1)} %`
}

function incidentRow({ entry, acknowledge_s, resolve_s }: IncidentMonth, when: (at: Instant) => string): string[] {
  const time = (seconds: number | null) => (seconds === null ? '-' : formatDuration(seconds))
  const lasted = resolve_s === null ? 'not over' : formatDuration(resolve_s)
  const automatic = entry.automatic ? ' (automatic)' : ''
  return [
    when(entry.startedAt),
    `${plain(entry.title)}${automatic}`,
    entry.impact,
    lasted,
    time(acknowledge_s),
    time(resolve_s),
  ]
}

function responseLine({ count, median_s, longest_s }: ResponseTimes): string {
  if (median_s === null || longest_s === null) return 'nothing to measure'
  return `${count} incident${count === 1 ? '' : 's'}, median ${formatDuration(median_s)}, longest ${formatDuration(longest_s)}`
}

function exclusionLines(report: MonthReport, when: (at: Instant) => string): string[] {
  const named = report.exclusions
    .filter(({ kind }) => kind !== 'unobserved')
    .map(({ component, kind, start, seconds, id, reason }) => {
      const what = kind === 'maintenance' ? `maintenance ${plain(reason)}` : `false alarm ${id}: ${plain(reason)}`
      return `${component}: ${formatDuration(seconds)} from ${when(start)}, ${what}`
    })
  const unobserved = unobservedTogether(report.exclusions).map(
    ({ component, seconds, gaps, longest }) =>
      `${component}: ${formatDuration(seconds)} in which nobody looked (${gaps} gap${gaps === 1 ? '' : 's'}, the longest ${formatDuration(longest)})`,
  )
  return [...named, ...unobserved]
}

function listed(lines: readonly string[]): string[] {
  return lines.length === 0 ? ['Nothing.'] : lines.map((line) => `- ${line}`)
}

function table(head: readonly string[], rows: readonly string[][]): string[] {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [row(head), row(head.map(() => '---')), ...rows.map(row)]
}

/** Words of people as one line of text: nothing in them opens a cell, a tag, a link or a heading. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>#|!~]/g, '\\$&')
}
