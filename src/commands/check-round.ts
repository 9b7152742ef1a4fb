import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import type { Component, Config } from '../config/config.ts'
import { probeRound } from '../probe/round.ts'
import { secretFiller } from '../probe/secrets.ts'
import { columnOf, targetsOf } from '../probe/targets.ts'
import type { Failure } from '../problem/problem.ts'
import { appendRow } from '../store/checks-folder.ts'
import type { Instant } from '../time/instant.ts'
import { probed, type Seen } from './check-due.ts'
import { progressLine } from './check-progress.ts'
import type { RoundReport } from './check-report.ts'

/** What the rounds of one run have in common. */
export interface RunState {
  root: string
  config: Config
  dryRun: boolean
  stop: AbortSignal
  /** The newest result of each column, kept up to date round by round. */
  seen: Map<string, Seen>
  onFailure: (failure: Failure) => void
}

export interface RoundOutcome extends RoundReport {
  /** A column's verdict is another than its last one. */
  changed: boolean
}

/** Probes these components and appends the row. Nothing is written when nothing has a verdict. */
export async function checkRound(
  state: RunState,
  components: readonly Component[],
  run: string,
  now: Instant,
): Promise<RoundOutcome> {
  const { root, config } = state
  const progress = progressLine()
  const context = {
    fill: secretFiller(config.secrets, process.env),
    readFile: (path: string) => readFile(join(root, path), 'utf8'),
    userAgent: `Candor/1 (+${config.site.url})`,
  }
  const results = await probeRound(components, context, {
    last: state.seen,
    reference: config.reference,
    onProgress: progress.show,
    onFailure: state.onFailure,
    stop: state.stop,
  })
  progress.clear()
  let changed = false
  for (const result of results) {
    const column = columnOf(result)
    const before = state.seen.get(column)
    if (before?.verdict !== result.verdict) changed = true
    const downSince = result.verdict === 'down' ? (before?.downSince ?? now) : null
    state.seen.set(column, { verdict: result.verdict, ms: result.ms, time: now, downSince })
  }
  if (results.length > 0 && !state.dryRun) {
    // Every column there is, probed or not: rounds and shards then share one header.
    const columns = targetsOf(probed(config.components, now)).map(columnOf)
    await appendRow(
      root,
      { time: now, run, cells: new Map(results.map((result) => [columnOf(result), result])) },
      columns,
    )
  }
  return { run, time: now, results, changed }
}
