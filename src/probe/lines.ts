import type { Socket } from 'node:net'
import { Fault } from './fault.ts'

/** Reads a text protocol line by line, off one socket. */
export interface Lines {
  /**
   * The next line without its end. Throws a Fault (`protocol` for one longer than allowed, `closed` when the connection
   * ends before it, `truncated` in the middle of it), the socket's own error, or the signal's reason.
   */
  next: () => Promise<string>
  /** Stops reading, so that another (a TLS handshake) may. True when nothing more had been said already. */
  release: () => boolean
}

export interface LinesOptions {
  /** In bytes, line end included. */
  longest: number
  signal: AbortSignal
  onFirstByte?: () => void
}

const newline = 0x0a

export function linesOf(socket: Socket, options: LinesOptions): Lines {
  const { longest, signal } = options
  let held: Buffer = Buffer.alloc(0)
  let heard = false
  let over: unknown = null
  let wake = () => {}

  const onData = (chunk: Buffer) => {
    if (!heard) options.onFirstByte?.()
    heard = true
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    // Whoever floods us waits until these lines have been read.
    if (held.length > longest) socket.pause()
    wake()
  }
  const finish = (reason: unknown) => {
    over ??= reason
    wake()
  }
  const onEnd = () => finish(new Fault('closed'))
  const onAbort = () => finish(signal.reason)
  socket.on('data', onData)
  socket.on('end', onEnd)
  socket.on('close', onEnd)
  socket.on('error', finish)
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()
  if (socket.destroyed) finish(socket.errored ?? new Fault('closed'))

  /** A line if there is one; what cannot become one throws. */
  const take = (): string | null => {
    const end = held.indexOf(newline)
    if (end >= longest || (end === -1 && held.length >= longest)) throw new Fault('protocol')
    if (end === -1) return null
    const line = held.toString('latin1', 0, end).replace(/\r$/, '')
    held = held.subarray(end + 1)
    if (held.length <= longest) socket.resume()
    return line
  }
  return {
    async next() {
      for (;;) {
        // The time is over even if a flood of lines goes on.
        if (signal.aborted) throw signal.reason
        const line = take()
        if (line !== null) return line
        if (over !== null) throw held.length > 0 && over instanceof Fault ? new Fault('truncated') : over
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
    release() {
      socket.off('data', onData)
      socket.off('end', onEnd)
      socket.off('close', onEnd)
      socket.off('error', finish)
      signal.removeEventListener('abort', onAbort)
      socket.pause()
      return held.length === 0
    },
  }
}
