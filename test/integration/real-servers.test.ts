import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Authority, makeAuthority, type Pair } from '../probe/support/certificates.ts'
import { http, tcp, tls } from '../probe/support/check.ts'
import { outcome, smtp, ssh } from '../probe/support/protocols.ts'
import { closedPort } from '../probe/support/servers.ts'
import { startExim } from './real/exim.ts'
import { makeFolder, type ServerFolder } from './real/folder.ts'
import { type NginxPorts, startNginx } from './real/nginx.ts'
import { initPostgres, startPostgres } from './real/postgres.ts'
import { skipWithout } from './real/program.ts'
import { type RealServer, stopAll } from './real/server.ts'
import { startSshd } from './real/sshd.ts'

let authority: Authority
let good: Pair
let expired: Pair
let ca: { ca: string }

beforeAll(async () => {
  authority = await makeAuthority()
  good = await authority.issue({ san: 'DNS:localhost' })
  expired = await authority.issue({ san: 'DNS:localhost', from: -9, to: -1 })
  ca = { ca: authority.path }
})
afterAll(() => authority.remove())

/** A folder for the servers of a block. */
function folderOfBlock(): () => ServerFolder {
  let folder: ServerFolder
  beforeAll(async () => {
    folder = await makeFolder()
  })
  afterAll(async () => {
    await stopAll()
    await folder.remove()
  })
  return () => folder
}

/** Keeps a connection open that was greeted so: a server which takes one then has no room for another. */
async function occupy(port: number, greeting: string): Promise<Socket> {
  for (;;) {
    const socket = connect(port, '127.0.0.1')
    const [words] = await once(socket, 'data')
    if (String(words).startsWith(greeting)) return socket
    socket.destroy()
  }
}

/** Asks until the server is rid of the client before. */
async function settled(ask: () => Promise<string>, result: string): Promise<void> {
  await expect.poll(ask, { timeout: 10_000, interval: 50 }).toBe(result)
}

describe.skipIf(skipWithout('nginx'))('nginx', () => {
  const folder = folderOfBlock()
  let ports: NginxPorts
  let server: RealServer
  beforeAll(async () => {
    ports = { http: await closedPort(), https: await closedPort(), expired: await closedPort() }
    server = await startNginx(folder(), ports, { good, expired })
  })

  test('is up by http and by https', async () => {
    const expecting = { expect: { body: { contains: 'fine' } } }
    expect(await outcome(http(`http://127.0.0.1:${ports.http}/`, expecting))).toBe('up')
    expect(await outcome(http(`https://localhost:${ports.https}/`, { ...ca, ...expecting, ip: 4 }))).toBe('up')
    expect(await outcome(tls(ports.https, ca))).toBe('up')
  })

  test('is down when it answers 503, or nobody answers behind it', async () => {
    expect(await outcome(http(`http://127.0.0.1:${ports.http}/sick`))).toBe('down status:503 after ttfb')
    expect(await outcome(http(`http://127.0.0.1:${ports.http}/behind`))).toBe('down status:502 after ttfb')
  })

  test('is down when its certificate has expired', async () => {
    const url = `https://localhost:${ports.expired}/`
    expect(await outcome(http(url, { ...ca, ip: 4 }))).toBe('down tls_expired after connect')
    expect(await outcome(tls(ports.expired, ca))).toBe('down tls_expired after connect')
  })

  test('is down when it hangs', async () => {
    server.freeze()
    const slow = { timeout: 0.3, ip: 4 as const }
    expect(await outcome(http(`http://127.0.0.1:${ports.http}/`, slow))).toBe('down timeout after connect')
    expect(await outcome(http(`https://localhost:${ports.https}/`, slow))).toBe('down timeout after connect')
    server.thaw()
  })

  test('is down when it is stopped', async () => {
    await server.stop()
    expect(await outcome(http(`http://127.0.0.1:${ports.http}/`))).toBe('down refused after dns')
    expect(await outcome(tls(ports.https, ca))).toBe('down refused after dns')
  })
})

