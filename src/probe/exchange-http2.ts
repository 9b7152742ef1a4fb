import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants } from 'node:http2'
import type { Socket } from 'node:net'
import { bodySink, emptyBody } from './body.ts'
import { hasNoBody, headersOf, OldProtocolWanted, type Reply, type Request } from './exchange-reply.ts'
import { Fault } from './fault.ts'
import type { Phases } from './phases.ts'

/** Of one connection, not of a request (RFC 9113, section 8.2.2); `host` becomes `:authority`. */
const ofConnection = new Set([
  'connection',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
])
/** A head of 64 KiB, as by HTTP/1.1, is the limit; so many pairs never come first. */
const limits = { settings: { enablePush: false, maxHeaderListSize: 64 * 1024 }, maxHeaderListPairs: 4096 }

/**
 * One request by HTTP/2 on an open TLS socket. node:http2 itself, because undici takes a stream that was broken off in
 * its body for a whole one, and connects again after a GOAWAY.
 */
export function askHttp2(request: Request, socket: Socket, phases: Phases, signal: AbortSignal): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const session = connect(request.url.origin, { createConnection: () => socket, ...limits })
    const end = (act: () => void) => {
      signal.removeEventListener('abort', stop)
      session.destroy()
      act()
    }
    const fail = (error: unknown) => end(() => reject(error))
    const stop = () => fail(signal.reason)
    let broken: Error | null = null
    const note = (error: Error) => {
      broken ??= error
    }
    session.on('error', note)
    socket.on('error', note)
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop)
    const stream = send(session, request, fail)
    if (stream === null) return
    let sink: ReturnType<typeof bodySink> | null = null
    stream.on('error', note)
    // A server that shuts the session down first may have taken the stream with it.
    session.on('close', () => setImmediate(() => stream.destroy()))
    stream.on('response', (raw) => {
      phases.end('ttfb')
      phases.begin('body')
      const status = Number(raw[':status'])
      const headers = headersOf(raw as Record<string, string | string[]>)
      if (hasNoBody(request.method, status)) return end(() => resolve({ status, headers, ...emptyBody }))
      sink = bodySink(headers.get('content-encoding') ?? '', () => stream.resume())
      sink.done.then((body) => end(() => resolve({ status, headers, ...body })), fail)
    })
    stream.on('data', (chunk: Buffer) => {
      if (sink?.write(chunk) === false) stream.pause()
    })
    stream.on('close', () => {
      const why = brokenStream(broken, stream.rstCode, sink !== null)
      if (why === null) sink?.end()
      else fail(why)
    })
  })
}

function send(session: ClientHttp2Session, request: Request, fail: (error: unknown) => void): ClientHttp2Stream | null {
  const { url, method, headers, body } = request
  const host = Object.entries(headers).find(([name]) => name.toLowerCase() === 'host')?.[1]
  const given = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !ofConnection.has(name))
  const pseudo = { ':method': method, ':path': `${url.pathname}${url.search}`, ':authority': host ?? url.host }
  try {
    const stream = session.request({ ...pseudo, ...Object.fromEntries(given) }, { endStream: body === null })
    if (body !== null) stream.end(body)
    return stream
  } catch (error) {
    fail(new Fault('checker', 'request', { cause: error }))
    return null
  }
}

/** Why a stream did not end well, by what was seen of it and the code it was closed with; null when it did. */
function brokenStream(error: Error | null, code: number | undefined, answered: boolean): unknown {
  const name = (error as NodeJS.ErrnoException | null)?.code ?? ''
  // nghttp2 found what came to be no HTTP/2.
  if (name === 'ERR_HTTP2_ERROR') return new Fault('protocol', null, { cause: error })
  if (answered) return error === null && code === constants.NGHTTP2_NO_ERROR ? null : new Fault('truncated')
  // A socket's own error, a TLS alert: the table knows them.
  if (error !== null && !name.startsWith('ERR_HTTP2_')) return error
  if (code === constants.NGHTTP2_HTTP_1_1_REQUIRED) return new OldProtocolWanted()
  if (code === constants.NGHTTP2_PROTOCOL_ERROR) return new Fault('protocol')
  const closing: (number | undefined)[] = [
    constants.NGHTTP2_NO_ERROR,
    constants.NGHTTP2_CANCEL,
    constants.NGHTTP2_REFUSED_STREAM,
  ]
  return new Fault(closing.includes(code) ? 'closed' : 'reset')
}
