import type { Socket } from 'node:net'
import { Fault } from './fault.ts'
import { type Lines, linesOf } from './lines.ts'

/** RFC 5321 asks for 512; some servers list more than that in one line. */
const longestLine = 2048
const mostLines = 100

/** A session with a mail server (RFC 5321). Nothing is ever sent before the answer to what came before it. */
export interface SmtpSession {
  /** Waits for the greeting. */
  greeting: () => Promise<void>
  /** Says who we are; the extensions offered, in capitals. */
  hello: () => Promise<Set<string>>
  /** Asks for TLS; after it the socket is free for the handshake. */
  startTls: () => Promise<void>
  /** Says goodbye, without waiting for the answer. */
  quit: () => void
}

/** Each step throws a Fault: `status:<code>` when the server says no, `protocol` when it does not speak SMTP. */
export function smtpSession(socket: Socket, signal: AbortSignal, onFirstByte?: () => void): SmtpSession {
  const lines = linesOf(socket, { longest: longestLine, signal, ...(onFirstByte && { onFirstByte }) })
  const ask = (command: string, expected: string) => {
    socket.write(`${command}\r\n`)
    return reply(lines, expected)
  }
  return {
    async greeting() {
      await reply(lines, '220')
    },
    async hello() {
      const [, ...offered] = await ask(`EHLO ${literalOf(socket)}`, '250')
      return new Set(offered.map((line) => line.split(' ')[0]!.toUpperCase()))
    },
    async startTls() {
      await ask('STARTTLS', '220')
      // Words that were sent before the handshake must not be taken for words from within it (CVE-2011-0411).
      if (!lines.release()) throw new Fault('protocol')
    },
    quit() {
      socket.write('QUIT\r\n')
    },
  }
}

/** RFC 5321, section 4.1.3: who has no name says its address. */
function literalOf(socket: Socket): string {
  const address = socket.localAddress ?? '127.0.0.1'
  return address.includes(':') ? `[IPv6:${address}]` : `[${address}]`
}

/** The texts of one reply of the expected code, over its lines. */
async function reply(lines: Lines, expected: string): Promise<string[]> {
  const texts: string[] = []
  for (let code: string | null = null; texts.length < mostLines; ) {
    const found = /^([2-5]\d\d)(?:([ -])(.*))?$/.exec(await lines.next())
    if (found === null || (code !== null && found[1] !== code)) throw new Fault('protocol')
    code = found[1]!
    texts.push(found[3] ?? '')
    if (found[2] === '-') continue
    if (code === expected) return texts
    throw /^[45]/.test(code) ? new Fault('status', code) : new Fault('protocol')
  }
  throw new Fault('protocol')
}
