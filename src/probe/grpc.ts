import type { TLSSocket } from 'node:tls'
import type { CheckOf } from '../config/config.ts'
import { expiryOf } from './certificate.ts'
import { converse, type Line } from './conversation.ts'
import { Fault, findingOf } from './fault.ts'
import { callGrpc } from './grpc-call.ts'
import { healthRequest, readHealth } from './grpc-health.ts'
import { shakeHands } from './handshake.ts'
import type { Probe } from './probe.ts'

const path = '/grpc.health.v1.Health/Check'

/** Asks the health service that gRPC servers have for this; over TLS, or over plain HTTP/2 with `tls: false`. */
export const probeGrpc: Probe<CheckOf<'grpc'>> = (check, context) =>
  converse(check, context, () => ({
    host: check.host,
    port: check.port,
    async speak(line) {
      const { socket, phases, signal } = line
      const tls = check.tls === false ? null : await secured(check.host, line)
      const certificate = tls?.getPeerCertificate()
      phases.begin('ttfb')
      const origin = `${tls === null ? 'http' : 'https'}://${bracketed(check.host)}:${check.port}`
      const message = healthRequest(check.service ?? '')
      const call = { origin, path, message, userAgent: context.userAgent, timeout: check.timeout }
      const status = readHealth(await callGrpc(tls ?? socket, call, phases, signal))
      if (status !== 'serving') throw new Fault('answer', status)
      return (certificate && expiryOf(certificate, undefined, Date.now())) ?? findingOf(null)
    },
  }))

/** gRPC over TLS is HTTP/2 by ALPN and nothing else. */
async function secured(name: string, { socket, trust, phases, signal }: Line): Promise<TLSSocket> {
  const secure = await shakeHands(socket, { name, trust, alpn: ['h2'] }, phases, signal)
  if (secure.alpnProtocol !== 'h2') throw new Fault('protocol')
  return secure
}

function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
}
