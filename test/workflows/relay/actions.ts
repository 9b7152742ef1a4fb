import type { ListedRun } from '../../../src/advice/relay.ts'
import type { Dice, Time } from './time.ts'

/** What goes wrong at GitHub, as probabilities and lengths in seconds. */
export interface Weather {
  /** Of a concurrency group: one run waits and a newer one takes its place, or all of them wait. */
  queue: 'one' | 'max'
  /** An API call is answered by an error. */
  refused: number
  /** A dispatch is accepted, and no run comes of it. */
  swallowed: number
  /** A dispatch makes two runs (a client in between sent it again). */
  twice: number
  /** How old the list of runs may be. */
  stale: number
  /** Times in which no call is answered and no runner is given. */
  outages: [number, number][]
}

export type Trigger = 'schedule' | 'relay'

export interface Run extends ListedRun {
  trigger: Trigger
  created: number
  /** A person or a newer run ended it. */
  cancelled: boolean
}

/** GitHub Actions for one workflow with a concurrency group, `cancel-in-progress: false`. */
export interface Actions {
  runs: Run[]
  create: (trigger: Trigger) => Run | null
  /** As the API lists them: a little old. */
  list: () => Promise<ListedRun[]>
  dispatch: () => Promise<void>
  /** Waits for a runner. Gives the seconds that were GitHub's to lose. */
  runner: () => Promise<number>
  cancel: (run: Run) => void
  isOut: () => boolean
  waiting: () => Run[]
  going: () => Run[]
}

/** `body` is what a run does on its runner; it gives the conclusion. */
export function makeActions(
  time: Time,
  luck: Dice,
  weather: Weather,
  body: (run: Run) => Promise<'success' | 'failure'>,
  /** Called after each change of a run. */
  onChange: () => void,
): Actions {
  const runs: Run[] = []
  const changes: { at: number; id: number; run: ListedRun }[] = []
  const note = (run: Run) => {
    const { id, status, conclusion, ended } = run
    changes.push({ at: time.now(), id, run: { id, status, conclusion, ended } })
    onChange()
  }
  const alive = new Set<Run>()
  const waiting = () => [...alive].filter(({ status }) => status === 'pending')
  const going = () => [...alive].filter(({ status }) => status !== 'pending')
  const finish = (run: Run, conclusion: string) => {
    Object.assign(run, { status: 'completed', conclusion, ended: time.now() })
    alive.delete(run)
    note(run)
    next()
  }
  const next = () => {
    const run = waiting()[0]
    if (run === undefined || going().length > 0) return
    run.status = 'queued'
    note(run)
    void work(run)
  }
  const work = async (run: Run) => {
    const conclusion = await body(run)
    if (run.status !== 'completed') finish(run, run.cancelled ? 'cancelled' : conclusion)
  }
  const out = (at: number) => weather.outages.find(([from, to]) => at >= from && at < to)
  const answer = async () => {
    await time.sleep(luck.between(0, 2))
    if (out(time.now()) || luck.chance(weather.refused)) throw new Error('GitHub answers 502.')
  }
  const actions: Actions = {
    runs,
    waiting,
    going,
    isOut: () => out(time.now()) !== undefined,
    create: (trigger) => {
      if (actions.isOut()) return null
      const id = runs.length + 1
      const [at, cancelled] = [time.now(), false]
      const run: Run = { id, trigger, status: 'pending', conclusion: null, ended: at, created: at, cancelled }
      if (weather.queue === 'one') for (const older of waiting()) actions.cancel(older)
      runs.push(run)
      alive.add(run)
      note(run)
      next()
      return run
    },
    cancel: (run) => {
      run.cancelled = true
      if (run.status === 'pending') finish(run, 'cancelled')
    },
    list: async () => {
      await answer()
      const seen = time.now() - luck.between(0, weather.stale)
      const latest = new Map<number, ListedRun>()
      // The newest changes are enough: GitHub gives a page of 50 as well.
      for (const { at, id, run } of changes.slice(-600)) if (at <= seen) latest.set(id, run)
      return [...latest.values()].sort((a, b) => b.id - a.id).slice(0, 50)
    },
    dispatch: async () => {
      await answer()
      if (luck.chance(weather.swallowed)) return
      const times = luck.chance(weather.twice) ? 2 : 1
      for (let count = 0; count < times; count += 1) {
        void time.sleep(luck.about(4, 25)).then(() => actions.create('relay'))
      }
    },
    runner: async () => {
      const asked = time.now()
      await time.sleep(luck.between(4, 15) + luck.about(10, 300))
      for (let over = out(time.now()); over !== undefined; over = out(time.now())) {
        await time.sleep(over[1] - time.now() + luck.about(30, 200))
      }
      return Math.max(0, time.now() - asked - 60)
    },
  }
  return actions
}
