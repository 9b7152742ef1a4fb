import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { afterAll, describe, expect, test } from 'vitest'
import type { CheckOf } from '../../src/config/config.ts'
import { attemptAt, brief, timing } from './support/check.ts'
import { a, aaaa, closeDns, cname, mx, ns, type Reply, serveDns, txt, type } from './support/dns.ts'

afterAll(closeDns)

type Keys = Partial<CheckOf<'dns'>>

function dns(resolver: string, keys: Keys = {}): CheckOf<'dns'> {
  return { ...timing, timeout: 2, type: 'dns', name: 'acme.example', resolver, ...keys }
}

/** What the check says when the server gives this one reply to everything. */
async function told(reply: Reply, keys: Keys = {}): Promise<string> {
  const { resolver } = await serveDns(() => reply)
  return brief(await attemptAt(dns(resolver, keys)))
}

describe('a name server that answers', () => {
  test('any address is up, as quick as its answer', async () => {
    const { resolver } = await serveDns(() => ({ records: [a('192.0.2.1')] }))
    const result = await attemptAt(dns(resolver))
    expect(brief(result)).toBe('up')
    expect(result.ms).toBe(result.timings.ttfb)
    expect(result.timings.dns).toBeNull()
  })

  test('need not be named: then it is the one that hosts are looked up with', async () => {
    const { resolver } = await serveDns(() => ({ records: [a('192.0.2.1')] }))
    const { resolver: _, ...check } = dns(resolver)
    expect(brief(await attemptAt({ ...check, allow_private: false }, { nameServers: [resolver] }))).toBe('up')
  })

  test('is asked for the name and record of the check', async () => {
    const { resolver, heard } = await serveDns(() => ({ records: [txt('x')] }))
    await attemptAt(dns(resolver, { name: 'Mail.Acme.Example.', record: 'TXT' }))
    expect(heard).toEqual([{ name: 'mail.acme.example', type: type.TXT, over: 'udp' }])
  })

  const two = { records: [a('192.0.2.1'), a('192.0.2.2')] }
  const mail = { records: [mx(10, 'Mail.Example'), mx(20, 'backup.example')] }
  const address = { records: [aaaa('20010db8000000000000000000000001')] }
  const key = { records: [txt('v=DKIM1; k=rsa; ', 'p=MIIB')] }
  test.each<[string, Reply, Keys, string]>([
    ['one of any', two, { expect: { any: ['192.0.2.9', '192.0.2.2'] } }, 'up'],
    ['none of any', two, { expect: { any: ['192.0.2.9'] } }, 'down answer'],
    ['all of all, and one more', two, { expect: { all: ['192.0.2.2'] } }, 'up'],
    ['one of all', two, { expect: { all: ['192.0.2.1', '192.0.2.9'] } }, 'down answer'],
    ['any, and not all', two, { expect: { any: ['192.0.2.1'], all: ['192.0.2.9'] } }, 'down answer'],
    ['IPv6 in another spelling', address, { record: 'AAAA', expect: { any: ['2001:DB8:0:0::1'] } }, 'up'],
    ['another IPv6', address, { record: 'AAAA', expect: { any: ['2001:db8::2'] } }, 'down answer'],
    [
      'an alias with capitals and a dot',
      { records: [cname('cdn.Example')] },
      { record: 'CNAME', expect: { any: ['CDN.example.'] } },
      'up',
    ],
    ['a name server', { records: [ns('ns1.example')] }, { record: 'NS', expect: { all: ['NS1.example'] } }, 'up'],
    [
      'a mail host with its priority',
      mail,
      { record: 'MX', expect: { all: ['10 mail.example.', '20  backup.example'] } },
      'up',
    ],
    ['a mail host alone', mail, { record: 'MX', expect: { any: ['mail.example'] } }, 'up'],
    ['a mail host of another priority', mail, { record: 'MX', expect: { any: ['20 mail.example'] } }, 'down answer'],
    ['a text in chunks', key, { record: 'TXT', expect: { any: ['v=DKIM1; k=rsa; p=MIIB'] } }, 'up'],
    ['a text in other capitals', key, { record: 'TXT', expect: { any: ['v=dkim1; k=rsa; p=MIIB'] } }, 'down answer'],
    ['nothing of this type', { records: [] }, {}, 'down answer:empty'],
    ['an alias that leads nowhere', { records: [cname('gone.example')] }, {}, 'down answer:empty'],
  ])('%s', async (_, reply, keys, expected) => {
    expect(await told(reply, keys)).toBe(expected)
  })

  test('over TCP when it does not fit into a packet', async () => {
    const { resolver, heard } = await serveDns(({ over }) =>
      over === 'udp' ? { cut: true } : { records: Array.from({ length: 60 }, (_, i) => a(`192.0.2.${i}`)) },
    )
    expect(brief(await attemptAt(dns(resolver, { expect: { all: ['192.0.2.0', '192.0.2.59'] } })))).toBe('up')
    expect(heard.map(({ over }) => over)).toEqual(['udp', 'tcp'])
  })

  test('after a lost packet', async () => {
    let count = 0
    const { resolver } = await serveDns(() => (count++ === 0 ? null : { records: [a('192.0.2.1')] }))
    expect(brief(await attemptAt(dns(resolver, { timeout: 1 })))).toBe('up')
  })

  test('slower than `degraded_over` is slow', async () => {
    let count = 0
    const { resolver } = await serveDns(() => (count++ === 0 ? null : { records: [a('192.0.2.1')] }))
    expect(brief(await attemptAt(dns(resolver, { timeout: 1, degraded_over: 0.05 })))).toBe('degraded slow')
  })
})

