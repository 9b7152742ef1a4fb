import { type ClientHttp2Session, connect, type IncomingHttpHeaders } from 'node:http2'
import type { Socket } from 'node:net'
import { Fault } from './fault.ts'
import { checkGrpcStatus } from './grpc-health.ts'
import type { Phases } from './phases.ts'
import { refusalOf } from './refusal.ts'

export interface GrpcCall {
  /** `https://host:port` or, without TLS, `http://host:port`. */
  origin: string
  path: string
  /** In gRPC's frame. */
  message: Buffer
  userAgent: string
  /** Seconds, for the server's own use. */
  timeout: number
}

/** A health answer has two bytes; this is generous. */
const mostBytes = 64 * 1024

/** One call without streams (gRPC over HTTP/2). Throws a Fault for a status other than 0, and what broke the connection. */
export async function callGrpc(stream: Socket, call: GrpcCall, phases: Phases, signal: AbortSignal): Promise<Buffer> {
  const session = connect(call.origin, {
    createConnection: () => stream,
    settings: { enablePush: false },
    maxSessionMemory: 1,
  })
  try {
    return await answerOf(session, stream, call, phases, signal)
  } finally {
    session.destroy()
  }
}

function answerOf(
  session: ClientHttp2Session,
  stream: Socket,
  call: GrpcCall,
  phases: Phases,
  signal: AbortSignal,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    let trailers: IncomingHttpHeaders | null = null
    const broken = () => new Fault(phases.current === 'body' ? 'truncated' : 'closed')
    const request = session.request({
      ':method': 'POST',
      ':path': call.path,
      'content-type': 'application/grpc',
      te: 'trailers',
      'user-agent': call.userAgent,
      'grpc-timeout': `${Math.ceil(call.timeout * 1000)}m`,
    })
    // HTTP/2 tells of a connection that broke as a stream that did; the socket knows how.
    stream.once('error', reject)
    session.on('error', (error) => reject(reasonOf(error)))
    session.on('close', () => reject(broken()))
    request.on('response', (headers) => {
      phases.end('ttfb')
      phases.begin('body')
      const refused = reasonAgainst(headers)
      if (refused !== null) reject(refused)
      // An answer without a message has its status among the headers.
      if (headers['grpc-status'] !== undefined) trailers = headers
    })
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      chunks.push(chunk)
      if (size > mostBytes) reject(new Fault('protocol'))
    })
    request.on('trailers', (headers) => {
      trailers = headers
    })
    request.on('error', (error) => reject(reasonOf(error)))
    request.on('end', () => {
      try {
        // A stream that was reset ends as well; its error comes after.
        if (trailers === null && request.rstCode !== 0) return
        checkGrpcStatus(trailers?.['grpc-status']?.toString())
        resolve(Buffer.concat(chunks))
      } catch (error) {
        reject(error)
      }
    })
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    if (signal.aborted) reject(signal.reason)
    request.end(call.message)
  })
}

/** What HTTP already says no to, or an answer that is not gRPC's. */
function reasonAgainst(headers: IncomingHttpHeaders & { ':status'?: number }): Fault | null {
  const { ':status': status = 0, 'content-type': type = '', ...others } = headers
  const isGrpc = /^application\/grpc(\+proto)?(;|$)/.test(type)
  return refusalOf(status, others, 200) ?? (isGrpc ? null : new Fault('protocol'))
}

/** The stream's error codes that mean a server that gave up, not one that broke the rules (RFC 9113, section 7). */
const gaveUp = /NGHTTP2_(NO_ERROR|REFUSED_STREAM|CANCEL|INTERNAL_ERROR|ENHANCE_YOUR_CALM)/

function reasonOf(error: Error): Error {
  const { code, message } = error as NodeJS.ErrnoException
  if (!code?.startsWith('ERR_HTTP2_')) return error
  return new Fault(gaveUp.test(message) ? 'reset' : 'protocol', null, { cause: error })
}
