import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { vote } from '../checks/votes.ts'
import type { Component, Config } from '../config/config.ts'
import { groupResults, isGroup } from '../probe/group.ts'
import { githubFrom } from '../probe/heartbeat-workflow.ts'
import { type AskPlaces, placesFrom } from '../probe/places.ts'
import type { ProbeResult } from '../probe/probe.ts'
import { probeRound } from '../probe/round.ts'
import { secretFiller } from '../probe/secrets.ts'
import { columnOf, columnsOf } from '../probe/targets.ts'
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
  /** What was seen last of each component, by id; kept up to date round by round. */
  seen: Map<string, Seen>
  onFailure: (failure: Failure) => void
  /** Asks the places of `locations:`; made by the first round. */
  places?: AskPlaces
}

export interface RoundOutcome extends RoundReport {
  /** A component's verdict is another than its last one. */
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
    now,
    github: githubFrom(process.env, config.site.repository),
  }
  // Kept from round to round: it remembers when it may ask again.
  state.places ??= placesFrom(process.env, context.userAgent)
  const alone = components.filter((component) => !isGroup(component))
  const own = await probeRound(alone, context, {
    last: new Map([...state.seen.values()].flatMap(({ columns }) => [...columns])),
    reference: config.reference,
    places: state.places,
    onProgress: progress.show,
    onFailure: state.onFailure,
    stop: state.stop,
  })
  progress.clear()
  const groups = groupResults(components, { all: config.components, results: own, seen: state.seen, now })
  const order = new Map(components.map(({ id }, at) => [id, at]))
  const results = [...own, ...groups].sort((a, b) => order.get(a.component)! - order.get(b.component)!)
  const changed = keepSeen(state.seen, results, now)
  if (results.length > 0 && !state.dryRun) {
    // Every column there is, probed or not: rounds and shards then share one header.
    const columns = probed(config.components, now).flatMap(columnsOf)
    await appendRow(
      root,
      { time: now, run, cells: new Map(results.map((result) => [columnOf(result), result])) },
      columns,
    )
  }
  return { run, time: now, results, changed }
}

/** Brings what was seen up to date. True when a component's verdict, all its places together, is another than before. */
export function keepSeen(seen: Map<string, Seen>, results: readonly ProbeResult[], now: Instant): boolean {
  let changed = false
  const byComponent = new Map<string, ProbeResult[]>()
  for (const result of results) {
    const list = byComponent.get(result.component)
    if (list === undefined) byComponent.set(result.component, [result])
    else list.push(result)
  }
  for (const [id, own] of byComponent) {
    const before = seen.get(id)
    const { verdict } = vote(own)
    if (before?.verdict !== verdict) changed = true
    seen.set(id, {
      verdict,
      time: now,
      downSince: verdict === 'down' ? (before?.downSince ?? now) : null,
      columns: new Map([
        ...(before?.columns ?? []),
        ...own.map((result) => [columnOf(result), { verdict: result.verdict, ms: result.ms }] as const),
      ]),
    })
  }
  return changed
}
