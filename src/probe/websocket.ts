import type { TLSSocket } from 'node:tls'
import type { CheckOf } from '../config/config.ts'
import { expiryOf } from './certificate.ts'
import { watchInput } from './continue.ts'
import { converse } from './conversation.ts'
import { Fault, findingOf } from './fault.ts'
import { shakeHands } from './handshake.ts'
import type { Probe, ProbeContext } from './probe.ts'
import { askWebsocket, type WebsocketRequest } from './websocket-session.ts'

type WebsocketCheck = CheckOf<'websocket'>

/** Upgrades a connection, says something and looks for the answer. The attempt's one deadline stands to the end. */
export const probeWebsocket: Probe<WebsocketCheck> = (check, context) =>
  converse(check, context, () => {
    const request = requestOf(check, context)
    const secure = request.url.protocol === 'wss:'
    return {
      host: request.url.hostname,
      port: Number(request.url.port || (secure ? 443 : 80)),
      async speak({ socket, phases, trust, signal }) {
        const options = { name: request.url.hostname, trust, alpn: ['http/1.1'] }
        const tls: TLSSocket | null = secure ? await shakeHands(socket, options, phases, signal) : null
        const stream = tls ?? socket
        const certificate = tls?.getPeerCertificate()
        phases.begin('ttfb')
        const onHead = watchInput(stream, () => phases.end('ttfb'))
        await askWebsocket(stream, request, signal, onHead)
        return (certificate && expiryOf(certificate, undefined, Date.now())) ?? findingOf(null)
      },
    }
  })

function requestOf(check: WebsocketCheck, context: ProbeContext): WebsocketRequest {
  const url = URL.parse(context.fill(check.url))
  if (url === null || !/^wss?:$/.test(url.protocol)) throw new Fault('checker', 'url')
  // No browser sends it, and ws refuses it.
  url.hash = ''
  // A secret that was pasted with its line end would be no header.
  const own = Object.entries(check.headers ?? {}).map(([name, value]) => [name, context.fill(value).trim()])
  const named = own.some(([name]) => name!.toLowerCase() === 'user-agent')
  return {
    url,
    headers: { ...(named ? {} : { 'user-agent': context.userAgent }), ...Object.fromEntries(own) },
    subprotocol: check.subprotocol ?? null,
    send: check.send === undefined ? null : context.fill(check.send),
    expect: check.expect ?? null,
  }
}
