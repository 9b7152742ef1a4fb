import type { PeerCertificate } from 'node:tls'
import { day } from '../time/instant.ts'
import type { Finding } from '../verdict/classes.ts'
import { findingOf } from './fault.ts'

/** Operators get a note this early, or in the last third of a short-lived certificate. */
const earliestNote = 14 * day

/** What a certificate's end says, or null when it is far away. `wallClock` in milliseconds, as certificates mean it. */
export function expiryOf(
  certificate: Pick<PeerCertificate, 'valid_from' | 'valid_to'>,
  limits: { warn?: number | undefined; fail?: number | undefined } | undefined,
  wallClock: number,
): Finding | null {
  const end = Date.parse(certificate.valid_to)
  if (Number.isNaN(end)) return null
  const left = (end - wallClock) / 1000
  const life = (end - Date.parse(certificate.valid_from)) / 1000
  const daysLeft = String(Math.max(0, Math.floor(left / day)))
  if (left < (limits?.fail ?? 0)) return findingOf('cert_expiring_soon', daysLeft)
  if (left < (limits?.warn ?? Math.min(earliestNote, life / 3))) return findingOf('cert_expiring', daysLeft)
  return null
}
