import type { Socket } from 'node:net'
import type { PeerCertificate, TLSSocket } from 'node:tls'
import { openSocket } from './connect.ts'
import { askHttp1 } from './exchange-http1.ts'
import { askHttp2 } from './exchange-http2.ts'
import { OldProtocolWanted, type Reply, type Request } from './exchange-reply.ts'
import { Fault } from './fault.ts'
import type { guardOf } from './guard.ts'
import { shakeHands, type Trust } from './handshake.ts'
import type { Phases } from './phases.ts'
import { type HttpProxy, openThroughProxy } from './proxy.ts'

export type { Request } from './exchange-reply.ts'

export interface Answer extends Reply {
  /** Of https. */
  certificate: PeerCertificate | null
}

export interface Way {
  family: 4 | 6 | null
  permits: ReturnType<typeof guardOf>
  trust: Trust
  nameServers?: readonly string[] | undefined
  /** Asked instead of the server itself. */
  proxy?: HttpProxy | undefined
}

/**
 * One HTTP request on a connection of its own: HTTP/2 where the server offers it in the handshake, else HTTP/1.1.
 * Throws Faults and the errors of sockets, TLS, undici and node:http2.
 */
export async function exchange(request: Request, way: Way, phases: Phases, signal: AbortSignal): Promise<Answer> {
  try {
    return await exchangeBy(['h2', 'http/1.1'], request, way, phases, signal)
  } catch (error) {
    if (!(error instanceof OldProtocolWanted)) throw error
    return await exchangeBy(['http/1.1'], request, way, phases, signal)
  }
}

async function exchangeBy(
  alpn: string[],
  request: Request,
  way: Way,
  phases: Phases,
  signal: AbortSignal,
): Promise<Answer> {
  const { url } = request
  const secure = url.protocol === 'https:'
  const port = Number(url.port || (secure ? 443 : 80))
  const plain = await open(url.hostname, port, secure, way, phases, signal)
  let socket: Socket = plain
  try {
    if (secure) socket = await shakeHands(plain, { name: url.hostname, trust: way.trust, alpn }, phases, signal)
    phases.begin('ttfb')
    const certificate = secure ? (socket as TLSSocket).getPeerCertificate() : null
    const through = secure ? undefined : way.proxy
    return { ...(await ask(request, socket, through, phases, signal)), certificate }
  } finally {
    socket.destroy()
    plain.destroy()
  }
}

async function open(
  host: string,
  port: number,
  secure: boolean,
  way: Way,
  phases: Phases,
  signal: AbortSignal,
): Promise<Socket> {
  if (way.proxy === undefined) return await openSocket({ ...way, host, port }, phases, signal)
  return await openThroughProxy({ host, port, tunnel: secure }, way, way.proxy, phases, signal)
}

async function ask(
  request: Request,
  socket: Socket,
  proxy: HttpProxy | undefined,
  phases: Phases,
  signal: AbortSignal,
): Promise<Reply> {
  // The server may have hung up with an alert since the handshake, as for want of a client certificate.
  if (socket.destroyed) throw socket.errored ?? new Fault('closed')
  if ((socket as TLSSocket).alpnProtocol === 'h2') {
    return await askHttp2(request, socket, phases, signal)
  }
  const reply = await askHttp1(request, socket, proxy, phases, signal)
  if (proxy !== undefined && reply.status === 407) throw new Fault('checker', 'proxy-407')
  return reply
}
