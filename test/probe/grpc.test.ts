import { createSecureServer, createServer, type Http2Server, type ServerHttp2Stream } from 'node:http2'
import type { AddressInfo, Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CheckOf } from '../../src/config/config.ts'
import { type Authority, makeAuthority, type Pair } from './support/certificates.ts'
import { attemptAt } from './support/check.ts'
import { grpc, outcome } from './support/protocols.ts'
import { script } from './support/script.ts'
import { answer, closeAll, closedPort, say, serve, serveTls } from './support/servers.ts'

let authority: Authority
let good: Pair
const servers = new Set<Http2Server>()
const sockets = new Set<Socket>()

beforeAll(async () => {
  authority = await makeAuthority()
  good = await authority.issue({ san: 'DNS:localhost' })
})
afterAll(async () => {
  for (const socket of sockets) socket.destroy()
  await Promise.all([...servers].map((server) => new Promise((resolve) => server.close(resolve))))
  await closeAll()
  await authority.remove()
})

type Act = (stream: ServerHttp2Stream, headers: Record<string, unknown>, body: Buffer) => void

/** An HTTP/2 server that hears each request to its end; its port. */
async function http2(act: Act, pair?: Pair): Promise<number> {
  const server = (pair === undefined ? createServer() : createSecureServer(pair)) as Http2Server
  servers.add(server)
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => {})))
  server.on('sessionError', () => {})
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {})
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => act(stream, headers, Buffer.concat(chunks)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const frame = (...bytes: number[]) => Buffer.from([0, 0, 0, 0, bytes.length, ...bytes])
const head = { ':status': 200, 'content-type': 'application/grpc' }

function replies(body: Buffer, trailers: Record<string, string> = { 'grpc-status': '0' }, first: object = head): Act {
  return (stream) => {
    stream.respond({ ...first }, { waitForTrailers: true })
    stream.on('wantTrailers', () => stream.sendTrailers(trailers))
    stream.end(body)
  }
}
const only = (headers: object): Act => {
  return (stream) => stream.respond({ ...head, ...headers }, { endStream: true })
}
const serving = replies(frame(8, 1))

describe('a gRPC server is up', () => {
  test('that serves, without TLS, as quick as its answer', async () => {
    const result = await attemptAt(grpc(await http2(serving)))
    expect(result.verdict).toBe('up')
    expect(result.ms).toBe(result.timings.ttfb)
  })

  test('that serves by TLS, with a note when the certificate ends soon', async () => {
    const check = { tls: true, ca: authority.path }
    expect(await outcome(grpc(await http2(serving, good), check))).toBe('up')
    const soon = await authority.issue({ san: 'DNS:localhost', from: -80, to: 5.5 })
    expect(await outcome(grpc(await http2(serving, soon), check))).toBe('up cert_expiring:5')
  })

  test('that is asked as gRPC asks, for the service of the check', async () => {
    let asked: Record<string, unknown> = {}
    const port = await http2((stream, headers, body) => {
      asked = { ...headers, body: body.toString('hex') }
      serving(stream, headers, body)
    })
    expect(await outcome(grpc(port, { service: 'a.B' }))).toBe('up')
    expect(asked).toMatchObject({
      ':method': 'POST',
      ':scheme': 'http',
      ':authority': `localhost:${port}`,
      ':path': '/grpc.health.v1.Health/Check',
      'content-type': 'application/grpc',
      te: 'trailers',
      'user-agent': 'Candor-test',
      'grpc-timeout': '5000m',
      body: '00000000050a03612e42',
    })
  })

  test('whose message comes in pieces', async () => {
    const port = await http2((stream) => {
      stream.respond(head, { waitForTrailers: true })
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }))
      stream.write(frame(8, 1).subarray(0, 3), () => stream.end(frame(8, 1).subarray(3)))
    })
    expect(await outcome(grpc(port))).toBe('up')
  })
})

