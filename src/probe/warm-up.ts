import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { createSecureContext } from 'node:tls'
import type { AnyCheck, CheckOf } from '../config/config.ts'
import { attempt, type RoundContext } from './attempt.ts'
import type { ProbeTarget } from './targets.ts'

const answer = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'
/** How often the code is run: the second time shows what the first has compiled. */
const times = 2

let warm: Promise<void> | null = null
let rooted = false

/**
 * Loads and runs the code of probes once a process, before anything is timed: the first request of all compiles its
 * parser and the first handshake reads 150 roots, which would stand in somebody's figures as 50 to 100 ms. It asks a
 * server of our own, on loopback. Never throws: cold, the figures are only less exact.
 */
export async function warmUp(targets: readonly ProbeTarget[], context: RoundContext): Promise<void> {
  if (!rooted && targets.some(({ check }) => isSecure(check))) {
    rooted = true
    createSecureContext()
  }
  const http = targets.find(({ check }) => check.type === 'http')?.check as CheckOf<'http'> | undefined
  if (http === undefined) return
  warm ??= askOurselves(http, context).catch(() => {})
  await warm
}

function isSecure(check: AnyCheck): boolean {
  return check.type === 'tls' || ('url' in check && /^(https|wss):/.test(check.url ?? ''))
}

async function askOurselves(check: CheckOf<'http'>, context: RoundContext): Promise<void> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.end(answer))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const { headers: _, body: __, expect: ___, proxy: ____, client_certificate: _____, ...plain } = check
  const own = { ...plain, url, method: 'GET' as const, ca: null, ip: null, allow_private: true, timeout: 1 }
  try {
    for (let time = 0; time < times; time += 1) await attempt(own, context, { onFailure: () => {} })
  } finally {
    server.close()
  }
}
