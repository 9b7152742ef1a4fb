import type { Socket } from 'node:net'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import type { CheckOf } from '../../src/config/config.ts'
import { attemptAt, brief, http } from './support/check.ts'
import { answer, closeAll, closedPort, onRequest, say, serve } from './support/servers.ts'

afterAll(closeAll)

interface Row {
  name: string
  server: (socket: Socket) => void
  check?: Partial<CheckOf<'http'>>
  result: string
}

const ranges = (from: number, to = from) => [{ from, to }]
const big = 'a'.repeat(1_500_000)
const endless = (socket: Socket, line: string) => {
  const timer = setInterval(() => socket.write(line), 20)
  socket.on('close', () => clearInterval(timer))
}

const rows: Row[] = [
  { name: '200', server: say(answer(200)), result: 'up' },
  { name: '299 is still success', server: say(answer(299)), result: 'up' },
  { name: '404', server: say(answer(404)), result: 'down status:404' },
  { name: '500', server: say(answer(500)), result: 'down status:500' },
  { name: '503', server: say(answer(503)), result: 'down status:503' },
  {
    name: 'a status that is expected',
    server: say(answer(401)),
    check: { expect: { status: ranges(401) } },
    result: 'up',
  },
  {
    name: 'a status outside what is expected',
    server: say(answer(200)),
    check: { expect: { status: ranges(204) } },
    result: 'down status:200',
  },
  { name: '429', server: say(answer(429)), result: 'unknown rate_limited' },
  { name: '429 that is expected', server: say(answer(429)), check: { expect: { status: ranges(429) } }, result: 'up' },
  { name: 'a bot wall', server: say(answer(403, { 'cf-mitigated': 'challenge' })), result: 'unknown blocked' },
  { name: 'a plain 403', server: say(answer(403)), result: 'down status:403' },
  { name: '204 with a Content-Length', server: say(answer(204, { 'content-length': '5' }, '')), result: 'up' },
  {
    name: '304 with a Content-Length',
    server: say(answer(304, { 'content-length': '5' }, '')),
    check: { expect: { status: ranges(304) } },
    result: 'up',
  },
  { name: 'HEAD', server: say(answer(200, { 'content-length': '500' }, '')), check: { method: 'HEAD' }, result: 'up' },
  {
    name: 'a 100 Continue that nobody asked for',
    server: say('HTTP/1.1 100 Continue\r\n\r\n', answer(200)),
    result: 'up',
  },
  { name: '103 Early Hints', server: say('HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n', answer(200)), result: 'up' },
  {
    name: 'chunks',
    server: say('HTTP/1.1 200 X\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n'),
    check: { expect: { body: { contains: 'ok' } } },
    result: 'up',
  },
  {
    name: 'a body that ends with the connection',
    server: onRequest((socket) => socket.end('HTTP/1.1 200 X\r\n\r\nok')),
    check: { expect: { body: { contains: 'ok' } } },
    result: 'up',
  },
  {
    name: 'a body that is too short',
    server: onRequest((socket) => socket.end('HTTP/1.1 200 X\r\ncontent-length: 9\r\n\r\nok')),
    result: 'down truncated',
  },
  {
    name: 'chunks that break off',
    server: onRequest((socket) => socket.end('HTTP/1.1 200 X\r\ntransfer-encoding: chunked\r\n\r\n9\r\nok')),
    result: 'down truncated',
  },
  {
    name: 'a reset in the body',
    server: onRequest((socket) =>
      socket.write('HTTP/1.1 200 X\r\ncontent-length: 9\r\n\r\nok', () =>
        setTimeout(() => socket.resetAndDestroy(), 20),
      ),
    ),
    result: 'down truncated',
  },
  { name: 'closing at once', server: (socket) => socket.end(), result: 'down closed' },
  { name: 'closing after the request', server: onRequest((socket) => socket.end()), result: 'down closed' },
  {
    name: 'closing in the headers',
    server: onRequest((socket) => socket.end('HTTP/1.1 200 X\r\nfoo')),
    result: 'down closed',
  },
  { name: 'a reset after the request', server: onRequest((socket) => socket.resetAndDestroy()), result: 'down reset' },
  { name: 'no answer', server: () => {}, check: { timeout: 0.2 }, result: 'down timeout' },
  {
    name: 'headers that trickle',
    server: onRequest((socket) => socket.write('HTTP/1.1 200 X\r\n', () => endless(socket, 'a: b\r\n'))),
    check: { timeout: 0.2 },
    result: 'down timeout',
  },
  {
    name: 'a body that trickles',
    server: onRequest((socket) =>
      socket.write('HTTP/1.1 200 X\r\ncontent-length: 9999\r\n\r\n', () => endless(socket, 'x')),
    ),
    check: { timeout: 0.2 },
    result: 'down timeout',
  },
  {
    name: 'interim answers without end',
    server: onRequest((socket) => endless(socket, 'HTTP/1.1 102 Processing\r\n\r\n')),
    check: { timeout: 0.2 },
    result: 'down timeout',
  },
  { name: 'another protocol', server: (socket) => socket.write('220 mail.example ESMTP\r\n'), result: 'down protocol' },
  {
    name: 'an upgrade that nobody asked for',
    server: say('HTTP/1.1 101 X\r\nupgrade: foo\r\nconnection: upgrade\r\n\r\n'),
    result: 'down protocol',
  },
  {
    name: 'two Content-Lengths',
    server: say('HTTP/1.1 200 X\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nok'),
    result: 'down protocol',
  },
  {
    name: 'headers of 100 KB',
    server: say(answer(200, { 'x-big': 'a'.repeat(100_000) })),
    result: 'down headers_too_large',
  },
  {
    name: 'gzip',
    server: say(answer(200, { 'content-encoding': 'gzip' }, gzipSync('state: fine'))),
    check: { expect: { body: { contains: 'fine' } } },
    result: 'up',
  },
  {
    name: 'deflate',
    server: say(answer(200, { 'content-encoding': 'deflate' }, deflateSync('state: fine'))),
    check: { expect: { body: { contains: 'fine' } } },
    result: 'up',
  },
  {
    name: 'raw deflate',
    server: say(answer(200, { 'content-encoding': 'deflate' }, deflateRawSync('state: fine'))),
    check: { expect: { body: { contains: 'fine' } } },
    result: 'up',
  },
  {
    name: 'brotli',
    server: say(answer(200, { 'content-encoding': 'br' }, brotliCompressSync('state: fine'))),
    check: { expect: { body: { contains: 'fine' } } },
    result: 'up',
  },
  {
    name: 'gzip that is none',
    server: say(answer(200, { 'content-encoding': 'gzip' }, 'plain text')),
    result: 'down decode',
  },
  {
    name: 'gzip that breaks off',
    server: say(answer(200, { 'content-encoding': 'gzip' }, gzipSync(big).subarray(0, 200))),
    result: 'down decode',
  },
  {
    name: 'a bomb of gzip',
    server: say(answer(200, { 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(50_000_000)))),
    result: 'up',
  },
  { name: 'a large body', server: say(answer(200, {}, big)), result: 'up' },
  {
    name: 'a large body whose beginning is asked for',
    server: say(answer(200, {}, `ok${big}`)),
    check: { expect: { body: { contains: 'ok' } } },
    result: 'up',
  },
  {
    name: 'a large body whose end is asked for',
    server: say(answer(200, {}, `${big}ok`)),
    check: { expect: { body: { contains: 'ok' } } },
    result: 'down body',
  },
  {
    name: 'a large body that must lack a word',
    server: say(answer(200, {}, big)),
    check: { expect: { body: { lacks: 'error' } } },
    result: 'down body',
  },
  {
    name: 'a word that must be there',
    server: say(answer(200)),
    check: { expect: { body: { contains: 'fine' } } },
    result: 'down body',
  },
  {
    name: 'a word that must not be there',
    server: say(answer(200, {}, 'an error')),
    check: { expect: { body: { lacks: 'error' } } },
    result: 'down body',
  },
  {
    name: 'a pattern that matches',
    server: say(answer(200, {}, 'v2.31')),
    check: { expect: { body: { matches: '^v2\\.\\d+$' } } },
    result: 'up',
  },
  {
    name: 'a pattern that does not match',
    server: say(answer(200, {}, 'v3')),
    check: { expect: { body: { matches: '^v2' } } },
    result: 'down body',
  },
  {
    name: 'a pattern that would run for years with V8',
    server: say(answer(200, {}, `${'a'.repeat(1_000_000)}b`)),
    check: { expect: { body: { matches: '(a+)+$' } } },
    result: 'down body',
  },
  {
    name: 'a pattern that RE2 cannot read',
    server: say(answer(200)),
    check: { expect: { body: { matches: '(?=ok)' } } },
    result: 'unknown checker:pattern',
  },
  {
    name: 'a header',
    server: say(answer(200, { 'X-Version': '2' })),
    check: { expect: { headers: { 'x-version': '2' } } },
    result: 'up',
  },
  {
    name: 'another header',
    server: say(answer(200, { 'X-Version': '3' })),
    check: { expect: { headers: { 'x-version': '2' } } },
    result: 'down header',
  },
  {
    name: 'JSON',
    server: say(answer(200, {}, '{"db":{"state":"up"}}')),
    check: { expect: { json: [{ path: '$.db.state', equals: 'up' }] } },
    result: 'up',
  },
  {
    name: 'JSON with another value',
    server: say(answer(200, {}, '{"db":{"state":"down"}}')),
    check: { expect: { json: [{ path: '$.db.state', equals: 'up' }] } },
    result: 'down json',
  },
  {
    name: 'JSON that is none',
    server: say(answer(200, {}, '<html>')),
    check: { expect: { json: [{ path: '$.a', exists: true }] } },
    result: 'down json',
  },
  {
    name: 'a path that cannot be read',
    server: say(answer(200, {}, '{}')),
    check: { expect: { json: [{ path: '$..', exists: true }] } },
    result: 'unknown checker:json-path',
  },
  {
    name: 'a late answer',
    server: onRequest((socket) => setTimeout(() => socket.write(answer(200)), 60)),
    check: { degraded_over: 0.02 },
    result: 'degraded slow',
  },
  {
    name: 'a late 500 is down, not slow',
    server: onRequest((socket) => setTimeout(() => socket.write(answer(500)), 60)),
    check: { degraded_over: 0.02 },
    result: 'down status:500',
  },
]

