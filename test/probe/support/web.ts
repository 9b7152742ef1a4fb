import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a page of the test's own says. */
export interface Page {
  status?: number
  headers?: Record<string, string>
  /** An object is sent as JSON. */
  body?: unknown
}

export interface Web {
  /** Without a slash at its end. */
  url: string
  /** `GET /path?query`, in the order they came. */
  asked: string[]
  headers: IncomingHttpHeaders[]
}

const closing: (() => Promise<void>)[] = []

export async function closeWeb(): Promise<void> {
  await Promise.all(closing.splice(0).map((close) => close()))
}

/** A web server on loopback with these pages by path, 404 elsewhere. A function is asked each time. */
export async function serveWeb(pages: Record<string, Page | ((url: string) => Page)>): Promise<Web> {
  const web: Web = { url: '', asked: [], headers: [] }
  const server = createServer((request, response) => {
    web.asked.push(`${request.method} ${request.url}`)
    web.headers.push(request.headers)
    const page = pages[request.url!.replace(/\?.*/, '')] ?? { status: 404, body: 'no such page' }
    const { status = 200, headers = {}, body = '' } = typeof page === 'function' ? page(request.url!) : page
    response.writeHead(status, headers)
    response.end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  web.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  closing.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return web
}
