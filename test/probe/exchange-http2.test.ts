import { createSecureServer, type Http2Server, type IncomingHttpHeaders } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { frame, numbers, settings } from './corpus/frames.ts'
import { type Authority, makeAuthority, type Pair } from './support/certificates.ts'
import { attemptAt, brief, http } from './support/check.ts'
import { answer, closeAll, onRequest, serveTls } from './support/servers.ts'

let authority: Authority
let pair: Pair
const servers: Http2Server[] = []
beforeAll(async () => {
  authority = await makeAuthority()
  pair = await authority.issue({ san: 'DNS:localhost' })
})
afterAll(async () => {
  for (const server of servers) server.close()
  await closeAll()
  await authority.remove()
})

interface Given {
  status: number
  headers?: Record<string, string>
  body?: string
}

/** Node's own HTTP/2 server, which keeps what it is asked. */
async function serveHttp2(act: (path: string) => Given) {
  const asked: { headers: IncomingHttpHeaders; body: string; version: string }[] = []
  const server = createSecureServer({ ...pair, allowHTTP1: true }, (request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      asked.push({ headers: request.headers, body, version: request.httpVersion })
      const { status, headers, body: text = 'ok' } = act(request.url)
      response.writeHead(status, headers)
      response.end(text)
    })
  })
  servers.push(server as unknown as Http2Server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { asked, url: `https://localhost:${(server.address() as AddressInfo).port}/` }
}
const given = () => ({ ca: authority.path, ip: 4 as const })

describe('HTTP/2', () => {
  test('is spoken where the server offers it, its phases in order', async () => {
    const { asked, url } = await serveHttp2(() => ({ status: 200 }))
    const result = await attemptAt(http(url, { ...given(), expect: { body: { contains: 'ok' } } }))
    expect(brief(result)).toBe('up')
    expect(asked[0]!.version).toBe('2.0')
    expect(asked[0]!.headers['user-agent']).toBe('Candor-test')
    expect(result.timings.tls!).toBeLessThanOrEqual(result.timings.ttfb!)
    expect(result.ms).toBe(result.timings.ttfb)
  })

  test('carries method, headers and body, and leaves out what belongs to connections', async () => {
    const { asked, url } = await serveHttp2(() => ({ status: 200 }))
    const headers = { 'X-Token': 'a', Host: 'other.test', Connection: 'keep-alive', TE: 'x' }
    expect(brief(await attemptAt(http(url, { ...given(), method: 'POST', headers, body: 'ping' })))).toBe('up')
    expect(asked[0]!.body).toBe('ping')
    expect(asked[0]!.headers).toMatchObject({ ':method': 'POST', ':authority': 'other.test', 'x-token': 'a' })
    expect(asked[0]!.headers['connection']).toBeUndefined()
  })

  test('judges status, headers, body and redirects with their cookies as HTTP/1.1 does', async () => {
    const { asked, url } = await serveHttp2(
      (path): Given =>
        path === '/'
          ? { status: 302, headers: { location: '/in', 'set-cookie': 'a=1' } }
          : { status: 200, headers: { 'x-version': '2' }, body: '{"state":"up"}' },
    )
    const json = [{ path: '$.state', equals: 'up' }]
    expect(brief(await attemptAt(http(url, { ...given(), expect: { headers: { 'x-version': '2' }, json } })))).toBe(
      'up',
    )
    expect(asked[1]!.headers.cookie).toBe('a=1')
    expect(brief(await attemptAt(http(url, { ...given(), expect: { headers: { 'x-version': '3' } } })))).toBe(
      'down header',
    )
  })

  test('gives way to HTTP/1.1 where the server wants that', async () => {
    const protocols: (string | false | null)[] = []
    const server = await serveTls({ ...pair, ALPNProtocols: ['h2', 'http/1.1'] }, (socket) => {
      const protocol = (socket as unknown as { alpnProtocol: string | false }).alpnProtocol
      protocols.push(protocol)
      onRequest((one) => {
        if (protocol === 'h2') one.write(Buffer.concat([settings, frame(3, 0, 1, numbers(13))]))
        else one.write(answer(200))
      })(socket)
    })
    expect(brief(await attemptAt(http(`https://localhost:${server.port}/`, given())))).toBe('up')
    expect(protocols).toEqual(['h2', 'http/1.1'])
  })
})
