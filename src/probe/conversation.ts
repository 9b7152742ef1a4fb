import type { Socket } from 'node:net'
import type { AnyCheck } from '../config/config.ts'
import type { Finding } from '../verdict/classes.ts'
import { openSocket } from './connect.ts'
import { faultOf } from './fault.ts'
import { guardOf } from './guard.ts'
import { type Trust, trustOf } from './handshake.ts'
import { type Phases, startPhases } from './phases.ts'
import type { Attempt, ProbeContext } from './probe.ts'
import { Refusal } from './refusal.ts'
import { slowOr } from './slow.ts'

/** What a protocol has to speak with: a connection that the guard has let through, and the attempt's clock. */
export interface Line {
  socket: Socket
  phases: Phases
  trust: Trust
  signal: AbortSignal
}

export interface Conversation {
  host: string
  port: number
  /** Speaks the protocol. Throws a Fault or the socket's own error; the connection is closed after it either way. */
  speak: (line: Line) => Promise<Finding>
}

/**
 * The frame of each probe that speaks on one connection. `plan` is asked before anything is timed: what it throws (a
 * missing secret) costs no connection.
 */
export async function converse(
  check: AnyCheck,
  context: ProbeContext,
  plan: () => Conversation | Promise<Conversation>,
): Promise<Attempt> {
  const phases = startPhases()
  const { signal } = context
  const family = check.ip === 4 || check.ip === 6 ? check.ip : null
  let socket: Socket | null = null
  try {
    const { host, port, speak } = await plan()
    const trust = await trustOf(check, context)
    socket = await openSocket({ host, port, family, permits: guardOf(check.allow_private) }, phases, signal)
    const attempt = phases.finish(await speak({ socket, phases, trust, signal }))
    return attempt.class === null ? { ...attempt, ...slowOr(attempt, check.degraded_over, attempt.ms) } : attempt
  } catch (error) {
    const final = error instanceof Refusal && error.final
    return phases.finish(faultOf(error, phases.current, { aborted: signal.aborted, family }), { final })
  } finally {
    socket?.destroy()
  }
}
