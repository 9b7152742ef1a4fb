import { connect, type Socket } from 'node:net'

/** How long an address may keep the next one waiting (RFC 8305, section 5). */
const attemptDelay = 250

/**
 * Happy eyeballs: the addresses are tried in their order, the next one when the last has failed or is late, and the
 * first that answers stays. Node's own gives an address up for good after 250 ms, which turns a far server down.
 * Throws the one error, or an AggregateError of all.
 */
export function connectFirst(addresses: readonly string[], port: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const waiting = [...addresses]
    const open = new Set<Socket>()
    const errors: Error[] = []
    let timer: NodeJS.Timeout | undefined
    const settle = (act: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      for (const socket of open) socket.destroy()
      act()
    }
    const stop = () => settle(() => reject(signal.reason))
    const next = () => {
      clearTimeout(timer)
      const host = waiting.shift()
      if (host === undefined) return
      const socket = connect({ host, port })
      open.add(socket)
      socket.once('connect', () => {
        open.delete(socket)
        settle(() => resolve(socket))
      })
      // Stays for the socket's whole life: no later error may end the process.
      socket.on('error', (error) => {
        if (!open.delete(socket)) return
        errors.push(error)
        if (waiting.length > 0) next()
        else if (open.size === 0) settle(() => reject(errors.length === 1 ? error : new AggregateError(errors)))
      })
      if (waiting.length > 0) timer = setTimeout(next, attemptDelay)
    }
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop)
    next()
  })
}
