import type { Command } from 'commander'
import { lastChanges } from '../git/last-changes.ts'
import { loadSnapshot } from '../page/load.ts'
import { Failure } from '../problem/problem.ts'
import { reportCsv } from '../report/csv.ts'
import { reportMarkdown } from '../report/markdown.ts'
import { monthReport } from '../report/month-report.ts'
import type { Instant } from '../time/instant.ts'
import { addMonths } from '../time/zone.ts'
import { monthOf, monthWindow } from '../uptime/civil-months.ts'
import { contextOf, print } from './context.ts'
import { bringResults } from './results.ts'

interface Options {
  root: string
  now?: string
  month?: string
  csv?: boolean
}

export function define(command: Command): void {
  command
    .option('--month <month>', "a month of the page's time zone, as in 2026-10 (default: the last one that is over)")
    .option('--csv', 'print CSV instead of Markdown')
    .action(async (options: Options) => {
      const { root, clock, ahead } = contextOf(options)
      await bringResults(root)
      const snapshot = await loadSnapshot(root, clock(), { audience: 'internal', ahead })
      const zone = snapshot.config.site.timezone
      const month = options.month ?? addMonths(monthOf(zone, snapshot.now), -1)
      if (monthWindow(zone, month) === null) {
        throw new Failure(`\`--month ${month}\` is no month.\n  Expected a year and a month, as in: --month 2026-10`, {
          exitCode: 2,
        })
      }
      const report = monthReport(snapshot, month, await changes(root))
      if (report === null) {
        throw new Failure(
          `\`--month ${month}\` has not begun yet.\n  Expected a month of the past, or this one, as in: --month ${monthOf(zone, snapshot.now)}`,
          { exitCode: 2 },
        )
      }
      print((options.csv ? reportCsv(report) : reportMarkdown(report, snapshot)).trimEnd())
    })
}

/** When each incident file was last committed, by its id. */
async function changes(root: string): Promise<Map<string, Instant>> {
  const files = await lastChanges(root, 'incidents')
  return new Map([...files].map(([file, at]) => [file.replace(/^incidents\//, '').replace(/\.md$/i, ''), at]))
}
