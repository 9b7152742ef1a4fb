import type { Socket } from 'node:net'
import type { TlsOptions } from 'node:tls'
import type { CheckOf } from '../../../src/config/config.ts'

/** Where an attempt ended: what its times tell. `answer` is anything after the first byte. */
export type Place = 'dns' | 'connect' | 'tls' | 'ttfb' | 'answer'

/** A server that misbehaves (or only looks as if), and what has to be said of it. */
export interface Sick {
  name: string
  /** What it does with a connection, by TLS once the handshake is over. */
  act: (socket: Socket) => void
  /** With these it speaks TLS. */
  tls?: TlsOptions
  check?: Partial<CheckOf<'http'>>
  /** Instead of the server's own address; `{port}` is its port. */
  url?: string
  /** Verdict, class and detail. */
  ends: string
  at: Place
}

/** Seconds that a case has: few where it will need them all, plenty where only a busy machine would. */
export function deadlineOf({ ends }: Sick): number {
  return ends.includes('timeout') ? 1 : 6
}

export const head = 'HTTP/1.1 200 OK\r\n'

/** Writes at each interval for as long as the connection lasts. */
export function forever(socket: Socket, make: () => string | Buffer, every = 20): void {
  const timer = setInterval(() => socket.write(make()), every)
  socket.on('close', () => clearInterval(timer))
}

/** Writes as fast as the other side reads. */
export function flood(socket: Socket, piece: string | Buffer): void {
  const write = () => {
    while (!socket.destroyed && socket.write(piece));
    socket.once('drain', () => setImmediate(write))
  }
  write()
}

/** Acts at the end of the first request's head. */
export function asked(act: (socket: Socket) => void): (socket: Socket) => void {
  return (socket) => {
    let text = ''
    const read = (chunk: Buffer) => {
      text += chunk.toString('latin1')
      if (!text.includes('\r\n\r\n')) return
      socket.off('data', read)
      socket.resume()
      act(socket)
    }
    socket.on('data', read)
  }
}

export const says = (...parts: (string | Buffer)[]) =>
  asked((socket) => {
    for (const part of parts) socket.write(part)
  })
