import type { Socket } from 'node:net'
import type { CheckOf } from '../config/config.ts'
import { converse } from './conversation.ts'
import { Fault, findingOf } from './fault.ts'
import type { Phases } from './phases.ts'
import type { Probe } from './probe.ts'

/** An answer longer than this without the expected text does not hold it. */
const mostBytes = 1024 * 1024

/** Opens a connection; with `send` and `expect` it says something and looks for the answer. */
export const probeTcp: Probe<CheckOf<'tcp'>> = (check, context) =>
  converse(check, context, () => {
    const words = check.send === undefined ? null : context.fill(check.send)
    return {
      host: check.host,
      port: check.port,
      async speak({ socket, phases, signal }) {
        phases.begin('ttfb')
        if (words !== null) socket.write(words)
        if (check.expect !== undefined) await untilText(socket, Buffer.from(check.expect), phases, signal)
        return findingOf(null)
      },
    }
  })

/** Reads until the text has come, over however many segments. Another answer is a Fault `answer`. */
function untilText(socket: Socket, wanted: Buffer, phases: Phases, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let seen: Buffer = Buffer.alloc(0)
    let count = 0
    const fail = (otherwise: unknown) => reject(count > 0 ? new Fault('answer') : otherwise)
    socket.on('data', (chunk: Buffer) => {
      if (count === 0) phases.end('ttfb')
      // However the bytes are cut into segments, the same ones are looked at.
      seen = Buffer.concat([seen, chunk.subarray(0, mostBytes - count)])
      count += chunk.length
      if (seen.includes(wanted)) return resolve()
      if (count >= mostBytes) return fail(null)
      // Only what may be the beginning of the text is kept.
      seen = seen.subarray(Math.max(0, seen.length - wanted.length + 1))
    })
    socket.on('error', fail)
    socket.on('close', () => fail(new Fault('closed')))
    socket.on('end', () => fail(new Fault('closed')))
    signal.addEventListener('abort', () => fail(signal.reason), { once: true })
    if (signal.aborted) fail(signal.reason)
  })
}
