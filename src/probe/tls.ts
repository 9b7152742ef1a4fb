import type { Socket } from 'node:net'
import type { CheckOf } from '../config/config.ts'
import { expiryOf } from './certificate.ts'
import { openSocket } from './connect.ts'
import { Fault, faultOf, findingOf } from './fault.ts'
import { guardOf } from './guard.ts'
import { shakeHands, trustOf } from './handshake.ts'
import { startPhases } from './phases.ts'
import type { Probe } from './probe.ts'
import { slowOr } from './slow.ts'

/** A TLS handshake, the name on the certificate, and how long it still holds. */
export const probeTls: Probe<CheckOf<'tls'>> = async (check, context) => {
  const phases = startPhases()
  const family = check.ip === 4 || check.ip === 6 ? check.ip : null
  let socket: Socket | null = null
  try {
    if (check.starttls !== undefined) throw new Fault('checker', 'not-built')
    const trust = await trustOf(check, context)
    const target = { host: check.host, port: check.port, family, permits: guardOf(check.allow_private) }
    socket = await openSocket(target, phases, context.signal)
    const name = check.server_name ?? check.host
    const secure = await shakeHands(socket, { name, trust, alpn: null }, phases, context.signal)
    const expiry = expiryOf(secure.getPeerCertificate(), check.certificate, Date.now())
    const attempt = phases.finish(expiry ?? findingOf(null))
    return attempt.verdict === 'up' ? { ...attempt, ...slowOr(attempt, check.degraded_over, attempt.ms) } : attempt
  } catch (error) {
    return phases.finish(faultOf(error, phases.current, { aborted: context.signal.aborted, family }))
  } finally {
    socket?.destroy()
  }
}
