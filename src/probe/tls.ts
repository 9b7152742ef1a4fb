import type { CheckOf } from '../config/config.ts'
import { expiryOf } from './certificate.ts'
import { converse } from './conversation.ts'
import { findingOf } from './fault.ts'
import { shakeHands } from './handshake.ts'
import type { Probe } from './probe.ts'
import { preludes } from './starttls.ts'

/** A TLS handshake, the name on the certificate, and how long it still holds. */
export const probeTls: Probe<CheckOf<'tls'>> = (check, context) =>
  converse(check, context, () => ({
    host: check.host,
    port: check.port,
    async speak({ socket, phases, trust, signal }) {
      if (check.starttls !== undefined) await preludes[check.starttls](socket, signal)
      const name = check.server_name ?? check.host
      const secure = await shakeHands(socket, { name, trust, alpn: null }, phases, signal)
      return expiryOf(secure.getPeerCertificate(), check.certificate, Date.now()) ?? findingOf(null)
    },
  }))
