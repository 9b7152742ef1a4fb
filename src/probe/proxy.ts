import { isIP, type Socket } from 'node:net'
import { openSocket } from './connect.ts'
import type { Way } from './exchange.ts'
import { Fault } from './fault.ts'
import { shakeHands } from './handshake.ts'
import type { Phases } from './phases.ts'
import { basicOf } from './request.ts'

/** An HTTP proxy to go through. */
export interface HttpProxy {
  url: URL
  /** Its Proxy-Authorization. */
  authorization: string | null
}

/** The proxy that a check names. Throws a Fault (checker) for an address that is none. */
export function proxyOf(text: string): HttpProxy {
  const url = URL.parse(text)
  if (url === null) throw new Fault('checker', 'url')
  return { url, authorization: basicOf(url) }
}

/** An answer to CONNECT longer than this is none. */
const longestHead = 16 * 1024

/**
 * A connection to a proxy, and for https the tunnel through it (RFC 9110, section 9.3.6). The guard looks at the proxy's
 * address; the server's name is looked up by the proxy, so that only an address written out can be refused here. A proxy
 * that cannot be reached says nothing of the server: that is the checker's own failure.
 */
export async function openThroughProxy(
  server: { host: string; port: number; tunnel: boolean },
  way: Way,
  proxy: HttpProxy,
  phases: Phases,
  signal: AbortSignal,
): Promise<Socket> {
  const literal = server.host.replace(/^\[(.*)\]$/, '$1')
  if (isIP(literal) !== 0 && !way.permits(literal)) throw new Fault('private_address')
  let socket: Socket | null = null
  try {
    socket = await openProxy(way, proxy, phases, signal)
  } catch (error) {
    if (signal.aborted || error instanceof Fault) throw signal.aborted ? new Fault('checker', 'proxy') : error
    throw new Fault('checker', 'proxy', { cause: error })
  }
  if (!server.tunnel) return socket
  phases.begin('tls')
  try {
    const status = await connectTunnel(socket, `${server.host}:${server.port}`, proxy, signal)
    if (status >= 200 && status < 300) return socket
    throw refusal(status)
  } catch (error) {
    socket.destroy()
    throw error
  }
}

async function openProxy(way: Way, proxy: HttpProxy, phases: Phases, signal: AbortSignal): Promise<Socket> {
  const secure = proxy.url.protocol === 'https:'
  const port = Number(proxy.url.port || (secure ? 443 : 80))
  const plain = await openSocket({ ...way, host: proxy.url.hostname, port }, phases, signal)
  if (!secure) return plain
  return await shakeHands(plain, { name: proxy.url.hostname, trust: way.trust, alpn: null }, phases, signal)
}

/** 502, 503 and 504 say that the proxy did not get through to the server; what else it refuses, it refuses us. */
function refusal(status: number): Fault {
  const reached = status === 502 || status === 503 || status === 504
  return new Fault(reached ? 'unreachable' : 'checker', `proxy-${status}`)
}

/** Asks for a tunnel; the status of the answer. What comes after its head stays on the socket. */
function connectTunnel(socket: Socket, target: string, proxy: HttpProxy, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0)
    const settle = (act: () => void) => {
      signal.removeEventListener('abort', stop)
      socket.off('data', read)
      socket.off('error', broken)
      socket.off('close', broken)
      act()
    }
    const stop = () => settle(() => reject(signal.reason))
    const broken = () => settle(() => reject(new Fault('checker', 'proxy')))
    const read = (chunk: Buffer) => {
      head = Buffer.concat([head, chunk])
      const end = head.indexOf('\r\n\r\n')
      const status = Number(/^HTTP\/1\.[01] ([1-5]\d\d)[ \r]/.exec(head.toString('latin1', 0, 16))?.[1])
      if (end === -1 ? head.length > longestHead : Number.isNaN(status)) return broken()
      if (end === -1) return
      settle(() => {
        socket.pause()
        if (head.length > end + 4) socket.unshift(head.subarray(end + 4))
        resolve(status)
      })
    }
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop)
    socket.on('data', read)
    socket.on('error', broken)
    socket.on('close', broken)
    const authorization = proxy.authorization === null ? '' : `Proxy-Authorization: ${proxy.authorization}\r\n`
    socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${authorization}\r\n`)
  })
}
