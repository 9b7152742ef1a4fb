import { readFile } from 'node:fs/promises'
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'

/** The services that the demo watches: real sockets on loopback, some of them sick. */
export interface DemoServices {
  ports: Record<ServiceName, number>
  /** Lets the API answer 500, or makes it well again. */
  breakApi: (broken: boolean) => void
  stop: () => Promise<void>
}

export const serviceNames = [
  'website',
  'api',
  'sign-in',
  'database',
  'search',
  'images',
  'webhooks',
  'payments',
] as const
export type ServiceName = (typeof serviceNames)[number]

const slowMs = 900

export async function startServices(): Promise<DemoServices> {
  const folder = new URL('./certificates/', import.meta.url)
  const certificate = {
    cert: await readFile(new URL('localhost.pem', folder), 'utf8'),
    key: await readFile(new URL('localhost.key', folder), 'utf8'),
  }
  let apiIsBroken = false

  const servers: Record<ServiceName, Server | HttpServer> = {
    website: answering(200, 20),
    api: createHttpServer((_request, response) => {
      response.writeHead(apiIsBroken ? 500 : 200, { 'content-type': 'application/json' })
      response.end(apiIsBroken ? '{"ok":false}' : '{"ok":true}')
    }),
    'sign-in': createTlsServer(certificate, (socket) => socket.on('error', () => {}).end()),
    database: createTcpServer((socket) => {
      socket.on('error', () => {})
      socket.on('data', (data) => {
        if (data.toString('latin1').includes('PING')) socket.end('+PONG\r\n')
      })
    }),
    search: answering(200, slowMs),
    images: answering(200, 35),
    webhooks: answering(503, 5),
    payments: createHttpsServer(certificate, (_request, response) => response.end('ok')),
  }
  const ports = {} as Record<ServiceName, number>
  for (const name of serviceNames) ports[name] = await listen(servers[name])

  return {
    ports,
    breakApi: (broken) => {
      apiIsBroken = broken
    },
    stop: async () => {
      await Promise.all(serviceNames.map((name) => close(servers[name])))
    },
  }
}

function answering(status: number, afterMs: number): HttpServer {
  return createHttpServer((_request, response) => {
    setTimeout(() => {
      response.writeHead(status, { 'content-type': 'text/plain' })
      response.end(status === 200 ? 'ok' : 'no')
    }, afterMs)
  })
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return (server.address() as AddressInfo).port
}

async function close(server: Server | HttpServer): Promise<void> {
  if ('closeAllConnections' in server) server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
