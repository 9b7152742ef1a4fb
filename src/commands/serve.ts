import { once } from 'node:events'
import { join } from 'node:path'
import type { Command } from 'commander'
import { addressOf } from '../feeds/address.ts'
import { loadSnapshot } from '../page/load.ts'
import { buildSite } from './build-site.ts'
import { sourceOf } from './build-source.ts'
import { contextOf, print } from './context.ts'
import { listenSomewhere } from './listen.ts'
import { closeServer, localAddress, untilSignal } from './live.ts'
import { bringResults } from './results.ts'
import { staticServer } from './static-server.ts'

interface Options {
  root: string
  now?: string
  port?: string
  out?: string
}

export function define(command: Command): void {
  command
    .option('--port <number>', 'port on this machine; 0 takes a free one (default: 4321, else a free one)')
    .option('--out <dir>', 'folder of the finished site (default: dist in the root)')
    .action(run)
}

async function run(options: Options): Promise<void> {
  const { root, clock, ahead } = contextOf(options)
  const out = options.out ?? join(root, 'dist')
  await bringResults(root)
  const snapshot = await loadSnapshot(root, clock(), { ahead })
  const { url } = snapshot.config.site
  const server = staticServer(out, addressOf(url).base)
  const origin = await listenSomewhere(server, options.port)
  try {
    await buildSite(snapshot, { root, out, source: await sourceOf(root, snapshot.config.results.branch) })
    print(localAddress(origin, url))
    const stop = untilSignal()
    if (!stop.aborted) await once(stop, 'abort')
  } finally {
    await closeServer(server)
  }
}