describe('every response code', () => {
  test.each<[number, string]>([
    [1, 'down dns_error:FORMERR'],
    [2, 'down dns_error:SERVFAIL'],
    [3, 'down dns_nxdomain'],
    [4, 'down dns_error:NOTIMP'],
    [5, 'down dns_error:REFUSED'],
    ...[6, 7, 8, 9, 10, 11].map((code): [number, string] => [code, 'down answer:empty']),
  ])('%d', async (code, expected) => {
    expect(await told({ code })).toBe(expected)
  })

  test.each<[number, 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED', string]>([
    [3, 'NXDOMAIN', 'up'],
    [2, 'SERVFAIL', 'up'],
    [5, 'REFUSED', 'up'],
    [0, 'NXDOMAIN', 'down answer'],
    [2, 'NXDOMAIN', 'down dns_error:SERVFAIL'],
    [3, 'REFUSED', 'down dns_nxdomain'],
  ])('%d where %s is expected', async (code, expected, verdict) => {
    expect(await told({ code, records: code === 0 ? [a('192.0.2.1')] : [] }, { expect: { code: expected } })).toBe(
      verdict,
    )
  })
})

describe('a name server that is sick', () => {
  test.each<[string, Reply, string]>([
    ['silent', null, 'down timeout'],
    ['a stray byte', Buffer.from([1]), 'down protocol'],
    ['noise', Buffer.alloc(400, 0xff), 'down protocol'],
    ['an answer to another question', { id: 1, records: [a('192.0.2.1')] }, 'down timeout'],
    ['a record of a wrong length', { records: [[type.A, Buffer.from([1, 2])]] }, 'down protocol'],
    ['cut over TCP as well', { cut: true }, 'down answer:empty'],
  ])('%s', async (_, reply, expected) => {
    expect(await told(reply, { timeout: 0.4 })).toBe(expected)
  })

  test('nobody there is refused', async () => {
    const socket = createSocket('udp4')
    socket.bind(0, '127.0.0.1')
    await once(socket, 'listening')
    const { port } = socket.address()
    socket.close()
    await once(socket, 'close')
    expect(brief(await attemptAt(dns(`127.0.0.1:${port}`)))).toBe('down refused')
  })
})

describe('which server may be asked', () => {
  test.each<[string, string, Keys]>([
    ['loopback', '127.0.0.1:5300', { allow_private: false }],
    ['a metadata address', '169.254.169.254', { allow_private: ['10.0.0.0/8'] }],
    ['a private address of IPv6', '[fd00::1]:53', { allow_private: false }],
    ['loopback inside IPv6', '::ffff:127.0.0.1', { allow_private: false }],
  ])('not %s', async (_, resolver, keys) => {
    expect(brief(await attemptAt(dns(resolver, keys)))).toBe('down private_address')
  })

  test('a refused one hears nothing', async () => {
    const { resolver, heard } = await serveDns(() => ({ records: [a('192.0.2.1')] }))
    await attemptAt(dns(resolver, { allow_private: ['10.0.0.0/8'] }))
    expect(heard).toEqual([])
    expect(brief(await attemptAt(dns(resolver, { allow_private: ['127.0.0.0/8'] })))).toBe('up')
  })

  test('one of the address family asked for', async () => {
    expect(brief(await attemptAt(dns('127.0.0.1', { ip: 6 })))).toBe('down dns_error:no-address')
  })
})