describe.skipIf(skipWithout('sshd', 'ssh-keygen'))('OpenSSH', () => {
  const folder = folderOfBlock()
  let port: number
  let server: RealServer
  beforeAll(async () => {
    port = await closedPort()
    server = await startSshd(folder(), port)
  })

  test('is up', async () => {
    await settled(() => outcome(ssh(port)), 'up')
    await settled(() => outcome(tcp(port, { expect: 'SSH-2.0-OpenSSH' })), 'up')
  })

  test('is down when too many are on their way in', async () => {
    const other = await occupy(port, 'SSH')
    expect(await outcome(ssh(port))).toBe('down answer after ttfb')
    other.destroy()
  })

  test('is down when it hangs', async () => {
    server.freeze()
    expect(await outcome(ssh(port, { timeout: 0.3 }))).toBe('down timeout after connect')
    server.thaw()
  })

  test('is down when it is stopped', async () => {
    await server.stop()
    expect(await outcome(ssh(port))).toBe('down refused after dns')
  })
})

describe.skipIf(skipWithout('exim4'))('Exim', () => {
  const folder = folderOfBlock()
  let port: number
  beforeEach(async () => {
    port = await closedPort()
  })
  afterEach(stopAll)

  test('is up, greeted, by its STARTTLS and by the certificate behind it', async () => {
    await startExim(folder(), port, good)
    await settled(() => outcome(smtp(port)), 'up')
    await settled(() => outcome(smtp(port, { ...ca, starttls: true })), 'up')
    await settled(() => outcome(tls(port, { ...ca, starttls: 'smtp' })), 'up')
    await settled(() => outcome(tcp(port, { expect: '220 localhost ESMTP Exim' })), 'up')
  })

  test('is down when it is too busy', async () => {
    await startExim(folder(), port, good)
    await settled(() => outcome(smtp(port)), 'up')
    const other = await occupy(port, '220')
    expect(await outcome(smtp(port))).toBe('down status:421 after ttfb')
    other.destroy()
  })

  test('is down when its certificate has expired', async () => {
    await startExim(folder(), port, expired)
    await settled(() => outcome(smtp(port, { ...ca, starttls: true })), 'down tls_expired after ttfb')
    await settled(() => outcome(tls(port, { ...ca, starttls: 'smtp' })), 'down tls_expired after connect')
  })

  test('is down when it offers no STARTTLS', async () => {
    await startExim(folder(), port, null)
    await settled(() => outcome(smtp(port)), 'up')
    await settled(() => outcome(smtp(port, { starttls: true })), 'down answer:no-starttls after ttfb')
  })

  test('is down when it hangs, and when it is stopped', async () => {
    const server = await startExim(folder(), port, good)
    server.freeze()
    expect(await outcome(smtp(port, { timeout: 0.3 }))).toBe('down timeout after connect')
    await server.stop()
    expect(await outcome(smtp(port))).toBe('down refused after dns')
  })
})

describe.skipIf(skipWithout('postgres', 'initdb'))('PostgreSQL', () => {
  const folder = folderOfBlock()
  let port: number
  beforeAll(() => initPostgres(folder()))
  beforeEach(async () => {
    port = await closedPort()
  })
  afterEach(stopAll)

  test('is up by its STARTTLS', async () => {
    await startPostgres(folder(), port, good)
    expect(await outcome(tls(port, { ...ca, starttls: 'postgres' }))).toBe('up')
    expect(await outcome(tcp(port))).toBe('up')
    // Without it, it waits for a start-up message that never comes.
    expect(await outcome(tls(port, { ...ca, timeout: 0.5 }))).toMatch(/^down (closed|timeout|reset) after connect$/)
  })

  test('is down when its certificate has expired', async () => {
    await startPostgres(folder(), port, expired)
    expect(await outcome(tls(port, { ...ca, starttls: 'postgres' }))).toBe('down tls_expired after connect')
  })

  test('is down when it speaks no TLS', async () => {
    await startPostgres(folder(), port, null)
    expect(await outcome(tls(port, { ...ca, starttls: 'postgres' }))).toBe('down answer:no-starttls after connect')
  })

  test('is down when it hangs, and when it is stopped', async () => {
    const server = await startPostgres(folder(), port, good)
    server.freeze()
    const check = tls(port, { ...ca, starttls: 'postgres', timeout: 0.3 })
    expect(await outcome(check)).toBe('down timeout after connect')
    await server.stop()
    expect(await outcome(check)).toBe('down refused after dns')
  })
})
