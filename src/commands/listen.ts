import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Failure } from '../problem/problem.ts'

const usualPort = 4321

/** Reads `--port`. Throws a Failure (wrong use) for what is none. */
export function portOf(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new Failure(`\`--port ${text}\` is no port.\n  Expected a number from 0 to 65535, as in: --port 4321`, {
    exitCode: 2,
  })
}

/** Listens on this machine alone and answers with its address. Throws a Failure when the port is taken. */
export async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const why = code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${code})`
    throw new Failure(`port ${port} ${why}.\n  Try another, as in: --port 0`, { cause })
  }
  return `http://localhost:${(server.address() as AddressInfo).port}`
}

/** The port that was asked for; unasked the usual one, and a free one when that is in use. */
export async function listenSomewhere(server: Server, asked: string | undefined): Promise<string> {
  if (asked !== undefined) return await listen(server, portOf(asked))
  return await listen(server, usualPort).catch(() => listen(server, 0))
}
