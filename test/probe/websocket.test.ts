import { createHash } from 'node:crypto'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocketServer } from 'ws'
import type { CheckOf } from '../../src/config/config.ts'
import { type Authority, makeAuthority } from './support/certificates.ts'
import { attemptAt } from './support/check.ts'
import { outcome, websocket } from './support/protocols.ts'
import { answer, closeAll, closedPort, onRequest, type Running, say, serve, serveTls } from './support/servers.ts'

let authority: Authority
const http = createHttpServer()
const real = new WebSocketServer({ server: http, handleProtocols: (names) => [...names][0] ?? false })
let url = ''

beforeAll(async () => {
  authority = await makeAuthority()
  real.on('connection', (socket, request) => {
    socket.on('message', (data) => socket.send(`${request.headers['x-token'] ?? ''} ${data}`))
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}/socket?a=1`
})
afterAll(async () => {
  for (const client of real.clients) client.terminate()
  await new Promise((resolve) => http.close(resolve))
  await closeAll()
  await authority.remove()
})

type Keys = Partial<CheckOf<'websocket'>>
const address = ({ port }: Running) => `ws://127.0.0.1:${port}/`

describe('a websocket is up', () => {
  test('that can be opened, as quick as its first byte', async () => {
    const result = await attemptAt(websocket(url))
    expect(result.verdict).toBe('up')
    expect(result.ms).toBe(result.timings.ttfb)
  })

  test('that answers what was sent, with secrets in address, headers and message', async () => {
    const fill = (text: string) => text.replaceAll('${TOKEN}', 's3cret')
    const keys = { headers: { 'X-Token': '${TOKEN}\n' }, send: 'ping ${TOKEN}', expect: 's3cret ping s3cret' }
    expect(await outcome(websocket(url.replace('a=1', '${TOKEN}'), keys), { fill })).toBe('up')
  })

  test('that agrees to the subprotocol', async () => {
    expect(await outcome(websocket(url, { subprotocol: 'graphql-ws' }))).toBe('up')
  })

  test('over TLS, with a note when the certificate ends soon', async () => {
    const pair = await authority.issue({ san: 'DNS:localhost', from: -80, to: 5.5 })
    const { port } = await serveTls(pair, upgraded([text('hello')]))
    const keys: Keys = { ca: authority.path, ip: 4, expect: 'hello' }
    expect(await outcome(websocket(`wss://localhost:${port}/`, keys))).toBe('up cert_expiring:5')
  })

  test.each<[string, (Buffer | string)[]]>([
    ['when the text comes in a later message', [text('one'), text('two'), text('three pong')]],
    ['when the message comes in fragments', [frame(0x01, 'po'), frame(0x80, 'ng')]],
    ['when the message is binary', [frame(0x82, 'pong')]],
    ['when pings come before it', [frame(0x89, 'x'), frame(0x89, 'y'), text('pong')]],
    ['when the frames come byte by byte', [...text('pong')].map((byte) => Buffer.from([byte]))],
  ])('%s', async (_, frames) => {
    expect(await outcome(websocket(address(await serve(upgraded(frames))), { expect: 'pong' }))).toBe('up')
  })
})

describe('a websocket is down', () => {
  const slow: Keys = { timeout: 0.2, expect: 'pong' }
  const expecting: Keys = { expect: 'pong' }
  const big = Buffer.alloc(600_000, 'x')
  test.each<[string, Parameters<typeof serve>[0], Keys, string]>([
    // The upgrade.
    ['that is a page', say(answer(200)), {}, 'down status:200 after ttfb'],
    ['that is broken', say(answer(502)), {}, 'down status:502 after ttfb'],
    ['that is elsewhere', say(answer(301, { location: '/x' })), {}, 'down status:301 after ttfb'],
    ['that asks for less', say(answer(429)), {}, 'unknown rate_limited after ttfb'],
    ['behind a bot wall', say(answer(403, { 'cf-mitigated': 'challenge' })), {}, 'unknown blocked after ttfb'],
    ['that falls silent at once', () => {}, slow, 'down timeout after connect'],
    ['that trickles its head', trickling, slow, 'down timeout after ttfb'],
    ['that closes at once', onRequest((socket) => socket.end()), {}, 'down closed after connect'],
    ['that resets at once', onRequest((socket) => socket.resetAndDestroy()), {}, 'down reset after connect'],
    [
      'that closes in its head',
      onRequest((socket) => socket.end('HTTP/1.1 101 X\r\nup')),
      {},
      'down closed after ttfb',
    ],
    ['that speaks another protocol', say('SSH-2.0-OpenSSH\r\n'), {}, 'down protocol after ttfb'],
    ['with a head without end', onRequest(flooding), {}, 'down headers_too_large after ttfb'],
    ['with a wrong key', upgraded([], { 'sec-websocket-accept': 'AAAA' }), {}, 'down protocol after ttfb'],
    ['without a key', upgraded([], { 'sec-websocket-accept': '' }), {}, 'down protocol after ttfb'],
    ['upgraded to something else', upgraded([], { upgrade: 'h2c' }), {}, 'down protocol after ttfb'],
    ['upgraded to nothing', say('HTTP/1.1 101 X\r\n\r\n'), {}, 'down protocol after ttfb'],
    ['that agrees to no subprotocol', upgraded([]), { subprotocol: 'mqtt' }, 'down protocol after ttfb'],
    [
      'that agrees to another',
      upgraded([], { 'sec-websocket-protocol': 'soap' }),
      { subprotocol: 'mqtt' },
      'down protocol after ttfb',
    ],
    [
      'that compresses unasked',
      upgraded([], { 'sec-websocket-extensions': 'permessage-deflate' }),
      {},
      'down protocol after ttfb',
    ],
    // After it, the deadline goes on.
    ['that says nothing', upgraded([]), slow, 'down timeout after ttfb'],
    ['that only pings', upgraded([frame(0x89, 'x'), frame(0x89, 'x')]), slow, 'down timeout after ttfb'],
    ['that says something else', upgraded([text('hello')]), slow, 'down answer after ttfb'],
    ['that never ends its message', upgraded([frame(0x01, 'po'), frame(0x00, '')]), slow, 'down timeout after ttfb'],
    [
      'that closes with a frame',
      upgraded([frame(0x88, '')], {}, (socket) => socket.end()),
      expecting,
      'down closed after ttfb',
    ],
    ['that closes with a frame and does not', upgraded([frame(0x88, '')]), slow, 'down timeout after ttfb'],
    ['that closes after the upgrade', upgraded([], {}, (socket) => socket.end()), expecting, 'down closed after ttfb'],
    [
      'that resets after the upgrade',
      upgraded([], {}, (socket) => setTimeout(() => socket.resetAndDestroy(), 30)),
      expecting,
      'down reset after ttfb',
    ],
    [
      'that says something else and closes',
      upgraded([text('no'), frame(0x88, '')]),
      expecting,
      'down answer after ttfb',
    ],
    [
      'with a masked frame',
      upgraded([Buffer.from([0x81, 0x81, 1, 2, 3, 4, 5])]),
      expecting,
      'down protocol after ttfb',
    ],
    ['with reserved bits', upgraded([Buffer.from([0xf1, 0])]), expecting, 'down protocol after ttfb'],
    ['with an unknown kind of frame', upgraded([frame(0x83, 'x')]), expecting, 'down protocol after ttfb'],
    [
      'with text that is no UTF-8',
      upgraded([frame(0x81, Buffer.from([255, 254]))]),
      expecting,
      'down protocol after ttfb',
    ],
    [
      'with a message of 4 GB',
      upgraded([Buffer.from([0x81, 127, 0, 0, 0, 1, 0, 0, 0, 0])]),
      expecting,
      'down answer after ttfb',
    ],
    ['with too much to say', upgraded([long(0x82, big), long(0x82, big)]), expecting, 'down answer after ttfb'],
  ])('%s', async (_, server, keys, result) => {
    expect(await outcome(websocket(address(await serve(server)), keys))).toBe(result)
  })

  test('that nobody runs', async () => {
    expect(await outcome(websocket(`ws://127.0.0.1:${await closedPort()}/`))).toBe('down refused after dns')
  })

  test('at a private address that is not allowed, without a connection', async () => {
    const canary = await serve(() => {})
    const check = websocket(address(canary), { allow_private: false })
    expect(await outcome(check)).toBe('down private_address after nothing')
    expect(canary.connections()).toBe(0)
  })

  test('whose answer to a refusal says to come later is not asked again', async () => {
    const server = await serve(say(answer(503, { 'retry-after': '60' })))
    expect((await attemptAt(websocket(address(server)))).final).toBe(true)
  })
})

test('a header that is none, or an address, is the checker’s own failure', async () => {
  expect(await outcome(websocket(url, { headers: { 'X-A': 'a\u0000b' } }))).toMatch(/^unknown checker:request/)
  expect(await outcome(websocket('${URL}'), { fill: () => 'https://x' })).toMatch(/^unknown checker:url/)
})

/** A server that agrees to the upgrade, then sends frames. */
function upgraded(
  frames: (Buffer | string)[],
  headers: Record<string, string> = {},
  then: (socket: Socket) => void = () => {},
) {
  return onRequest((socket, head) => {
    const key = /sec-websocket-key: (\S+)/i.exec(head)![1]!
    const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
    const all = { upgrade: 'websocket', connection: 'Upgrade', 'sec-websocket-accept': accept, ...headers }
    const lines = Object.entries(all).filter(([, value]) => value !== '')
    socket.write(`HTTP/1.1 101 X\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`)
    for (const one of frames) socket.write(one)
    then(socket)
  })
}

function frame(head: number, payload: string | Buffer): Buffer {
  const bytes = Buffer.from(payload)
  return Buffer.concat([Buffer.from([head, bytes.length]), bytes])
}

function text(words: string): Buffer {
  return frame(0x81, words)
}

function long(head: number, bytes: Buffer): Buffer {
  const start = Buffer.alloc(10)
  start.set([head, 127])
  start.writeUInt32BE(bytes.length, 6)
  return Buffer.concat([start, bytes])
}

function trickling(socket: Socket): void {
  socket.write('HTTP/1.1 101 X\r\n')
  const timer = setInterval(() => socket.write('a: b\r\n'), 20)
  socket.on('close', () => clearInterval(timer))
}

function flooding(socket: Socket): void {
  socket.write('HTTP/1.1 101 X\r\n')
  const more = () => {
    if (!socket.destroyed && socket.write('a: b\r\n'.repeat(5000))) setImmediate(more)
  }
  socket.on('drain', more)
  more()
}
