import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import type { Command } from 'commander'
import { addressOf } from '../feeds/address.ts'
import { Failure } from '../problem/problem.ts'
import { buildSite } from './build-site.ts'
import { sourceOf } from './build-source.ts'
import { contextOf, print } from './context.ts'
import { staticServer } from './static-server.ts'

export function define(command: Command): void {
  command
    .option('--port <number>', 'port on this machine; 0 takes a free one', '4321')
    .option('--out <dir>', 'folder of the finished site (default: dist in the root)')
    .action(async (options: { root: string; now?: string; port: string; out?: string }) => {
      const port = portOf(options.port)
      const { root, clock } = contextOf(options)
      const { loadSnapshot } = await import('../page/load.ts')
      const out = options.out ?? join(root, 'dist')
      const snapshot = await loadSnapshot(root, clock())
      await buildSite(snapshot, { root, out, source: await sourceOf(root) })
      const { base } = addressOf(snapshot.config.site.url)
      const server = staticServer(out, base)
      print(`${await listen(server, port)}${base}/`)
      await untilStopped(server)
    })
}

function portOf(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new Failure(`\`--port ${text}\` is no port.\n  Expected a number from 0 to 65535, as in: --port 4321`, {
    exitCode: 2,
  })
}

/** Listens on this machine alone; answers with its address. */
export async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch (cause) {
    throw new Failure(
      `Port ${port} cannot be used (${(cause as NodeJS.ErrnoException).code}).\n  Try another, as in: --port 0`,
      { cause },
    )
  }
  return `http://localhost:${(server.address() as AddressInfo).port}`
}

async function untilStopped(server: Server): Promise<void> {
  await new Promise<void>((stop) => {
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  })
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
}
