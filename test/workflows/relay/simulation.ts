import { handover } from '../../../src/advice/relay.ts'
import { type PassedOn, passOn, type Relay } from '../../../src/github/relay.ts'
import { type Actions, makeActions, type Run, type Weather } from './actions.ts'
import { dice, makeTime } from './time.ts'

export const hour = 3600
/** What components.yml promises. */
export const interval = 300

export interface Trouble extends Weather {
  /** Seconds between two events of the schedule, and what becomes of one. */
  schedule: { every: number; missed: number; late: number; twice: number }
  /** A job fails before its first step of ours (checkout, set-up). */
  badStart: number
  /** A job's runner is lost while it beats; GitHub notices minutes later. */
  lost: number
  /** A person cancels what goes, or what waits, so many times in all. */
  cancels: number
}

/** Why nothing could run for a while: GitHub's outage, a runner it lost or did not have, a person's wish. */
interface Excuse {
  from: number
  to: number
  why:
    | 'outage'
    | 'no runner'
    | 'runner lost'
    | 'chain ended by a person'
    | 'chain ended by failures'
    | 'chain ended by an outage'
}

export interface Report {
  runs: Run[]
  /** When something was probed. */
  beats: number[]
  excuses: Excuse[]
  /** Chains that ended though nothing above explains it. */
  broken: number[]
  /** The most runs that went at once, and that waited at once by the relay's doing. */
  mostGoing: number
  mostWaiting: number
  /** Runs of the schedule and of the relay that went. */
  went: { schedule: number; relay: number }
  handedOver: Record<PassedOn, number>
}

