import type { CheckOf } from '../config/config.ts'
import { converse } from './conversation.ts'
import { Fault, findingOf } from './fault.ts'
import { type Lines, linesOf } from './lines.ts'
import type { Probe } from './probe.ts'

const defaultPort = 22
/** RFC 4253, section 4.2: the identification has at most 255 bytes, line end included. */
const longestIdentification = 253
/** A server may say something else first; OpenSSH's own client reads as much of it. */
const longestLine = 8192
const mostLines = 1024

/** Reads the identification that an SSH server begins with, and says nothing itself. */
export const probeSsh: Probe<CheckOf<'ssh'>> = (check, context) =>
  converse(check, context, () => ({
    host: check.host,
    port: check.port ?? defaultPort,
    async speak({ socket, phases, signal }) {
      phases.begin('ttfb')
      const lines = linesOf(socket, { longest: longestLine, signal, onFirstByte: () => phases.end('ttfb') })
      const identification = await identificationOf(lines)
      if (identification.length > longestIdentification) throw new Fault('protocol')
      // 1.99 is a server of version 2 that takes version 1 too (RFC 4253, section 5.1).
      if (!/^SSH-(2\.0|1\.99)-[\x21-\x7e]/.test(identification)) throw new Fault('answer')
      return findingOf(null)
    },
  }))

async function identificationOf(lines: Lines): Promise<string> {
  for (let count = 0; count < mostLines; count += 1) {
    const line = await lines.next().catch((error: unknown) => {
      // OpenSSH that is too busy says so in a line of its own and closes.
      const closed = error instanceof Fault && error.finding.class === 'closed'
      throw closed && count > 0 ? new Fault('answer') : error
    })
    if (line.startsWith('SSH-')) return line
  }
  throw new Fault('protocol')
}
