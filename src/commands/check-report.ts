import { appendFile } from 'node:fs/promises'
import process from 'node:process'
import type { ProbeResult } from '../probe/probe.ts'
import { columnOf } from '../probe/targets.ts'
import { formatInstant, type Instant } from '../time/instant.ts'
import { verdicts } from '../verdict/classes.ts'
import { sentenceOf } from '../verdict/sentence.ts'

/** One round, as it is told and kept. */
export interface RoundReport {
  run: string
  time: Instant
  results: ProbeResult[]
}

/** The JSON of contract section 8. */
export function jsonOf({ run, time, results }: RoundReport): unknown {
  return {
    run,
    time: formatInstant(time),
    results: results.map(({ component, place, verdict, class: resultClass, detail, ms, timings, attempts }) => ({
      id: component,
      place,
      verdict,
      class: resultClass,
      detail,
      message: sentenceOf(resultClass, detail),
      ms,
      timings,
      attempts: attempts.map(({ final: _, ...attempt }) => attempt),
    })),
  }
}

function cellsOf(result: ProbeResult): string[] {
  return [columnOf(result), result.verdict, String(result.ms), sentenceOf(result.class, result.detail)]
}

const heads = ['COMPONENT', 'VERDICT', 'MS', 'WHY']

/** The table on the terminal, its columns in line. */
export function tableOf(results: readonly ProbeResult[]): string {
  const rows = [heads, ...results.map(cellsOf)]
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows
    .map(([name, verdict, ms, why]) =>
      [name!.padEnd(widths[0]!), verdict!.padEnd(widths[1]!), ms!.padStart(widths[2]!), why].join('  ').trimEnd(),
    )
    .join('\n')
}

/** `20 probed: 18 up, 2 down` */
export function summaryOf(results: readonly ProbeResult[]): string {
  const counts = verdicts
    .map((verdict) => [results.filter((result) => result.verdict === verdict).length, verdict] as const)
    .filter(([count]) => count > 0)
    .map(([count, verdict]) => `${count} ${verdict}`)
  return `${results.length} probed: ${counts.join(', ')}`
}

/** In Actions the run's own page shows the table too. */
export async function writeStepSummary({ time, results }: RoundReport): Promise<void> {
  const path = process.env['GITHUB_STEP_SUMMARY']
  if (path === undefined || path === '') return
  const rows = results.map((result) => `| ${cellsOf(result).join(' | ')} |`)
  const title = `${summaryOf(results)}, ${formatInstant(time)}`
  await appendFile(
    path,
    [title, '', '| component | verdict | ms | |', '| --- | --- | ---: | --- |', ...rows, '', ''].join('\n'),
  )
}

/** In Actions the steps after this one learn that a verdict changed: `changed` of this step's outputs. */
export async function writeStepOutput(changed: boolean): Promise<void> {
  const path = process.env['GITHUB_OUTPUT']
  if (changed && path !== undefined && path !== '') await appendFile(path, 'changed=true\n')
}
