import type { Socket } from 'node:net'
import { answer } from '../support/servers.ts'
import { asked, flood, forever, type Sick, says } from './sick.ts'

const opened = 'HTTP/1.1 200 Connection established\r\n\r\n'
type Row = [name: string, url: string, ends: string, at: Sick['at'], act: (socket: Socket) => void]
const rows: Row[] = [
  ['silence', 'https', 'down timeout', 'tls', () => {}],
  ['closing at once', 'https', 'unknown checker:proxy', 'tls', (socket) => socket.end()],
  ['a reset', 'https', 'unknown checker:proxy', 'tls', asked((socket) => socket.resetAndDestroy())],
  ['noise', 'https', 'unknown checker:proxy', 'tls', says('hello there, this is no proxy at all\r\n\r\n')],
  [
    'a head without end',
    'https',
    'unknown checker:proxy',
    'tls',
    asked((socket) => flood(socket, 'HTTP/1.1 200 X\r\nx: y')),
  ],
  ['a head that trickles', 'https', 'down timeout', 'tls', asked((s) => forever(s, () => 'H'))],
  ['407', 'https', 'unknown checker:proxy-407', 'tls', says('HTTP/1.1 407 X\r\n\r\n')],
  ['403', 'https', 'unknown checker:proxy-403', 'tls', says('HTTP/1.1 403 X\r\n\r\n')],
  ['502', 'https', 'down unreachable:proxy-502', 'tls', says('HTTP/1.1 502 X\r\n\r\n')],
  ['504', 'https', 'down unreachable:proxy-504', 'tls', says('HTTP/1.0 504 X\r\n\r\n')],
  ['a tunnel into silence', 'https', 'down timeout', 'tls', says(opened)],
  ['a tunnel that closes', 'https', 'down closed', 'tls', asked((socket) => socket.end(opened))],
  ['a tunnel to a server without TLS', 'https', 'down tls_not_tls', 'tls', says(opened, 'HTTP/1.1 400 X\r\n\r\n')],
  ['an answer', 'http', 'up', 'answer', says(answer(200))],
  ['407 to a plain request', 'http', 'unknown checker:proxy-407', 'answer', says(answer(407))],
  ['500', 'http', 'down status:500', 'answer', says(answer(500))],
]

/** Each is asked for a server that it alone knows. */
export const proxies: Sick[] = rows.map(([name, scheme, ends, at, act]) => ({
  name: `a proxy: ${name}`,
  act,
  url: `${scheme}://only.the.proxy.knows/`,
  check: { proxy: 'http://127.0.0.1:{port}' },
  ends,
  at,
}))
