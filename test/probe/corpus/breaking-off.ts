import { gzipSync } from 'node:zlib'
import { asked, forever, head, type Place, type Sick } from './sick.ts'

const chunked = `${head}transfer-encoding: chunked\r\n\r\n`
const gzip = Buffer.concat([
  Buffer.from(`${head}content-encoding: gzip\r\ncontent-length: 40\r\n\r\n`),
  gzipSync('state: fine and well').subarray(0, 20),
])

/** How far an answer came. */
const points: { after: string; sent: string | Buffer; body: boolean }[] = [
  { after: 'the request', sent: '', body: false },
  { after: 'two bytes', sent: 'HT', body: false },
  { after: 'half a status line', sent: 'HTTP/1.1 20', body: false },
  { after: 'the status line', sent: head, body: false },
  { after: 'half a header', sent: `${head}content-le`, body: false },
  { after: 'a header without its line end', sent: `${head}content-length: 2`, body: false },
  { after: 'all headers but the empty line', sent: `${head}content-length: 2\r\n`, body: false },
  { after: 'an interim answer', sent: 'HTTP/1.1 103 Early Hints\r\n\r\n', body: false },
  { after: 'the head', sent: `${head}content-length: 9\r\n\r\n`, body: true },
  { after: 'half the body', sent: `${head}content-length: 9\r\n\r\nabc`, body: true },
  { after: 'the head of chunks', sent: chunked, body: true },
  { after: 'half a chunk size', sent: `${chunked}1`, body: true },
  { after: 'a chunk size', sent: `${chunked}9\r\n`, body: true },
  { after: 'half a chunk', sent: `${chunked}9\r\nabc`, body: true },
  { after: 'a chunk without its line end', sent: `${chunked}3\r\nabc`, body: true },
  { after: 'a chunk', sent: `${chunked}3\r\nabc\r\n`, body: true },
  { after: 'the last chunk size', sent: `${chunked}3\r\nabc\r\n0\r\n`, body: true },
  { after: 'half a trailer', sent: `${chunked}0\r\nx-a`, body: true },
  { after: 'half of what gzip made', sent: gzip, body: true },
]
const placeOf = (sent: string | Buffer): Place => (sent.length === 0 ? 'ttfb' : 'answer')

const silent = points.map(
  ({ after, sent }): Sick => ({
    name: `silence after ${after}`,
    act: asked((socket) => {
      socket.write(sent)
    }),
    ends: 'down timeout',
    at: placeOf(after === 'an interim answer' ? 'x' : sent),
  }),
)
const closed = points.map(
  ({ after, sent, body }): Sick => ({
    name: `closing after ${after}`,
    act: asked((socket) => socket.end(sent)),
    ends: body ? 'down truncated' : 'down closed',
    at: placeOf(sent),
  }),
)
const reset = points.map(
  ({ after, sent, body }): Sick => ({
    name: `a reset after ${after}`,
    act: asked((socket) => socket.write(sent, () => setTimeout(() => socket.resetAndDestroy(), 40))),
    ends: body ? 'down truncated' : 'down reset',
    at: placeOf(sent),
  }),
)

const trickled = (text: string): ((socket: import('node:net').Socket) => void) =>
  asked((socket) => {
    let at = 0
    forever(socket, () => text[at++] ?? 'x', 15)
  })

export const breakingOff: Sick[] = [
  ...silent,
  ...closed,
  ...reset,
  { name: 'silence from the start', act: () => {}, ends: 'down timeout', at: 'ttfb' },
  { name: 'closing at once', act: (socket) => socket.end(), ends: 'down closed', at: 'ttfb' },
  {
    name: 'a reset at once',
    act: (socket) => setTimeout(() => socket.resetAndDestroy(), 30),
    ends: 'down reset',
    at: 'ttfb',
  },
  {
    name: 'a head that trickles',
    act: trickled(`${head}x-long: ${'a'.repeat(500)}`),
    ends: 'down timeout',
    at: 'answer',
  },
  {
    name: 'headers that trickle without end',
    act: asked((socket) => {
      socket.write(head)
      forever(socket, () => 'a: b\r\n')
    }),
    ends: 'down timeout',
    at: 'answer',
  },
  {
    name: 'a body that trickles',
    act: trickled(`${head}content-length: 9000\r\n\r\n`),
    ends: 'down timeout',
    at: 'answer',
  },
  {
    name: 'chunks that trickle',
    act: asked((socket) => {
      socket.write(chunked)
      forever(socket, () => '1\r\nx\r\n')
    }),
    ends: 'down timeout',
    at: 'answer',
  },
  {
    name: 'a compressed body that trickles',
    act: asked((socket) => {
      socket.write(`${head}content-encoding: gzip\r\n\r\n`)
      const bytes = gzipSync(Buffer.alloc(500_000, 'ab'), { level: 1 })
      let at = 0
      forever(socket, () => bytes.subarray(at, ++at), 15)
    }),
    ends: 'down timeout',
    at: 'answer',
  },
  ...[100, 102, 103].map(
    (status): Sick => ({
      name: `interim answers ${status} without end`,
      act: asked((socket) => forever(socket, () => `HTTP/1.1 ${status} X\r\n\r\n`)),
      ends: 'down timeout',
      at: 'answer',
    }),
  ),
]
