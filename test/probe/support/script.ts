import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { Pair } from './certificates.ts'

/** What a scripted server does, in turn; after the last step it is silent. */
export type Step =
  | { say: string | Buffer }
  /** Waits until the client has said this. */
  | { hear: RegExp }
  | { secure: Pair }
  | 'close'
  | 'reset'
  /** A byte now and then, for ever. */
  | 'trickle'
  /** As many bytes as the client takes, for ever. */
  | 'flood'

/** A server that follows a script on each connection. */
export function script(...steps: Step[]): (socket: Socket) => void {
  return (socket) => {
    follow(socket, steps).catch(() => {})
  }
}

async function follow(plain: Socket, steps: Step[]): Promise<void> {
  let socket = plain
  for (const step of steps) {
    if (step === 'close') socket.end()
    else if (step === 'reset') plain.resetAndDestroy()
    else if (step === 'trickle') trickle(socket)
    else if (step === 'flood') flood(socket)
    else if ('say' in step) socket.write(step.say)
    else if ('hear' in step) await heard(socket, step.hear)
    else socket = await secured(plain, step.secure)
  }
}

function trickle(socket: Socket): void {
  const timer = setInterval(() => socket.write('a'), 20)
  socket.on('close', () => clearInterval(timer))
}

function flood(socket: Socket): void {
  const more = () => {
    if (!socket.destroyed && socket.write(Buffer.alloc(65_536, 'x'))) setImmediate(more)
  }
  socket.on('drain', more)
  more()
}

function heard(socket: Socket, wanted: RegExp): Promise<void> {
  return new Promise((resolve) => {
    let text = ''
    const listen = (chunk: Buffer) => {
      text += chunk.toString('latin1')
      if (!wanted.test(text)) return
      socket.off('data', listen)
      socket.pause()
      resolve()
    }
    socket.on('data', listen)
    socket.resume()
  })
}

async function secured(socket: Socket, pair: Pair): Promise<TLSSocket> {
  const secure = new TLSSocket(socket, { isServer: true, key: pair.key, cert: pair.cert })
  secure.on('error', () => {})
  await new Promise((resolve) => secure.once('secure', resolve))
  return secure
}
