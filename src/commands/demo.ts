import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import { demoComponents } from '../demo/components.ts'
import { startServices } from '../demo/services.ts'
import { Failure } from '../problem/problem.ts'
import { parseDuration } from '../time/duration.ts'
import { contextOf, note, print } from './context.ts'
import { makeDemoPage } from './demo-page.ts'
import { listenSomewhere } from './listen.ts'
import { clockTime, closeServer, live, untilSignal } from './live.ts'
import { staticServer } from './static-server.ts'

interface Options {
  root: string
  now?: string
  port?: string
  outageAfter: string
  outageFor: string
}

export function define(command: Command): void {
  command
    .option('--port <number>', 'port on this machine (default: 4321, else a free one)')
    .option('--outage-after <time>', 'when the API begins to fail', '30s')
    .option('--outage-for <time>', 'how long it fails', '90s')
    .action(run)
}

/** Everything lies in a scratch folder that goes when the demo ends; the user's files are left alone. */
async function run(options: Options): Promise<void> {
  const { clock } = contextOf(options)
  const [after, lasts] = [
    secondsOf('--outage-after', options.outageAfter),
    secondsOf('--outage-for', options.outageFor),
  ]
  const stop = untilSignal()
  const scratch = await mkdtemp(join(tmpdir(), 'candor-demo-'))
  const services = await startServices()
  const out = join(scratch, 'site')
  const server = staticServer(out)
  const timers: NodeJS.Timeout[] = []
  try {
    const origin = await listenSomewhere(server, options.port)
    note('Writing ninety days of history and publishing it ...')
    const root = await makeDemoPage(scratch, demoComponents(services.ports, origin), clock())
    note('Making the page ...')
    const tell = (words: string) => note(`${clockTime(clock())}  ${words}`)
    const breakApi = (broken: boolean) => {
      services.breakApi(broken)
      tell(
        broken ? 'The Public API begins to answer 500, on purpose. Watch the page.' : 'The Public API is well again.',
      )
    }
    await live({
      root,
      out,
      clock,
      every: 10,
      refresh: 60,
      publish: true,
      stop,
      onReady: () => {
        print(`${origin}/`)
        note('Eight services run here, some of them sick, and are probed every 10 s. Ctrl-C ends the demo.')
        timers.push(setTimeout(breakApi, after * 1000, true), setTimeout(breakApi, (after + lasts) * 1000, false))
      },
    })
  } finally {
    for (const timer of timers) clearTimeout(timer)
    await closeServer(server)
    await services.stop()
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 })
  }
}

function secondsOf(flag: string, text: string): number {
  const seconds = parseDuration(text)
  if (seconds !== null) return seconds
  throw new Failure(`\`${flag} ${text}\` is no length of time.\n  Expected one such as 30s or 2m.`, { exitCode: 2 })
}
