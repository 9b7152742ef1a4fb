import type { Socket } from 'node:net'
import type { TlsOptions } from 'node:tls'
import { gzipSync } from 'node:zlib'
import { data, field, frame, goaway, headers, numbers, ok, reset, settings, status200, status204 } from './frames.ts'
import { asked, flood, forever, type Sick } from './sick.ts'

const end = Symbol('end')
const broken = Symbol('broken')
type Part = Buffer | string | typeof end | typeof broken | ((socket: Socket) => void)

/** After the client's preface, the parts one after the other. */
const plays = (...parts: Part[]) =>
  asked(async (socket) => {
    for (const part of parts) {
      await new Promise((resolve) => setTimeout(resolve, 10))
      if (part === end) socket.end()
      else if (part === broken) socket.destroy()
      else if (typeof part === 'function') part(socket)
      else if (typeof part !== 'symbol') socket.write(part)
    }
  })
const with200 = (...fields: Buffer[]) => headers(Buffer.concat([status200, ...fields]))

type Row = [name: string, ends: string, ...parts: Part[]]
const beforeAnswer: Row[] = [
  ['silence', 'down timeout'],
  ['nothing but settings', 'down timeout', settings],
  ['pings without end', 'down timeout', settings, (socket) => forever(socket, () => frame(6, 0, 0, '12345678'))],
  ['early hints without end', 'down timeout', settings, (s) => forever(s, () => headers(field(':status', '103')))],
  ['closing at once', 'down closed', end],
  ['closing after the settings', 'down closed', settings, end],
  ['a connection cut', 'down closed', settings, broken],
  ['a stream reset for an internal error', 'down reset', settings, reset(2)],
  ['a stream refused', 'down closed', settings, reset(7)],
  ['a stream cancelled', 'down closed', settings, reset(8)],
  ['a stream reset for no error', 'down closed', settings, reset(0)],
  ['a stream reset to calm us', 'down reset', settings, reset(11)],
  ['going away', 'down closed', settings, goaway(0, 0), end],
  ['going away and staying', 'down closed', settings, goaway(0, 0)],
  ['going away for an error', 'down reset', settings, goaway(0, 2), end],
  ['HTTP/1.1 in the middle of HTTP/2', 'down protocol', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'],
  ['noise', 'down protocol', Buffer.alloc(300, 0xa5)],
  ['headers without a status', 'down protocol', settings, headers(field('x', 'y'))],
  ['a status of letters', 'down protocol', settings, headers(field(':status', 'abc'))],
  ['a status of two digits', 'down protocol', settings, headers(field(':status', '99'))],
  ['a 101', 'down protocol', settings, headers(field(':status', '101'))],
  ['two statuses', 'down protocol', settings, headers(Buffer.concat([status200, status200]))],
  ['capitals in a header', 'down protocol', settings, with200(field('X-Big', 'a'))],
  ['a header of connections', 'down protocol', settings, with200(field('connection', 'close'))],
  ['a header block that is none', 'down protocol', settings, headers(Buffer.alloc(6, 0xff))],
  ['a body before the head', 'down protocol', settings, data('ok', true)],
  ['an answer on a stream that nobody opened', 'down protocol', settings, headers(status200, 0, 3)],
  ['a push and no answer', 'down timeout', settings, frame(5, 4, 1, Buffer.concat([numbers(2), Buffer.from([0x82])]))],
  ['a frame that is too long', 'down protocol', settings, frame(0, 0, 1, 'x'.repeat(20_000))],
  ['a header of 100 KB', 'down protocol', settings, with200(field('x-big', 'a'.repeat(100_000)))],
  [
    'a head without end',
    'down protocol',
    settings,
    frame(1, 0, 1, status200),
    (socket) => forever(socket, () => frame(9, 0, 1, field('x', 'y'.repeat(1000))), 2),
  ],
  ['settings without end', 'down protocol', (socket) => flood(socket, Buffer.concat(Array(400).fill(settings)))],
]
const afterHead: Row[] = [
  ['HTTP/1.1 wanted, and HTTP/2 spoken there too', 'down protocol', settings, reset(13)],
  ['a body cut by a reset', 'down truncated', settings, ok, data('abc'), reset(2)],
  ['a body cut by a cancel', 'down truncated', settings, ok, data('abc'), reset(8)],
  ['a body cut by the end of the connection', 'down truncated', settings, ok, data('abc'), end],
  ['a body cut by going away', 'down truncated', settings, ok, data('abc'), goaway(1, 0), end],
  ['a body that never ends', 'down timeout', settings, ok, data('abc')],
  ['a body that trickles', 'down timeout', settings, ok, (socket) => forever(socket, () => data('x'))],
  ['a body shorter than it says', 'down truncated', settings, with200(field('content-length', '9')), data('a', true)],
  ['a body longer than it says', 'down protocol', settings, with200(field('content-length', '1')), data('abc', true)],
  ['gzip that is none', 'down decode', settings, with200(field('content-encoding', 'gzip')), data('text', true)],
  ['a 503', 'down status:503', settings, headers(field(':status', '503')), data('x', true)],
  ['429', 'unknown rate_limited', settings, headers(field(':status', '429')), data('x', true)],
  ['an answer', 'up', settings, ok, data('ok', true)],
  ['an answer without a body', 'up', settings, headers(status200, 1)],
  ['204', 'up', settings, headers(status204, 1)],
  ['early hints', 'up', settings, headers(field(':status', '103')), ok, data('ok', true)],
  ['a 100 nobody asked for', 'up', settings, headers(field(':status', '100')), ok, data('ok', true)],
  ['an answer and then going away', 'up', settings, goaway(1, 0), ok, data('ok', true), end],
  ['trailers', 'up', settings, ok, data('ok'), headers(field('x-sum', '1'), 1)],
  ['a body by gzip', 'up', settings, with200(field('content-encoding', 'gzip')), frame(0, 1, 1, gzipSync('ok'))],
  [
    'a bomb of gzip',
    'up',
    settings,
    with200(field('content-encoding', 'gzip')),
    ...Array.from({ length: 1 }, () => frame(0, 1, 1, gzipSync(Buffer.alloc(12_000_000)).subarray(0, 16_000))),
  ],
]

/** Over TLS, with the protocol agreed on in the handshake. */
export function http2(pair: TlsOptions, ca: string): Sick[] {
  const tls = { ...pair, ALPNProtocols: ['h2', 'http/1.1'] }
  const row =
    (at: Sick['at']) =>
    ([name, ends, ...parts]: Row): Sick => ({
      name: `HTTP/2: ${name}`,
      act: plays(...parts),
      tls,
      check: { ca },
      ends,
      at,
    })
  return [...beforeAnswer.map(row('ttfb')), ...afterHead.map(row('answer'))]
}
