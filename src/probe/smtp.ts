import type { TLSSocket } from 'node:tls'
import type { CheckOf } from '../config/config.ts'
import { expiryOf } from './certificate.ts'
import { converse } from './conversation.ts'
import { Fault, findingOf } from './fault.ts'
import { shakeHands } from './handshake.ts'
import type { Probe } from './probe.ts'
import { smtpSession } from './smtp-session.ts'

const defaultPort = 25

/** Greets a mail server; with `starttls` the session goes on inside TLS. No mail is ever begun. */
export const probeSmtp: Probe<CheckOf<'smtp'>> = (check, context) =>
  converse(check, context, () => ({
    host: check.host,
    port: check.port ?? defaultPort,
    async speak({ socket, phases, trust, signal }) {
      phases.begin('ttfb')
      const session = smtpSession(socket, signal, () => phases.end('ttfb'))
      await session.greeting()
      const offered = await session.hello()
      if (check.starttls !== true) {
        session.quit()
        return findingOf(null)
      }
      if (!offered.has('STARTTLS')) throw new Fault('answer', 'no-starttls')
      await session.startTls()
      const secure: TLSSocket = await shakeHands(socket, { name: check.host, trust, alpn: null }, phases, signal)
      // What was offered before does not hold any more (RFC 3207, section 4.2): the session begins again.
      const inside = smtpSession(secure, signal)
      await inside.hello()
      inside.quit()
      return expiryOf(secure.getPeerCertificate(), check.certificate, Date.now()) ?? findingOf(null)
    },
  }))
