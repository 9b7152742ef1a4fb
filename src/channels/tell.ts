import { performance } from 'node:perf_hooks'
import type { NotifiedRow } from '../checks/notified.ts'
import type { Known } from '../messages/known.ts'
import { type Planned, plan } from '../messages/plan.ts'
import { Failure } from '../problem/problem.ts'
import type { Search } from '../secrets/search.ts'
import { appendNotified, loadNotified } from '../store/notified-file.ts'
import type { Clock } from '../time/clock.ts'
import { minute } from '../time/instant.ts'
import type { Means } from './channel.ts'
import { deliver } from './deliver.ts'

export interface Telling {
  root: string
  clock: Clock
  /**
   * Does `write`, brings checks/notified.csv to everybody, and says what had been published before; null where there is
   * nobody to bring it to. In one piece: another publish in between would carry our claim, and it would look like
   * somebody else's. Throws a Failure.
   */
  publish: ((write: () => Promise<void>) => Promise<NotifiedRow[]>) | null
  means: Means
  /** Looks for secrets in what people wrote; null where none is known. */
  search: Search | null
}

export interface Told {
  /** Messages that were taken. */
  told: Planned[]
  /** Those that were not; the next run tries again. */
  refused: { planned: Planned; why: string }[]
  /** Why the rest was not even tried; null when all was. */
  stopped: string | null
}

/** Milliseconds that one run may spend on telling, waits for services included. */
const budget = 60_000

/**
 * Tells what is due. Each message is claimed in the ledger, and the claim published, before it is sent; that it was told is
 * published before the next one of its channel is claimed. So a run that is cut off anywhere, by a crash, a dead network
 * or a rejected push, loses nothing, and at most the one message a channel that was on its way is sent again.
 */
export async function tell(known: Known, telling: Telling): Promise<Told> {
  const { means } = telling
  const due = plan(known)
  const outcome: Told = { told: [], refused: [], stopped: null }
  const until = performance.now() + budget
  const fit = due.messages.filter((planned) => {
    const why = givesAway(planned, telling.search)
    if (why !== null) outcome.refused.push({ planned, why })
    return why === null
  })
  const queues = [...Map.groupBy(fit, ({ channel }) => channel.id).values()]
  let rows = due.rows
  for (;;) {
    const isOver = means.signal.aborted || performance.now() > until
    const wave = isOver ? [] : queues.flatMap((queue) => queue.splice(0, 1))
    const now = telling.clock()
    const news = [...rows, ...wave.flatMap((planned) => rowsOf(planned, now, 'claim'))]
    if (news.length === 0) break
    let before: readonly NotifiedRow[]
    try {
      before = await claim(news, telling)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      return { ...outcome, stopped: error.message }
    }
    const ours = wave.filter((planned) => isOurs(planned, before, now))
    const results = await Promise.all(
      ours.map(async (planned) => ({ planned, why: await deliver(planned.message, planned.channel, means, until) })),
    )
    rows = []
    for (const { planned, why } of results) {
      if (why === null) {
        outcome.told.push(planned)
        rows.push(...rowsOf(planned, telling.clock(), 'told'))
        continue
      }
      outcome.refused.push({ planned, why })
      // Whatever is wrong with the channel, it is wrong for the rest as well.
      queues.find((queue) => queue[0]?.channel.id === planned.channel.id)?.splice(0)
    }
  }
  const isLeft = queues.some((queue) => queue.length > 0)
  return isLeft ? { ...outcome, stopped: 'There was no time left for the rest; the next run goes on.' } : outcome
}

/** Writes the rows and publishes them. Gives what stood in the ledger before. */
async function claim(rows: readonly NotifiedRow[], { root, publish }: Telling): Promise<readonly NotifiedRow[]> {
  const write = () => appendNotified(root, rows)
  if (publish !== null) return await publish(write)
  const before = await loadNotified(root)
  await write()
  return before
}

/** A page that gives a secret away is stopped before it goes out; a message is sooner than the page. */
function givesAway({ message }: Planned, search: Search | null): string | null {
  const finds = search?.(Buffer.from(JSON.stringify(message))) ?? []
  const names = [...new Set(finds.flatMap((find) => find.names))]
  if (names.length === 0) return null
  return `It was not sent: in it stands the value of ${names.join(' and ')}.\nTake it out where it was written; ./candor scan and the next build say where.`
}

function rowsOf({ channel, ids }: Planned, time: number, step: NotifiedRow['step']): NotifiedRow[] {
  return [...new Set(ids)].map((event) => ({ time, event, channel: channel.id, step }))
}

/** How long another run's claim stands in our way; as much as clocks may differ by. */
const underWay = 2 * minute

/**
 * Whether the message is left to us by what was published before our claim was: nobody told it meanwhile, and nobody
 * claimed it just now. Two machines that claim at once write the same row, so the row cannot tell whose it is; whose push
 * came first can. Whoever comes second leaves it alone: were the first one cut off, a later run tells it.
 */
function isOurs({ channel, ids }: Planned, before: readonly NotifiedRow[], now: number): boolean {
  const wanted = new Set(ids)
  return !before.some(
    ({ channel: theirs, event, step, time }) =>
      theirs === channel.id && wanted.has(event) && (step !== 'claim' || Math.abs(now - time) < underWay),
  )
}
