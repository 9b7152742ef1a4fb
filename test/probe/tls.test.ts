import { spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import type { TlsOptions } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CheckOf } from '../../src/config/config.ts'
import { type Authority, makeAuthority, type Pair } from './support/certificates.ts'
import { attemptAt, brief, http, tls } from './support/check.ts'
import { answer, closeAll, onRequest, say, serve, serveTls } from './support/servers.ts'

let authority: Authority
let other: Authority
let good: Pair

beforeAll(async () => {
  ;[authority, other] = await Promise.all([makeAuthority(), makeAuthority()])
  good = await authority.issue({ san: 'DNS:localhost' })
})
afterAll(async () => {
  await closeAll()
  await authority.remove()
  await other.remove()
})

const quiet = () => {}

async function probeWith(
  options: TlsOptions,
  check: Partial<CheckOf<'tls'>> = {},
  onConnection: (socket: Socket) => void = quiet,
) {
  const running = await serveTls(options, onConnection)
  return brief(await attemptAt(tls(running.port, { ca: authority.path, ...check })))
}

describe('a TLS probe calls', () => {
  test('a good certificate up, by https too, with a time for the handshake', async () => {
    expect(await probeWith(good)).toBe('up')
    const { port } = await serveTls({ ...good, ALPNProtocols: ['http/1.1'] }, say(answer(200)))
    const result = await attemptAt(http(`https://localhost:${port}/`, { ca: authority.path, ip: 4 }))
    expect(brief(result)).toBe('up')
    expect(result.timings.connect!).toBeLessThanOrEqual(result.timings.tls!)
    expect(result.timings.tls!).toBeLessThanOrEqual(result.timings.ttfb!)
  })

  test('an expired certificate tls_expired', async () => {
    expect(await probeWith(await authority.issue({ san: 'DNS:localhost', from: -9, to: -1 }))).toBe('down tls_expired')
  })

  test('a certificate of tomorrow tls_not_yet_valid', async () => {
    expect(await probeWith(await authority.issue({ san: 'DNS:localhost', from: 1 }))).toBe('down tls_not_yet_valid')
  })

  test('a certificate for another name tls_hostname', async () => {
    expect(await probeWith(await authority.issue({ san: 'DNS:example.test' }))).toBe('down tls_hostname')
  })

  test('a certificate with nothing but a common name tls_hostname', async () => {
    expect(await probeWith(await authority.issue({ common: 'localhost' }))).toBe('down tls_hostname')
  })

  test('the name in server_name up', async () => {
    const pair = await authority.issue({ san: 'DNS:mail.example.test' })
    expect(await probeWith(pair, { server_name: 'mail.example.test' })).toBe('up')
  })

  test('an address that the certificate names up', async () => {
    const pair = await authority.issue({ san: 'IP:127.0.0.1' })
    expect(await probeWith(pair, { host: '127.0.0.1' })).toBe('up')
  })

  test('a self-signed certificate tls_self_signed', async () => {
    expect(await probeWith(await authority.selfSigned('DNS:localhost'))).toBe('down tls_self_signed')
  })

  test('an authority that is not trusted tls_untrusted', async () => {
    expect(await probeWith(await other.issue({ san: 'DNS:localhost' }))).toBe('down tls_untrusted')
  })

  test('a certificate that expires soon up with a note, or down as the check says', async () => {
    const pair = await authority.issue({ san: 'DNS:localhost', from: -80, to: 5.5 })
    expect(await probeWith(pair)).toBe('up cert_expiring:5')
    expect(await probeWith(pair, { certificate: { warn: 86_400 } })).toBe('up')
    expect(await probeWith(pair, { certificate: { fail: 7 * 86_400 } })).toBe('down cert_expiring_soon:5')
  })

  test('a server without TLS tls_not_tls', async () => {
    const { port } = await serve((socket) => socket.on('data', () => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')))
    expect(brief(await attemptAt(tls(port)))).toBe('down tls_not_tls')
  })

  test('a server of TLS 1.0 alone tls_protocol', async () => {
    const old = { ...good, minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'ALL@SECLEVEL=0' } as const
    expect(await probeWith(old)).toBe('down tls_protocol')
  })

  test('a server that wants a client certificate tls_client_cert by https', async () => {
    // Node's own server just hangs up; openssl's says why, as nginx and others do.
    const words = ['s_server', '-accept', '0', '-cert', authority.file(good.cert), '-key', authority.file(good.key)]
    const server = spawn('openssl', [...words, '-Verify', '1', '-www'], { stdio: ['ignore', 'pipe', 'ignore'] })
    const port = await new Promise<number>((resolve) => {
      let out = ''
      server.stdout.on('data', (chunk) => {
        out += chunk
        const found = /ACCEPT .*:(\d+)/.exec(out)
        if (found !== null) resolve(Number(found[1]))
      })
    })
    const result = await attemptAt(http(`https://localhost:${port}/`, { ca: authority.path, ip: 4 }))
    server.kill()
    expect(brief(result)).toBe('down tls_client_cert')
  })

  test('a server that gets its client certificate up', async () => {
    const client = await authority.issue({ common: 'probe' })
    const options = { ...good, requestCert: true, rejectUnauthorized: true, ca: authority.cert }
    const { port } = await serveTls(options, say(answer(200)))
    const check = http(`https://localhost:${port}/`, {
      ip: 4,
      ca: authority.path,
      client_certificate: { cert: 'client.pem', key: '${KEY}' },
    })
    const result = await attemptAt(check, {
      fill: (text) => text.replace('${KEY}', client.key),
      readFile: async (path) => (path === 'client.pem' ? client.cert : authority.cert),
    })
    expect(brief(result)).toBe('up')
  })

  test('a handshake that never ends timeout', async () => {
    const { port } = await serve(quiet)
    expect(brief(await attemptAt(tls(port, { timeout: 0.2 })))).toBe('down timeout')
  })

  test('a server that closes in the handshake closed', async () => {
    const { port } = await serve((socket) => socket.once('data', () => socket.end()))
    expect(brief(await attemptAt(tls(port)))).toBe('down closed')
  })

  test('a server that resets in the handshake reset', async () => {
    const { port } = await serve((socket) => socket.once('data', () => socket.resetAndDestroy()))
    expect(brief(await attemptAt(tls(port)))).toBe('down reset')
  })

  test('a file of roots that is not there the checker’s own failure', async () => {
    expect(brief(await attemptAt(tls(1, { ca: '/nowhere/ca.pem' })))).toBe('unknown checker:certificate-file')
  })
})

test('each attempt makes a TLS session of its own', async () => {
  const reused: boolean[] = []
  const { port } = await serveTls(good, (socket) => {
    reused.push((socket as unknown as { isSessionReused: () => boolean }).isSessionReused())
    onRequest((one) => one.write(answer(200)))(socket)
  })
  const check = http(`https://localhost:${port}/`, { ca: authority.path, ip: 4 })
  await attemptAt(check)
  await attemptAt(check)
  expect(reused).toEqual([false, false])
})