describe('a gRPC server is down', () => {
  const slow = { timeout: 0.25 }
  test.each<[string, Act, Partial<CheckOf<'grpc'>>, string]>([
    ['that does not serve', replies(frame(8, 2)), {}, 'down answer:not_serving after ttfb'],
    ['that does not know', replies(frame()), {}, 'down answer:unknown after ttfb'],
    ['that knows no such service', replies(frame(8, 3)), {}, 'down answer:service_unknown after ttfb'],
    ['without that service', only({ 'grpc-status': '5' }), {}, 'down answer:not_found after ttfb'],
    ['without a health service', only({ 'grpc-status': '12' }), {}, 'down answer:unimplemented after ttfb'],
    [
      'that is not available',
      replies(Buffer.alloc(0), { 'grpc-status': '14' }),
      {},
      'down answer:unavailable after ttfb',
    ],
    ['whose status is none', only({ 'grpc-status': '99' }), {}, 'down protocol after ttfb'],
    ['without a status', replies(frame(8, 1), {}), {}, 'down protocol after ttfb'],
    ['without a message', only({ 'grpc-status': '0' }), {}, 'down protocol after ttfb'],
    ['with half a message', replies(frame(8, 1).subarray(0, 4)), {}, 'down protocol after ttfb'],
    ['with a message of 1 MB', replies(Buffer.alloc(1_000_000)), {}, 'down protocol after ttfb'],
    ['that is a page', replies(Buffer.from('hello'), {}, { ':status': 200 }), {}, 'down protocol after ttfb'],
    ['behind a broken proxy', only({ ':status': 502 }), {}, 'down status:502 after ttfb'],
    ['behind one that asks for less', only({ ':status': 429 }), {}, 'unknown rate_limited after ttfb'],
    ['that falls silent', () => {}, slow, 'down timeout after connect'],
    ['that falls silent in its answer', (stream) => stream.respond(head), slow, 'down timeout after ttfb'],
    [
      'that trickles',
      (stream) => {
        stream.respond(head)
        const timer = setInterval(() => stream.write('a'), 20)
        stream.on('close', () => clearInterval(timer))
      },
      slow,
      'down timeout after ttfb',
    ],
    ['that refuses the call', (stream) => stream.close(7), {}, 'down reset after connect'],
    ['that calls the request wrong', (stream) => stream.close(1), {}, 'down protocol after connect'],
    ['that goes away', (stream) => stream.session!.destroy(), {}, 'down closed after connect'],
    [
      'that breaks off its answer',
      (stream) => {
        stream.respond(head)
        stream.write(frame(8, 1), () => setTimeout(() => stream.session?.socket.destroy(), 30))
      },
      {},
      'down truncated after ttfb',
    ],
  ])('%s', async (_, act, keys, result) => expect(await outcome(grpc(await http2(act), keys))).toBe(result))

  test.each<[string, (socket: Socket) => void, RegExp]>([
    ['silent at once', () => {}, /^down timeout after connect/],
    ['closed at once', script({ hear: /PRI/ }, 'close'), /^down closed after connect/],
    ['reset at once', script({ hear: /PRI/ }, 'reset'), /^down reset after connect/],
    ['of HTTP/1.1', say(answer(200)), /^down protocol after connect/],
    ['of another protocol', script({ say: 'SSH-2.0-OpenSSH\r\n' }), /^down protocol after connect/],
    ['with garbage', script({ say: Buffer.alloc(500, 0xee) }), /^down protocol after connect/],
    ['that floods', script('flood'), /^down protocol after connect/],
    ['that trickles', script('trickle'), /^down (timeout|protocol) after connect/],
  ])('%s', async (_, server, result) => {
    const { port } = await serve(server)
    expect(await outcome(grpc(port, slow))).toMatch(result)
  })

  test('that speaks TLS without HTTP/2', async () => {
    const { port } = await serveTls(good, () => {})
    expect(await outcome(grpc(port, { tls: true, ca: authority.path }))).toBe('down protocol after tls')
  })

  test('whose certificate is not trusted', async () => {
    expect(await outcome(grpc(await http2(serving, good), { tls: true }))).toBe('down tls_untrusted after connect')
  })

  test('that nobody runs', async () => {
    expect(await outcome(grpc(await closedPort()))).toBe('down refused after dns')
  })
})
