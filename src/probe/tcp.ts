import type { Socket } from 'node:net'
import type { CheckOf } from '../config/config.ts'
import { openSocket } from './connect.ts'
import { Fault, faultOf, findingOf } from './fault.ts'
import { guardOf } from './guard.ts'
import { type Phases, startPhases } from './phases.ts'
import type { Probe } from './probe.ts'
import { slowOr } from './slow.ts'

/** An answer longer than this without the expected text does not hold it. */
const mostBytes = 1024 * 1024

export const probeTcp: Probe<CheckOf<'tcp'>> = async (check, context) => {
  const phases = startPhases()
  const family = check.ip === 4 || check.ip === 6 ? check.ip : null
  let socket: Socket | null = null
  try {
    const target = { host: check.host, port: check.port, family, permits: guardOf(check.allow_private) }
    socket = await openSocket(target, phases, context.signal)
    phases.begin('ttfb')
    if (check.send !== undefined) socket.write(context.fill(check.send))
    if (check.expect !== undefined) await untilText(socket, check.expect, phases, context.signal)
    const attempt = phases.finish(findingOf(null))
    return { ...attempt, ...slowOr(attempt, check.degraded_over, attempt.ms) }
  } catch (error) {
    return phases.finish(faultOf(error, phases.current, { aborted: context.signal.aborted, family }))
  } finally {
    socket?.destroy()
  }
}

/** Reads until the text has come, over however many segments. Another answer is a Fault `answer`. */
function untilText(socket: Socket, text: string, phases: Phases, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const wanted = Buffer.from(text)
    let seen = Buffer.alloc(0)
    let count = 0
    const fail = (otherwise: unknown) => reject(count > 0 ? new Fault('answer') : otherwise)
    socket.on('data', (chunk: Buffer) => {
      if (count === 0) phases.end('ttfb')
      count += chunk.length
      seen = Buffer.concat([seen, chunk])
      if (seen.includes(wanted)) return resolve()
      if (count > mostBytes) return fail(null)
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