/** Runs checks.yml as it stands, in its relay, for so many hours; decisions and steps are the real ones. */
export async function simulate(
  seed: number,
  hours: number,
  trouble: Trouble,
  /** Puts something else in the relay's place: what a test has to catch. */
  instead: (relay: Relay) => Relay = (relay) => relay,
): Promise<Report> {
  const time = makeTime()
  const luck = dice(seed)
  const end = hours * hour
  const report: Report = {
    runs: [],
    beats: [],
    excuses: trouble.outages.map(([from, to]) => ({ from, to, why: 'outage' as const })),
    broken: [],
    mostGoing: 0,
    mostWaiting: 0,
    went: { schedule: 0, relay: 0 },
    handedOver: { waits: 0, rest: 0, asked: 0, none: 0 },
  }
  let cancelledLately = Number.NEGATIVE_INFINITY
  let failuresInARow = 0
  const actions = makeActions(
    time,
    luck,
    trouble,
    async (run) => {
      const conclusion = await checksWorkflow(run)
      failuresInARow = conclusion === 'failure' ? failuresInARow + 1 : 0
      return conclusion
    },
    () => look(),
  )
  report.runs = actions.runs

  const keepRelay = async (run: Run): Promise<PassedOn> => {
    const passed = await passOn(instead(relayOf(actions, time)), run.id)
    report.handedOver[passed] += 1
    return passed
  }

  /** The jobs of checks.yml: `check`, and `next` where that one could not see its successor. */
  const checksWorkflow = async (run: Run): Promise<'success' | 'failure'> => {
    const first = await job(run)
    if (run.cancelled) return 'failure'
    if (first.next === 'waits' || first.next === 'rest') return first.conclusion
    await startJob()
    if (luck.chance(trouble.badStart) || actions.isOut()) return 'failure'
    await keepRelay(run)
    return first.conclusion
  }

  const startJob = async () => {
    const from = time.now()
    const excess = await actions.runner()
    if (excess > 0) report.excuses.push({ from: from + 60, to: from + 60 + excess, why: 'no runner' })
  }

  const job = async (run: Run): Promise<{ conclusion: 'success' | 'failure'; next: PassedOn | null }> => {
    await startJob()
    run.status = 'in_progress'
    report.went[run.trigger] += 1
    await time.sleep(luck.between(5, 15))
    if (luck.chance(trouble.badStart) || actions.isOut()) return { conclusion: 'failure', next: null }
    await time.sleep(luck.between(5, 15))
    await keepRelay(run)
    const lostAt = luck.chance(trouble.lost) ? time.now() + luck.between(0, 3000) : Number.POSITIVE_INFINITY
    const until = time.now() + 50 * 60
    let last = report.beats.at(-1) ?? Number.NEGATIVE_INFINITY
    while (time.now() < until && !run.cancelled) {
      if (time.now() >= lostAt) {
        const from = time.now()
        await time.sleep(luck.between(60, 900))
        report.excuses.push({ from, to: time.now(), why: 'runner lost' })
        return { conclusion: 'failure', next: null }
      }
      if (time.now() - last >= 0.9 * interval) {
        last = time.now()
        report.beats.push(last)
      }
      await time.sleep(60)
    }
    // The last publish.
    await time.sleep(luck.between(1, 4) + luck.about(2, 40))
    if (run.cancelled) return { conclusion: 'failure', next: null }
    return { conclusion: 'success', next: await keepRelay(run) }
  }

  const schedule = async () => {
    for (let at = 0; at < end; at += trouble.schedule.every) {
      if (luck.chance(trouble.schedule.missed)) continue
      const times = luck.chance(trouble.schedule.twice) ? 2 : 1
      const late = luck.about(trouble.schedule.late, 4 * hour)
      for (let count = 0; count < times; count += 1) {
        void time.sleep(at + late - time.now() + count * luck.between(0, 30)).then(() => actions.create('schedule'))
      }
    }
  }

  const person = async () => {
    for (let count = 0; count < trouble.cancels; count += 1) {
      void time.sleep(luck.between(hour, end)).then(() => {
        const runs = luck.chance(0.5) ? actions.going() : actions.waiting()
        for (const run of runs) actions.cancel(run)
        if (runs.length > 0) cancelledLately = time.now()
      })
    }
  }

  /** Looks on: how many there are at once, and whether the chain is alive. */
  let endedAt: number | null = null
  const look = () => {
    const [going, waiting] = [actions.going().length, actions.waiting().length]
    report.mostGoing = Math.max(report.mostGoing, going)
    report.mostWaiting = Math.max(report.mostWaiting, waiting)
    if (going + waiting === 0) endedAt ??= time.now()
    else settle()
  }
  const settle = () => {
    const from = endedAt
    endedAt = null
    // A dispatch on its way is no end.
    if (from === null || time.now() - from <= 45) return
    const why = reasonAt(from)
    if (why === null) report.broken.push(from)
    else report.excuses.push({ from, to: time.now(), why })
  }

  const reasonAt = (at: number): Excuse['why'] | null => {
    if (at - cancelledLately < 2 * hour) return 'chain ended by a person'
    if (trouble.outages.some(([from, to]) => at >= from && at < to + 2 * hour)) return 'chain ended by an outage'
    const seen = actions.runs.filter((run) => run.status === 'completed')
    const bad = seen.filter(({ conclusion }) => conclusion === 'failure').slice(-1)
    const fails = failuresInARow >= 3 || handover(seen, -1, at) === 'rest'
    return fails || bad.some(({ ended }) => at - ended < 60) ? 'chain ended by failures' : null
  }

  await Promise.all([schedule(), person()])
  await time.run(end)
  settle()
  return report
}

function relayOf(actions: Actions, time: ReturnType<typeof makeTime>): Relay {
  return { look: actions.list, start: actions.dispatch, pause: time.sleep, now: time.now, say: () => {} }
}

/** The longest that nothing was probed, beyond what GitHub or a person is the reason of. */
export function worstGap({ beats, excuses }: Report): { gap: number; at: number } {
  let worst = { gap: 0, at: 0 }
  for (let index = 1; index < beats.length; index += 1) {
    const [from, to] = [beats[index - 1]!, beats[index]!]
    const gap = to - from - covered(from, to, excuses)
    if (gap > worst.gap) worst = { gap, at: from }
  }
  return worst
}

function covered(from: number, to: number, excuses: readonly Excuse[]): number {
  const within = excuses
    .map((excuse) => [Math.max(from, excuse.from), Math.min(to, excuse.to)] as const)
    .filter(([start, end]) => end > start)
    .sort(([a], [b]) => a - b)
  let sum = 0
  let reached = from
  for (const [start, end] of within) {
    sum += Math.max(0, end - Math.max(start, reached))
    reached = Math.max(reached, end)
  }
  return sum
}