describe('an HTTP probe calls', () => {
  test.concurrent.each(rows)('$name $result', async ({ server, check, result }) => {
    const running = await serve(server)
    expect(brief(await attemptAt(http(running.url, check)))).toBe(result)
    expect(running.connections()).toBe(1)
    await running.close()
  })

  test('a port that nobody listens on refused', async () => {
    expect(brief(await attemptAt(http(`http://127.0.0.1:${await closedPort()}/`)))).toBe('down refused')
  })

  test('429 and 503 with Retry-After final, and a plain 503 not', async () => {
    const [limited, busy, broken] = await Promise.all([
      serve(say(answer(429))),
      serve(say(answer(503, { 'retry-after': '60' }))),
      serve(say(answer(503))),
    ])
    expect((await attemptAt(http(limited.url))).final).toBe(true)
    expect(await attemptAt(http(busy.url))).toMatchObject({ final: true, verdict: 'down', detail: '503' })
    expect((await attemptAt(http(broken.url))).final).toBe(false)
  })
})

describe('an HTTP probe', () => {
  test('tells its phases in order, and null for what did not happen', async () => {
    const { url } = await serve(onRequest((socket) => setTimeout(() => socket.write(answer(200)), 30)))
    const { ms, timings } = await attemptAt(http(url))
    expect(timings.tls).toBeNull()
    expect(timings.dns!).toBeLessThanOrEqual(timings.connect!)
    expect(timings.ttfb! - timings.connect!).toBeGreaterThanOrEqual(25)
    expect(timings.ttfb!).toBeLessThanOrEqual(timings.total)
    expect(ms).toBe(timings.ttfb)
  })

  test('sends method, headers and body, with secrets filled in', async () => {
    let seen = ''
    const { url } = await serve((socket) => {
      socket.on('data', (chunk) => {
        seen += chunk.toString()
        if (seen.endsWith('s3cret!')) socket.write(answer(200))
      })
    })
    const check = http(`${url}p?t=\${T}`, { method: 'POST', headers: { 'X-Token': '${T}' }, body: '${T}!' })
    const result = await attemptAt(check, { fill: (text) => text.replaceAll('${T}', 's3cret') })
    expect(brief(result)).toBe('up')
    expect(seen).toMatch(/^POST \/p\?t=s3cret HTTP\/1\.1\r\n/)
    expect(seen).toMatch(/x-token: s3cret\r\n/i)
    expect(seen).toMatch(/user-agent: Candor-test\r\n/i)
    expect(seen).toMatch(/\r\n\r\ns3cret!$/)
  })

  test('speaks to a name of this machine', async () => {
    const { port } = await serve(say(answer(200)))
    expect(brief(await attemptAt(http(`http://localhost:${port}/`)))).toBe('up')
  })
})
