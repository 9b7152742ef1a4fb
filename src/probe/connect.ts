import type { Socket } from 'node:net'
import { connectFirst } from './connect-race.ts'
import { Fault } from './fault.ts'
import type { guardOf } from './guard.ts'
import type { Phases } from './phases.ts'
import { resolveHost } from './resolve.ts'

export interface Target {
  host: string
  port: number
  family: 4 | 6 | null
  /** Which addresses may be connected to. */
  permits: ReturnType<typeof guardOf>
  /** Who is asked for addresses; default the system's own. */
  nameServers?: readonly string[] | undefined
}

/**
 * A fresh TCP connection. The name is looked up here and the guard sees the very addresses that are connected to, so
 * that no second look-up can slip a private one in. Throws a Fault, or the socket's own error.
 */
export async function openSocket(target: Target, phases: Phases, signal: AbortSignal): Promise<Socket> {
  phases.begin('dns')
  const resolved = await resolveHost(target.host, target.family, signal, target.nameServers)
  const addresses = resolved.filter(target.permits)
  if (addresses.length === 0) throw new Fault('private_address')
  phases.end('dns')
  signal.throwIfAborted()

  const socket = await connectFirst(addresses, target.port, signal)
  phases.end('connect')
  socket.setNoDelay(true)
  return socket
}

/** Waits for the socket's event; an error or the signal destroys the socket and is thrown. */
export function untilEvent(socket: Socket, event: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => socket.destroy(signal.reason)
    const settle = (act: () => void) => {
      socket.off(event, done)
      socket.off('error', failed)
      socket.off('close', closed)
      signal.removeEventListener('abort', stop)
      act()
    }
    const done = () => settle(resolve)
    const failed = (error: Error) => settle(() => reject(error))
    const closed = () => settle(() => reject(new Fault('closed')))
    socket.once(event, done)
    socket.once('error', failed)
    socket.once('close', closed)
    // Later errors have a listener of their own or concern nobody; none may end the process.
    socket.on('error', () => {})
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop)
  })
}
