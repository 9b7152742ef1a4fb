import type { AddressInfo, Socket } from 'node:net'
import { createServer, type Server } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'

/** What a server does with a connection; it counts them. */
export interface Running {
  port: number
  url: string
  connections: () => number
  close: () => Promise<void>
}

const running = new Set<Running>()

export async function closeAll(): Promise<void> {
  await Promise.all([...running].map((server) => server.close()))
}

async function listen(server: Server, scheme: string, host: string): Promise<Running> {
  const sockets = new Set<Socket>()
  let count = 0
  server.on('connection', (socket: Socket) => {
    count += 1
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const { port } = server.address() as AddressInfo
  const own: Running = {
    port,
    url: `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}/`,
    connections: () => count,
    close() {
      running.delete(own)
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  running.add(own)
  return own
}

export function serve(onConnection: (socket: Socket) => void, host = '127.0.0.1'): Promise<Running> {
  return listen(createServer({ allowHalfOpen: true }, onConnection), 'http', host)
}

export function serveTls(options: TlsOptions, onConnection: (socket: Socket) => void): Promise<Running> {
  const server = createTlsServer(options, (socket) => {
    socket.on('error', () => {})
    onConnection(socket)
  })
  return listen(server, 'https', '127.0.0.1')
}

/** Hears the whole head of each request on the connection, then acts on it. */
export function onRequest(act: (socket: Socket, head: string) => void): (socket: Socket) => void {
  return (socket) => {
    let text = ''
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1')
      const end = text.indexOf('\r\n\r\n')
      if (end === -1) return
      const head = text.slice(0, end)
      text = ''
      act(socket, head)
    })
  }
}

/** An answer with its Content-Length, in the words of HTTP. */
export function answer(status: number, headers: Record<string, string> = {}, body: string | Buffer = 'ok'): Buffer {
  const lines = Object.entries({ 'content-length': String(Buffer.byteLength(body)), ...headers })
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} X\r\n${lines.join('')}\r\n`), Buffer.from(body)])
}

export const say = (...parts: (string | Buffer)[]) =>
  onRequest((socket) => {
    for (const part of parts) socket.write(part)
  })

/** A port that nobody listens on. */
export async function closedPort(): Promise<number> {
  const server = await serve(() => {})
  await server.close()
  return server.port
}
