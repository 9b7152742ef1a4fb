import { once } from 'node:events'
import type { Socket } from 'node:net'
import type { CheckOf } from '../config/config.ts'
import { Fault } from './fault.ts'
import { linesOf } from './lines.ts'
import { smtpSession } from './smtp-session.ts'

type Protocol = NonNullable<CheckOf<'tls'>['starttls']>
/** Talks a server into TLS; after it the socket is free for the handshake. Throws Faults and the socket's errors. */
type Prelude = (socket: Socket, signal: AbortSignal) => Promise<void>

const none = () => new Fault('answer', 'no-starttls')

const smtp: Prelude = async (socket, signal) => {
  const session = smtpSession(socket, signal)
  await session.greeting()
  if (!(await session.hello()).has('STARTTLS')) throw none()
  await session.startTls()
}

/** RFC 9051: an IMAP line holds literals of any size, yet none of these does. */
const longestLine = 8192
const mostLines = 100

const imap: Prelude = async (socket, signal) => {
  const lines = linesOf(socket, { longest: longestLine, signal })
  const greeting = await lines.next()
  if (/^\* BYE\b/i.test(greeting)) throw new Fault('answer', 'bye')
  // Who is let in without a word cannot begin TLS any more.
  if (/^\* PREAUTH\b/i.test(greeting)) throw none()
  if (!/^\* OK\b/i.test(greeting)) throw new Fault('protocol')
  socket.write('c1 STARTTLS\r\n')
  for (let count = 0; count < mostLines; count += 1) {
    const line = await lines.next()
    if (/^c1 OK\b/i.test(line)) {
      if (lines.release()) return
      throw new Fault('protocol')
    }
    if (/^c1 (NO|BAD)\b/i.test(line)) throw none()
    if (/^\* BYE\b/i.test(line)) throw new Fault('answer', 'bye')
    if (!line.startsWith('* ')) throw new Fault('protocol')
  }
  throw new Fault('protocol')
}

/** SSLRequest: its length, and the number that stands for it (PostgreSQL documentation, "Message Formats"). */
const sslRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f])

const postgres: Prelude = async (socket, signal) => {
  socket.write(sslRequest)
  const answer = await firstBytes(socket, signal)
  // An old server, or one that takes nobody any more, answers with an error message.
  if (answer[0] === 0x45) throw new Fault('answer')
  // More than the one letter would be words smuggled in before the handshake (CVE-2021-23222).
  if (answer.length > 1) throw new Fault('protocol')
  const letter = answer.toString('latin1')
  if (letter === 'N') throw none()
  if (letter !== 'S') throw new Fault('protocol')
}

async function firstBytes(socket: Socket, signal: AbortSignal): Promise<Buffer> {
  const quiet = new AbortController()
  const stop = { signal: AbortSignal.any([signal, quiet.signal]) }
  try {
    const ended = Promise.race([once(socket, 'end', stop), once(socket, 'close', stop)])
    const [chunk] = await Promise.race([once(socket, 'data', stop), ended.then(() => [null])])
    if (chunk === null) throw new Fault('closed')
    return chunk
  } finally {
    socket.pause()
    quiet.abort()
  }
}

export const preludes: Readonly<Record<Protocol, Prelude>> = { smtp, imap, postgres }
