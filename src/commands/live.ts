import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import type { Server } from 'node:http'
import { join } from 'node:path'
import process from 'node:process'
import { addressOf } from '../feeds/address.ts'
import { loadSnapshot } from '../page/load.ts'
import { withTheirGroups } from '../probe/group.ts'
import { loadResults, namesIn } from '../store/checks-folder.ts'
import { loadConfig } from '../store/config-file.ts'
import type { Clock } from '../time/clock.ts'
import type { Instant } from '../time/instant.ts'
import { buildSite } from './build-site.ts'
import { sourceOf } from './build-source.ts'
import { keepBeat } from './check-beat.ts'
import { dueAtBeat, probed, seenOf } from './check-due.ts'
import { runName } from './check-name.ts'
import { publisherOf } from './check-publish.ts'
import { summaryOf } from './check-report.ts'
import { checkRound, type RunState } from './check-round.ts'
import { note } from './context.ts'

export interface LiveOptions {
  root: string
  out: string
  clock: Clock
  /** Seconds between looks at what is due. */
  every: number
  /** Seconds after which the page is made again although nothing changed. */
  refresh: number
  /** Push the results, as the workflow does. */
  publish: boolean
  stop: AbortSignal
  /** Once, when the first page stands. */
  onReady: () => void
}

/** Probes on a beat, and makes the page again when a state or a file changed: the whole path, on one machine. */
export async function live(options: LiveOptions): Promise<void> {
  const { root, clock, stop } = options
  const page = pageMaker(options)
  await page.make()
  options.onReady()

  let { config } = await loadConfig(root)
  const state: RunState = {
    root,
    config,
    dryRun: false,
    stop,
    seen: seenOf(config.components, (await loadResults(root, config, clock())).histories),
    onFailure: (failure) => note(`candor: ${failure.message}`),
  }
  const publisher = options.publish ? publisherOf(root, clock, { aside: true }) : null
  const name = runName({}, null)
  let written = await writtenAt(root)
  let madeAt: Instant = clock()

  await keepBeat({ every: options.every, lasts: null }, stop, async (number) => {
    const newest = await writtenAt(root)
    const edited = newest !== written
    written = newest
    if (edited) {
      config = (await loadConfig(root)).config
      state.config = config
    }
    const now = clock()
    const all = probed(config.components, now)
    const due = all.filter((component) => dueAtBeat(component, state.seen, now))
    const outcome = await checkRound(state, withTheirGroups(due, all), `${name}.r${number}`, now)
    if (stop.aborted) return
    if (outcome.changed && outcome.results.length > 0) note(`${clockTime(now)}  ${summaryOf(outcome.results)}`)
    if (outcome.results.length > 0) await publisher?.afterRound(outcome.changed)
    if (outcome.changed || edited || now - madeAt >= options.refresh) {
      madeAt = now
      void page.make()
    }
  })
  await page.idle()
  await publisher?.finish()
}

/** `10:02:03`, as the terminal's reader tells the time. */
export function clockTime(instant: Instant): string {
  return new Date(instant * 1000).toTimeString().slice(0, 8)
}

/** One build at a time; what is asked for meanwhile is one more. */
function pageMaker({ root, out, clock, stop }: LiveOptions) {
  let running: Promise<void> | null = null
  let again = false
  const build = async () => {
    const snapshot = await loadSnapshot(root, clock())
    await buildSite(snapshot, { root, out, source: await sourceOf(root, snapshot.config.results.branch) })
  }
  const make = async (): Promise<void> => {
    if (running !== null) {
      again = true
      return
    }
    running = build()
      // A page that cannot be made leaves the one that stands; the loop goes on.
      .catch((error: unknown) => note(`candor: ${(error as Error).message}`))
      .then(() => {
        running = null
      })
    await running
    if (again && !stop.aborted) {
      again = false
      await make()
    }
  }
  return { make, idle: async () => void (await running) }
}

/** Changes when a person changed components.yml or incidents/. */
async function writtenAt(root: string): Promise<string> {
  const names = (await namesIn(join(root, 'incidents'))).map((name) => join('incidents', name))
  const times = await Promise.all(
    ['components.yml', ...names].map(
      async (name) => `${name}:${(await stat(join(root, name)).catch(() => null))?.mtimeMs}`,
    ),
  )
  return times.join('\n')
}

/** Where the page is on this machine. */
export function localAddress(origin: string, siteUrl: string): string {
  return `${origin}${addressOf(siteUrl).base}/`
}

/** Aborts at the first Ctrl-C or SIGTERM. */
export function untilSignal(): AbortSignal {
  const controller = new AbortController()
  const stop = () => controller.abort()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  return controller.signal
}

export async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
}
