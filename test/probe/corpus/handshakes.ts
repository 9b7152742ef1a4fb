import type { Socket } from 'node:net'
import type { TlsOptions } from 'node:tls'
import type { Authority, Pair } from '../support/certificates.ts'
import { answer } from '../support/servers.ts'
import { asked, forever, type Sick, says } from './sick.ts'

const url = 'https://localhost:{port}/'
const hello = (act: (socket: Socket) => void) => (socket: Socket) => {
  socket.once('data', () => act(socket))
}
/** An alert of TLS: fatal, and a number of RFC 8446, section 6. */
const alert = (number: number) => Buffer.from([0x15, 3, 3, 0, 2, 2, number])

/** What answers a ClientHello without a handshake. */
const raw: [name: string, ends: string, act: (socket: Socket) => void][] = [
  ['silence', 'down timeout', () => {}],
  ['a trickle', 'down timeout', hello((socket) => forever(socket, () => Buffer.from([0x16]), 300))],
  ['closing at once', 'down closed', (socket) => socket.end()],
  ['closing after the hello', 'down closed', hello((socket) => socket.end())],
  ['a reset after the hello', 'down reset', hello((socket) => socket.resetAndDestroy())],
  ['half a record, then closing', 'down closed', hello((socket) => socket.end(Buffer.from([0x16, 3, 3, 0, 90, 2, 0])))],
  ['half a record, then silence', 'down timeout', hello((s) => s.write(Buffer.from([0x16, 3, 3, 0, 90, 2, 0])))],
  ['plain HTTP', 'down tls_not_tls', hello((socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'))],
  ['a mail server', 'down tls_not_tls', (socket) => socket.write('220 mail.example ESMTP\r\n')],
  ['an SSH server', 'down tls_not_tls', (socket) => socket.write('SSH-2.0-OpenSSH_9.9\r\n')],
  ['noise', 'down tls_not_tls', hello((socket) => socket.write(Buffer.alloc(100, 0xa5)))],
  ['zeros', 'down tls_not_tls', hello((socket) => socket.write(Buffer.alloc(100)))],
  ['the alert handshake_failure', 'down tls_protocol', hello((socket) => socket.end(alert(40)))],
  ['the alert protocol_version', 'down tls_protocol', hello((socket) => socket.end(alert(70)))],
  ['the alert no_application_protocol', 'down tls_protocol', hello((socket) => socket.end(alert(120)))],
  ['the alert internal_error', 'down tls_error', hello((socket) => socket.end(alert(80)))],
  ['the alert unrecognized_name', 'down tls_error', hello((socket) => socket.end(alert(112)))],
  ['the alert certificate_required', 'down tls_client_cert', hello((socket) => socket.end(alert(116)))],
]

export async function handshakes(authority: Authority, other: Authority): Promise<Sick[]> {
  // openssl keeps a list of what it issued, one writer at a time.
  let last: Promise<unknown> = Promise.resolve()
  const issue = (options: Parameters<Authority['issue']>[0]): Promise<Pair> => {
    const made = last.then(() => authority.issue(options))
    last = made
    return made
  }
  const [good, expired, early, otherName, commonOnly, tooDeep, wildcard, soon, address, strange, own] =
    await Promise.all([
      issue({ san: 'DNS:localhost' }),
      issue({ san: 'DNS:localhost', from: -9, to: -1 }),
      issue({ san: 'DNS:localhost', from: 1 }),
      issue({ san: 'DNS:example.test' }),
      issue({ common: 'localhost' }),
      issue({ san: 'DNS:*.localhost' }),
      issue({ san: 'DNS:*.sub.localhost' }),
      issue({ san: 'DNS:localhost', from: -80, to: 5.5 }),
      issue({ san: 'IP:127.0.0.1' }),
      other.issue({ san: 'DNS:localhost' }),
      authority.selfSigned('DNS:localhost'),
    ])
  const ca = authority.path
  const speaks = (name: string, ends: string, tls: TlsOptions, more: Partial<Sick> = {}): Sick => ({
    name: `TLS: ${name}`,
    act: says(answer(200)),
    tls: { ALPNProtocols: ['http/1.1'], ...tls },
    url,
    check: { ca, ip: 4 },
    ends,
    at: ends.startsWith('up') || ends.includes('cert_expiring_soon') ? 'answer' : 'tls',
    ...more,
  })
  const old = (version: 'TLSv1' | 'TLSv1.1') =>
    ({ ...good, minVersion: version, maxVersion: version, ciphers: 'ALL@SECLEVEL=0' }) as const
  const chain = (pair: Pair, more: string) => ({ ...pair, cert: `${pair.cert}\n${more}` })
  return [
    ...raw.map(
      ([name, ends, act]): Sick => ({ name: `TLS: ${name}`, act, url, check: { ca, ip: 4 }, ends, at: 'tls' }),
    ),
    speaks('a good certificate', 'up', good),
    speaks('a good certificate with its root', 'up', chain(good, authority.cert)),
    speaks('an expired certificate', 'down tls_expired', expired),
    speaks('a certificate of tomorrow', 'down tls_not_yet_valid', early),
    speaks('a certificate for another name', 'down tls_hostname', otherName),
    speaks('a certificate with a common name alone', 'down tls_hostname', commonOnly),
    speaks('a wildcard one level too deep', 'down tls_hostname', tooDeep),
    speaks('a wildcard for its name', 'up', wildcard, { url: 'https://a.sub.localhost:{port}/' }),
    speaks('a wildcard two levels above', 'down tls_hostname', wildcard, { url: 'https://a.b.sub.localhost:{port}/' }),
    speaks('an address the certificate names', 'up', address, { url: 'https://127.0.0.1:{port}/' }),
    speaks('an address it does not name', 'down tls_hostname', good, { url: 'https://127.0.0.1:{port}/' }),
    speaks('a self-signed certificate', 'down tls_self_signed', own),
    speaks('an authority nobody trusts', 'down tls_untrusted', strange),
    speaks('a chain that ends in a root nobody trusts', 'down tls_self_signed', chain(strange, other.cert)),
    speaks(
      'an expired certificate of nobody’s authority',
      'down tls_expired',
      await other.issue({ san: 'DNS:localhost', from: -9, to: -1 }),
    ),
    speaks('a certificate that ends in five days', 'up cert_expiring:5', soon),
    speaks('one that has to hold for a week', 'down cert_expiring_soon:5', soon, {
      check: { ca, ip: 4, expect: { certificate: { fail: 7 * 86_400 } } },
    }),
    speaks('TLS 1.0', 'down tls_protocol', old('TLSv1')),
    speaks('TLS 1.1', 'down tls_protocol', old('TLSv1.1')),
    speaks('TLS 1.2', 'up', { ...good, maxVersion: 'TLSv1.2' }),
    speaks('closing after the handshake', 'down closed', good, { act: (socket) => socket.end(), at: 'ttfb' }),
    speaks('silence after the handshake', 'down timeout', good, { act: () => {}, at: 'ttfb' }),
    speaks('half an answer', 'down truncated', good, {
      act: asked((socket) => socket.end('HTTP/1.1 200 X\r\ncontent-length: 9\r\n\r\nabc')),
      at: 'answer',
    }),
    speaks('an answer that is no HTTP', 'down protocol', good, { act: says('hello\r\n\r\n'), at: 'answer' }),
    speaks('HTTP/1.1 where HTTP/2 is refused', 'up', { ...good, ALPNProtocols: ['http/1.1'] }),
    speaks('no protocol agreed on', 'up', good, { tls: { ...good } }),
  ]
}
