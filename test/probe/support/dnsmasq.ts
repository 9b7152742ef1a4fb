import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import process from 'node:process'

const places = [process.env['DNSMASQ_PATH'], '/usr/sbin/dnsmasq', '/usr/local/sbin/dnsmasq', '/usr/bin/dnsmasq']

/** Null when this machine has none. */
export const dnsmasqPath = places.find((path) => path !== undefined && existsSync(path)) ?? null

/** A laptop without it skips these tests, and the count says so; in CI they must run. */
export const skipWithoutDnsmasq = dnsmasqPath === null && !process.env['CI']

/** A port that nobody has now, on which the same server can be started again. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

/** A real name server that knows what `words` tell it, and nothing of this machine. Resolves when it serves. */
export async function startDnsmasq(port: number, words: string[]): Promise<{ stop: () => Promise<void> }> {
  if (dnsmasqPath === null) throw new Error('No dnsmasq was found. Install it (apt-get install dnsmasq-base).')
  const own = ['--no-daemon', '--conf-file=/dev/null', '--pid-file=', '--no-hosts', '--no-resolv', '--cache-size=0']
  const address = [`--port=${port}`, '--listen-address=127.0.0.1', '--bind-interfaces']
  const child: ChildProcess = spawn(dnsmasqPath, [...own, ...address, ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  const ended = once(child, 'close')
  await new Promise<void>((resolve, reject) => {
    child.stderr!.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('started, version')) resolve()
    })
    child.once('close', () => reject(new Error(`dnsmasq ended: ${said}`)))
  })
  return {
    async stop() {
      child.kill()
      await ended
    },
  }
}
