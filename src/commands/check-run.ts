import process from 'node:process'
import type { Component } from '../config/config.ts'
import { withTheirGroups } from '../probe/group.ts'
import { Failure, formatProblem } from '../problem/problem.ts'
import { loadResults } from '../store/checks-folder.ts'
import { keepLastGood, loadConfig } from '../store/config-file.ts'
import { recentRuns } from '../store/day-runs.ts'
import type { Instant } from '../time/instant.ts'
import { keepBeat } from './check-beat.ts'
import { dueAtBeat, inShard, isDue, named, probed, seenOf, watchEvery } from './check-due.ts'
import { roundNames, runName } from './check-name.ts'
import { notifierOf } from './check-notify.ts'
import { beatOf, type CheckFlags, shardOf } from './check-options.ts'
import { publisherOf } from './check-publish.ts'
import { jsonOf, summaryOf, tableOf, writeStepOutput, writeStepSummary } from './check-report.ts'
import { checkRound, type RoundOutcome, type RunState } from './check-round.ts'
import { inTime, stopOnSignals } from './check-stop.ts'
import { watchNewlyDown } from './check-watch.ts'
import { contextOf, note, print, printJson } from './context.ts'
import type { Deadman } from './deadman.ts'
import { summariseFirstRun } from './doctor-first-run.ts'
import { askForPage } from './page-request.ts'

/** Runs `check` from its flags. Returns the exit code; throws Failures. */
export async function runCheck(ids: string[], flags: CheckFlags, deadman: Deadman | null): Promise<number> {
  const { root, clock } = contextOf(flags)
  const [shard, beat] = [shardOf(flags.shard), beatOf(flags)]
  const stop = stopOnSignals()
  const { config, current, text, problems } = await loadConfig(root)
  for (const problem of problems.filter(() => !current)) note(formatProblem(problem))
  const all = probed(config.components, clock())
  const chosen = (ids.length > 0 ? named(all, ids) : all).filter(({ id }) => shard === null || inShard(id, shard))

  // By their words: a beat of ten thousand rounds meets the same one in each.
  const failures = new Map<string, Failure>()
  const { histories } = await loadResults(root, config, clock())
  const state: RunState = {
    root,
    config,
    dryRun: flags.dryRun ?? false,
    stop: stop.signal,
    // Of all: groups sum up members that another run probes.
    seen: seenOf(all, histories),
    onFailure: (failure) => failures.set(failure.message, failure),
  }
  if (current && !state.dryRun) await keepLastGood(root, text)
  const afterwards = [
    ...(flags.askForPage ? [(changed: boolean) => askForPage(root, changed)] : []),
    // A single run tells it at its end; a beat may last for ever.
    ...(beat !== null && deadman !== null ? [() => deadman.alive()] : []),
  ]
  const publisher =
    flags.publish && !state.dryRun ? publisherOf(root, clock, { aside: beat !== null, afterwards }) : null
  const notifier = flags.notify && !state.dryRun ? notifierOf(root, clock, stop.signal) : null
  let down = false
  const tell = async (outcome: RoundOutcome) => {
    down = outcome.results.some(({ verdict }) => verdict === 'down')
    show(outcome, flags, beat !== null)
    if (outcome.results.length > 0) {
      await writeStepSummary(outcome)
      await writeStepOutput(outcome.changed)
      await publisher?.afterRound(outcome.changed)
      await notifier?.afterRound(outcome.changed, outcome.time)
    }
  }

  const next = roundNames(runName(process.env, shard), await recentRuns(root, clock()), beat !== null)
  const round = async (due: readonly Component[], now: Instant) =>
    tell(await checkRound(state, withTheirGroups(due, chosen), next(), now))
  const asked = (due: typeof isDue, now: Instant) =>
    chosen.filter((component) => ids.length > 0 || due(component, state.seen, now))
  if (beat !== null) {
    await keepBeat(beat, stop.signal, async () => {
      const now = clock()
      await round(asked(dueAtBeat, now), now)
    })
  } else {
    const now = clock()
    await round(asked(isDue, now), now)
    // Only a run that publishes stays: another would keep its news to itself.
    if (publisher !== null && flags.watch) {
      const watch = { every: watchEvery, clock, stop: stop.signal }
      await watchNewlyDown(chosen, state.seen, watch, (newly) => round(newly, clock()))
    }
  }
  if (publisher !== null && !(await inTime(publisher.finish(), stop.signal))) {
    note('candor: asked to end before the results were published; the next publish carries them.')
    process.exit(0)
  }
  stop.forget()
  if (publisher?.isFirst()) await summariseFirstRun(root, clock)
  await notifier?.finish()
  if (stop.signal.aborted) return 0
  const [failure] = failures.values()
  if (failure !== undefined) throw new Failure([...failures.keys()].join('\n'), { cause: failure })
  return !current || (flags.failOnDown && down) ? 1 : 0
}

function show(outcome: RoundOutcome, flags: CheckFlags, beating: boolean): void {
  // On a beat each round is one line of JSON.
  if (flags.json && beating) print(JSON.stringify(jsonOf(outcome)))
  else if (flags.json) printJson(jsonOf(outcome))
  else if (outcome.results.length === 0) print('Nothing is due yet. Name components to probe them anyway.')
  else print(`${tableOf(outcome.results)}\n${summaryOf(outcome.results)}.`)
}
