import type { Socket } from 'node:net'
import type { PeerCertificate, TLSSocket } from 'node:tls'
import type { Dispatcher } from 'undici'
import Client from 'undici/lib/dispatcher/client.js'
import { type Body, bodySink } from './body.ts'
import { openSocket } from './connect.ts'
import { watchInput } from './continue.ts'
import { Fault } from './fault.ts'
import type { guardOf } from './guard.ts'
import { shakeHands, type Trust } from './handshake.ts'
import type { Phases } from './phases.ts'

export interface Request {
  url: URL
  method: string
  headers: Record<string, string>
  body: string | null
}

export interface Answer extends Body {
  status: number
  /** Names in small letters; repeated ones joined with a comma, set-cookie with a newline. */
  headers: Map<string, string>
  /** Of https. */
  certificate: PeerCertificate | null
}

export interface Way {
  family: 4 | 6 | null
  permits: ReturnType<typeof guardOf>
  trust: Trust
}

const maxHeaderSize = 64 * 1024

/** One HTTP/1.1 request on a connection of its own. Throws Faults and the errors of sockets, TLS and undici. */
export async function exchange(request: Request, way: Way, phases: Phases, signal: AbortSignal): Promise<Answer> {
  const { url } = request
  const secure = url.protocol === 'https:'
  const port = Number(url.port || (secure ? 443 : 80))
  const plain = await openSocket({ ...way, host: url.hostname, port }, phases, signal)
  const socket = secure
    ? await shakeHands(plain, { name: url.hostname, trust: way.trust, alpn: ['http/1.1'] }, phases, signal)
    : plain
  phases.begin('ttfb')
  watchInput(socket, () => phases.end('ttfb'))
  const certificate = secure ? (socket as TLSSocket).getPeerCertificate() : null
  // undici's own timers are idle timers and late; the attempt's one deadline stands instead.
  const client = new Client(url.origin, {
    connect: (_options, callback) => queueMicrotask(() => callback(null, socket)),
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize,
    allowH2: false,
  })
  try {
    return { ...(await ask(client, request, socket, phases, signal)), certificate }
  } finally {
    client.destroy().catch(() => {})
    socket.destroy()
    plain.destroy()
  }
}

function ask(
  client: InstanceType<typeof Client>,
  request: Request,
  socket: Socket,
  phases: Phases,
  signal: AbortSignal,
): Promise<Omit<Answer, 'certificate'>> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      reject(signal.reason)
      socket.destroy(signal.reason)
    }
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
    // undici calls whatever ended the connection "other side closed"; the socket knows better (a TLS alert).
    let own: Error | null = null
    socket.once('error', (error) => {
      own = error
    })
    let sink: ReturnType<typeof bodySink> | null = null
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart() {},
      onResponseStart(controller, status, raw) {
        if (status < 200) return
        phases.begin('body')
        const headers = headersOf(raw as Record<string, string | string[]>)
        const end = (body: Body) => resolve({ status, headers, ...body })
        // These have no body whatever their Content-Length says (RFC 9112, section 6.3).
        if (request.method === 'HEAD' || status === 204 || status === 304) {
          return end({ bytes: Buffer.alloc(0), capped: false })
        }
        sink = bodySink(headers.get('content-encoding') ?? '', () => controller.resume())
        sink.done.then(end, reject)
      },
      onResponseData(controller, chunk) {
        if (sink?.write(chunk) === false) controller.pause()
      },
      onResponseEnd() {
        sink?.end()
      },
      onResponseError(_controller, error) {
        reject(own ?? error)
      },
    }
    try {
      client.dispatch(dispatchOptions(request), handler)
    } catch (error) {
      reject(new Fault('checker', 'request', { cause: error }))
    }
  })
}

function dispatchOptions(request: Request): Dispatcher.DispatchOptions {
  return {
    path: `${request.url.pathname}${request.url.search}`,
    method: request.method as Dispatcher.HttpMethod,
    headers: request.headers,
    body: request.body,
    reset: true,
  }
}

function headersOf(raw: Record<string, string | string[]>): Map<string, string> {
  const found = new Map<string, string>()
  for (const [name, value] of Object.entries(raw)) {
    const key = name.toLowerCase()
    found.set(key, Array.isArray(value) ? value.join(key === 'set-cookie' ? '\n' : ', ') : String(value))
  }
  return found
}
