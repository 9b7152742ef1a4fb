import type { Socket } from 'node:net'
import WebSocket from 'ws'
import { Fault } from './fault.ts'
import { refusalOf } from './refusal.ts'

export interface WebsocketRequest {
  url: URL
  headers: Record<string, string>
  subprotocol: string | null
  send: string | null
  /** Null: the upgrade is all that is asked for. */
  expect: string | null
}

/** Messages longer than this, one or all together, do not hold what is expected. */
const mostBytes = 1024 * 1024
const maxHeaderSize = 64 * 1024

/**
 * Upgrades a connected stream and waits for the expected message. Throws a Fault or the stream's own error.
 *
 * @param onHead the server has agreed: what follows are messages
 */
export async function askWebsocket(
  stream: Socket,
  request: WebsocketRequest,
  signal: AbortSignal,
  onHead: () => void,
): Promise<void> {
  const websocket = open(stream, request)
  websocket.on('upgrade', onHead)
  try {
    await answered(websocket, stream, request, signal)
  } finally {
    // A goodbye goes out at once; nobody waits for the server's.
    if (websocket.readyState === WebSocket.OPEN) websocket.close(1000)
    websocket.terminate()
  }
}

function open(stream: Socket, { url, headers, subprotocol }: WebsocketRequest): WebSocket {
  const options = {
    createConnection: () => stream,
    headers,
    // What is not offered can be no bomb.
    perMessageDeflate: false,
    maxPayload: mostBytes,
    maxHeaderSize,
  }
  try {
    return new WebSocket(url, subprotocol === null ? [] : [subprotocol], options as WebSocket.ClientOptions)
  } catch (error) {
    throw new Fault('checker', 'request', { cause: error })
  }
}

function answered(websocket: WebSocket, stream: Socket, request: WebsocketRequest, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const wanted = request.expect === null ? null : Buffer.from(request.expect)
    let count = 0
    let heard = false
    // ws and Node's HTTP tell of any end as "socket hang up" or nothing; the socket knows better.
    let own: Error | null = null
    stream.once('error', (error) => {
      own = error
    })
    const endWith = (otherwise: unknown) => reject(heard ? new Fault('answer') : otherwise)
    websocket.on('open', () => {
      if (request.send !== null) websocket.send(request.send)
      if (wanted === null) resolve()
    })
    websocket.on('message', (data: Buffer) => {
      heard = true
      count += data.length
      if (wanted !== null && data.includes(wanted)) resolve()
      else if (count > mostBytes) endWith(null)
    })
    websocket.on('unexpected-response', (_request, { statusCode, headers }) => {
      // A 101 comes here when it does not say what it changes to.
      reject(refusalOf(statusCode!, headers, 101) ?? new Fault('protocol'))
    })
    websocket.on('error', (error) => reject(reasonOf(own ?? error)))
    websocket.on('close', () => endWith(own ?? new Fault('closed')))
    signal.addEventListener('abort', () => endWith(signal.reason), { once: true })
    if (signal.aborted) endWith(signal.reason)
  })
}

function reasonOf(error: Error): Error {
  if (error instanceof Fault) return error
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ECONNRESET' && message === 'socket hang up') return new Fault('closed', null, { cause: error })
  if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') return new Fault('answer', null, { cause: error })
  // ws gives no code to what is wrong with the upgrade: its key, its subprotocol, an extension nobody asked for.
  if (code === undefined || code.startsWith('WS_ERR_')) return new Fault('protocol', null, { cause: error })
  return error
}
