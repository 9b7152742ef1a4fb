import type { Socket } from 'node:net'
import type { buildConnector, Dispatcher } from 'undici'
import Client from 'undici/lib/dispatcher/client.js'
import { bodySink, emptyBody } from './body.ts'
import { watchInput } from './continue.ts'
import { hasNoBody, headersOf, type Reply, type Request } from './exchange-reply.ts'
import { Fault } from './fault.ts'
import type { Phases } from './phases.ts'
import type { HttpProxy } from './proxy.ts'

const maxHeaderSize = 64 * 1024

/** One request by HTTP/1.1 on an open socket, which belongs to it from then on. */
export async function askHttp1(
  request: Request,
  socket: Socket,
  proxy: HttpProxy | undefined,
  phases: Phases,
  signal: AbortSignal,
): Promise<Reply> {
  const headCame = watchInput(socket, () => phases.end('ttfb'))
  let given = false
  const connectOnce = (callback: buildConnector.Callback) => {
    // Given a socket that is over, undici asks for another without end.
    if (given || socket.destroyed) return callback(socket.errored ?? new Fault('closed'), null)
    given = true
    callback(null, socket)
  }
  // undici's own timers are idle timers and late; the attempt's one deadline stands instead.
  const client = new Client(request.url.origin, {
    connect: (_options, callback) => queueMicrotask(() => connectOnce(callback)),
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize,
    allowH2: false,
  })
  try {
    const onHead = () => {
      headCame()
      phases.begin('body')
    }
    return await dispatch(client, dispatchOptions(request, proxy), socket, onHead, signal)
  } finally {
    client.destroy().catch(() => {})
  }
}

function dispatch(
  client: InstanceType<typeof Client>,
  options: Dispatcher.DispatchOptions,
  socket: Socket,
  onHead: () => void,
  signal: AbortSignal,
): Promise<Reply> {
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
        onHead()
        const headers = headersOf(raw as Record<string, string | string[]>)
        if (hasNoBody(options.method, status)) return resolve({ status, headers, ...emptyBody })
        sink = bodySink(headers.get('content-encoding') ?? '', () => controller.resume())
        sink.done.then((body) => resolve({ status, headers, ...body }), reject)
      },
      onResponseData(controller, chunk) {
        if (sink?.write(chunk) === false) controller.pause()
      },
      onResponseEnd() {
        sink?.end()
      },
      onResponseError(_controller, error) {
        // What we asked with cannot be sent: a secret with a line end in a header.
        const ours = (error as NodeJS.ErrnoException).code === 'UND_ERR_INVALID_ARG'
        reject(own ?? (ours ? new Fault('checker', 'request', { cause: error }) : error))
      },
    }
    try {
      client.dispatch(options, handler)
    } catch (error) {
      reject(new Fault('checker', 'request', { cause: error }))
    }
  })
}

function dispatchOptions(request: Request, proxy: HttpProxy | undefined): Dispatcher.DispatchOptions {
  const { url, method, headers, body } = request
  const path = `${url.pathname}${url.search}`
  return {
    // A proxy is told the whole address (RFC 9112, section 3.2.2).
    path: proxy === undefined ? path : `${url.origin}${path}`,
    method: method as Dispatcher.HttpMethod,
    headers: proxy?.authorization ? { ...headers, 'proxy-authorization': proxy.authorization } : headers,
    body,
    reset: true,
  }
}
