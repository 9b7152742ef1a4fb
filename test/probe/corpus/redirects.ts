import { answer } from '../support/servers.ts'
import { asked, forever, type Sick, says } from './sick.ts'

const to = (location: string, status = 302) => says(answer(status, { location }, ''))
const row = (name: string, location: string, ends: string, check: Sick['check'] = {}): Sick => ({
  name: `a redirect to ${name}`,
  act: to(location),
  check,
  ends,
  at: 'answer',
})
let turn = 0

export const redirects: Sick[] = [
  row('itself', '/', 'down redirect_limit'),
  row('itself with a query', '?', 'down redirect_limit'),
  row('itself with a fragment', '#a', 'down redirect_limit'),
  ...[301, 303, 307, 308].map(
    (status): Sick => ({
      name: `a redirect ${status} without end`,
      act: to('/', status),
      check: { method: 'POST', body: 'x' },
      ends: 'down redirect_limit',
      at: 'answer',
    }),
  ),
  {
    name: 'an address that grows with each redirect',
    act: asked((socket) => {
      turn += 1
      socket.write(answer(302, { location: `/${'x'.repeat(turn * 100)}` }, ''))
    }),
    check: { follow: 20 },
    ends: 'down redirect_limit',
    at: 'answer',
  },
  row('ftp', 'ftp://example.test/', 'down redirect_invalid'),
  row('a file', 'file:///etc/passwd', 'down redirect_invalid'),
  row('a script', 'javascript:alert(1)', 'down redirect_invalid'),
  row('data', 'data:text/plain,ok', 'down redirect_invalid'),
  row('gopher', 'gopher://127.0.0.1:25/', 'down redirect_invalid'),
  row('a host that is none', 'http://', 'down redirect_invalid'),
  row('a port that is none', 'http://127.0.0.1:99999/', 'down redirect_invalid'),
  row('half an address', 'http://[::1/', 'down redirect_invalid'),
  row('credentials', 'http://user:word@127.0.0.1/', 'down redirect_blocked'),
  ...[
    ['loopback elsewhere', 'http://127.0.0.9:9/'],
    ['loopback by IPv6', 'http://[::1]:9/'],
    ['loopback in disguise', 'http://[::ffff:127.0.0.9]:9/'],
    ['loopback as one number', 'http://2130706441:9/'],
    ['loopback in octal', 'http://0177.0.0.011:9/'],
    ['zero', 'http://0.0.0.0:9/'],
    ['a private network', 'http://10.0.0.1:9/'],
    ['loopback by NAT64', 'http://[64:ff9b::7f00:9]:9/'],
    ['loopback by 6to4', 'http://[2002:7f00:9::]:9/'],
  ].map(
    ([name, location]): Sick => ({
      ...row(name!, location!, 'down redirect_blocked', { allow_private: ['127.0.0.1/32'] }),
      at: 'dns',
    }),
  ),
  { ...row('a port that nobody listens on', 'http://127.0.0.1:1/', 'down refused'), at: 'connect' },
  {
    name: 'a redirect without an address',
    act: says(answer(302, {}, '')),
    ends: 'down redirect_invalid',
    at: 'answer',
  },
  {
    name: 'a redirect of 100 KB',
    act: to(`/${'x'.repeat(100_000)}`),
    ends: 'down headers_too_large',
    at: 'answer',
  },
  {
    name: 'a redirect whose body trickles',
    act: asked((socket) => {
      socket.write('HTTP/1.1 302 X\r\nlocation: /\r\ncontent-length: 99\r\n\r\n')
      forever(socket, () => 'x')
    }),
    ends: 'down timeout',
    at: 'answer',
  },
  {
    name: 'a redirect that is not to be followed',
    act: to('/'),
    check: { follow: 0 },
    ends: 'down status:302',
    at: 'answer',
  },
]
