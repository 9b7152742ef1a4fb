import { join } from 'node:path'
import type { Command } from 'commander'
import { addressOf } from '../feeds/address.ts'
import { loadConfig } from '../store/config-file.ts'
import { contextOf, note, print } from './context.ts'
import { listenSomewhere } from './listen.ts'
import { closeServer, live, localAddress, untilSignal } from './live.ts'
import { bringResults } from './results.ts'
import { staticServer } from './static-server.ts'

interface Options {
  root: string
  now?: string
  port?: string
  publish?: boolean
}

export function define(command: Command): void {
  command
    .option('--port <number>', 'port on this machine (default: 4321, else a free one)')
    .option('--publish', 'push the results as the workflow does')
    .action(run)
}

async function run(options: Options): Promise<void> {
  const { root, clock } = contextOf(options)
  const stop = untilSignal()
  const { config } = await loadConfig(root)
  await bringResults(root)
  const out = join(root, 'dist')
  const server = staticServer(out, addressOf(config.site.url).base)
  const origin = await listenSomewhere(server, options.port)
  note('Making the page ...')
  try {
    await live({
      root,
      out,
      clock,
      every: 10,
      refresh: 300,
      publish: options.publish ?? false,
      stop,
      onReady: () => print(localAddress(origin, config.site.url)),
    })
  } finally {
    await closeServer(server)
  }
}
