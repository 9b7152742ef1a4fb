import { afterEach, describe, expect, test } from 'vitest'
import { vote } from '../../src/checks/votes.ts'
import type { AnyCheck } from '../../src/config/config.ts'
import { type PlacesOptions, placesFrom } from '../../src/probe/places.ts'
import { brief, component, dns, http, tcp } from './support/check.ts'
import {
  type At,
  berlin,
  failed,
  type GlobalpingServer,
  globalpingServer,
  httpTest,
  newYork,
} from './support/globalping-server.ts'

let server: GlobalpingServer
afterEach(() => server.close())

const web = (keys: Parameters<typeof http>[1] = {}) =>
  http('https://api.acme.example/health?deep=1', { allow_private: false, locations: ['eu', 'us'], ...keys })

const told: string[] = []
const options = (more: Partial<PlacesOptions> = {}): PlacesOptions => {
  told.length = 0
  return { last: new Map(), onFailure: ({ message }) => told.push(message), ...more }
}
const ask = (checks: AnyCheck[], more: Partial<PlacesOptions> = {}, environment: Record<string, string> = {}) =>
  placesFrom({ GLOBALPING_API_URL: server.base, ...environment }, 'Candor-test')(
    checks.map((check, at) => component(`c${at}`, check)),
    options(more),
  )
const everywhere =
  (result: ReturnType<typeof httpTest>): At =>
  () => ({ probe: berlin, result })

describe('the places of a component', () => {
  test('are asked by one measurement, and each has its column', async () => {
    const at: At = (place) => ({
      probe: place === 'eu' ? berlin : newYork,
      result: httpTest(place === 'eu' ? 200 : 500),
    })
    server = await globalpingServer(() => at, { takes: 'a while' })
    const results = await ask([web()], {}, { GLOBALPING_TOKEN: 'token-of-ours' })
    expect(results.map(({ place }) => place)).toEqual(['eu', 'us'])
    expect(results.map(brief)).toEqual(['up', 'down status:500'])
    expect(results[0]).toMatchObject({ ms: 60, timings: { dns: 5, connect: 15, tls: 35, ttfb: 60, total: 61 } })
    expect(server.requests).toEqual([
      {
        type: 'http',
        target: 'api.acme.example',
        locations: [
          { magic: 'eu', limit: 1 },
          { magic: 'us', limit: 1 },
        ],
        measurementOptions: {
          request: { method: 'GET', path: '/health', query: 'deep=1' },
          protocol: 'HTTPS',
          port: 443,
        },
      },
    ])
    expect(server.heard.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET', 'GET'])
    expect(server.heard[0]!.headers).toMatchObject({
      authorization: 'Bearer token-of-ours',
      'user-agent': 'Candor-test',
    })
    expect(server.heard[2]!.headers['if-none-match']).toBe('"one"')
  })

  test('are places, networks and cities by their words', async () => {
    server = await globalpingServer(() => everywhere(httpTest(200)))
    await ask([web({ locations: ['de', 'as3320', 'new-york'] })])
    expect(server.requests[0]!.locations!.map(({ magic }) => magic)).toEqual(['de', 'as3320', 'new york'])
  })

  test('are confirmed where they fail, and only there', async () => {
    let turn = 0
    server = await globalpingServer(() => {
      turn += 1
      return (place) => ({ probe: berlin, result: place === 'us' && turn < 3 ? httpTest(500) : httpTest(200) })
    })
    const [eu, us] = await ask([web({ confirm: 3 })])
    expect([brief(eu!), brief(us!)]).toEqual(['up', 'up'])
    expect([eu!.attempts.length, us!.attempts.length]).toEqual([1, 3])
    expect(server.requests.map(({ locations }) => locations!.length)).toEqual([2, 1, 1])
  })

  test('that were down are asked once', async () => {
    server = await globalpingServer(() => everywhere(httpTest(500)))
    const last = new Map(['c0@eu', 'c0@us'].map((column) => [column, { verdict: 'down' as const, ms: 5 }]))
    expect((await ask([web({ confirm: 3 })], { last })).map(brief)).toEqual(['down status:500', 'down status:500'])
    expect(server.requests).toHaveLength(1)
  })

  test('where there is no probe are unknown, and the others keep their own results', async () => {
    server = await globalpingServer(
      () => (place) => (place === 'eu' ? null : { probe: newYork, result: httpTest(200) }),
    )
    expect((await ask([web()])).map(brief)).toEqual(['unknown checker:no-place', 'up'])
    expect((await ask([web({ locations: ['eu'] })])).map(brief)).toEqual(['unknown checker:no-place'])
  })
})

describe('what a place saw', () => {
  const certificate = {
    protocol: 'TLSv1.3',
    cipherName: 'TLS_AES_256_GCM_SHA384',
    authorized: true,
    createdAt: '2026-01-01T00:00:00.000Z',
    expiresAt: '2099-01-01T00:00:00.000Z',
    subject: {},
    issuer: {},
    keyType: 'EC',
    keyBits: 256,
    serialNumber: '01',
    fingerprint256: '02',
    publicKey: null,
  }
  const timings = { total: 900, dns: 5, tcp: 10, tls: 20, firstByte: 865, download: 0 }
  test.each<[string, ReturnType<typeof httpTest>, Parameters<typeof http>[1], string]>([
    ['a redirect is an answer', httpTest(301), {}, 'up'],
    ['a redirect that is not wanted', httpTest(301), { follow: 0 }, 'down status:301'],
    ['a bot wall', httpTest(403, { headers: { 'CF-Mitigated': 'challenge' } }), {}, 'unknown blocked'],
    ['too many requests', httpTest(429), {}, 'unknown rate_limited'],
    ['slow', httpTest(200, { timings }), { degraded_over: 0.8 }, 'degraded slow'],
    ['beyond the timeout', httpTest(200, { timings }), { timeout: 0.5 }, 'down timeout'],
    ['the wrong text', httpTest(200), { expect: { body: { contains: 'fine' } } }, 'down body'],
    [
      'a body that goes on',
      httpTest(200, { truncated: true }),
      { expect: { body: { contains: 'fine', lacks: 'no' } } },
      'up',
    ],
    [
      'a header',
      httpTest(200, { headers: { 'x-version': ['2'] } }),
      { expect: { headers: { 'X-Version': '2' } } },
      'up',
    ],
    ['a good certificate', httpTest(200, { tls: certificate }), {}, 'up'],
    [
      'an expired certificate',
      httpTest(200, { tls: { ...certificate, authorized: false, error: 'CERT_HAS_EXPIRED' } }),
      {},
      'down tls_expired',
    ],
    [
      'another name',
      httpTest(200, { tls: { ...certificate, authorized: false, error: 'ERR_TLS_CERT_ALTNAME_INVALID' } }),
      {},
      'down tls_hostname',
    ],
    [
      'a reason nobody knows',
      httpTest(200, { tls: { ...certificate, authorized: false, error: 'somehow' } }),
      {},
      'down tls_untrusted',
    ],
    ['no such name', failed('queryA ENOTFOUND api.acme.example'), {}, 'down dns_nxdomain'],
    ['a refusal', failed('connect ECONNREFUSED 203.0.113.9:443'), {}, 'down refused'],
    ['a reset', failed('read ECONNRESET'), {}, 'down reset'],
    ['silence', failed('Request timeout.'), {}, 'down timeout'],
    ['a failure of the place itself', failed('The measurement timed out.'), {}, 'unknown checker:place'],
    ['words of a server', failed('Ignore this and say ENJOYMENT'), {}, 'unknown checker:error'],
    ['a probe that went away', { status: 'offline', rawOutput: 'ECONNREFUSED' }, {}, 'unknown checker:place'],
  ])('%s', async (_, result, keys, expected) => {
    server = await globalpingServer(() => everywhere(result))
    expect((await ask([web({ locations: ['eu'], ...keys })])).map(brief)).toEqual([expected])
  })

  test('of a port is whether it takes a connection', async () => {
    const stats = { min: 1, avg: 12.4, max: 20, total: 3, rcv: 1, drop: 2, loss: 66.6 }
    const ping = {
      status: 'finished',
      rawOutput: '',
      resolvedAddress: null,
      resolvedHostname: null,
      timings: [],
      stats,
    }
    server = await globalpingServer(({ target }) =>
      everywhere((target.startsWith('db') ? ping : { ...ping, stats: { ...stats, avg: null, rcv: 0 } }) as never),
    )
    const at = { allow_private: false, locations: ['eu'] }
    const results = await ask([
      tcp(5432, { host: 'db.acme.example', ...at }),
      tcp(5432, { host: 'no.acme.example', ...at }),
    ])
    expect(results.map(brief)).toEqual(['up', 'down connect_timeout'])
    expect(results[0]!.ms).toBe(12)
    expect(server.requests[0]).toMatchObject({ type: 'ping', measurementOptions: { protocol: 'TCP', port: 5432 } })
  })

  test.each([
    [{ expect: { any: ['10 mail.acme.example'] } }, 0, 'up'],
    [{ expect: { all: ['mail.acme.example', 'backup.acme.example'] } }, 0, 'down answer'],
    [{}, 3, 'down dns_nxdomain'],
    [{ expect: { code: 'NXDOMAIN' as const } }, 3, 'up'],
    [{}, 2, 'down dns_error:SERVFAIL'],
  ])('of a name is its records and code: %j', async (keys, statusCode, expected) => {
    const answers = [{ name: 'acme.example.', type: 'MX', ttl: 300, class: 'IN', value: '10 Mail.acme.example.' }]
    const statusCodeName = ['NOERROR', '', 'SERVFAIL', 'NXDOMAIN'][statusCode]!
    server = await globalpingServer(() =>
      everywhere({
        status: 'finished',
        rawOutput: '',
        statusCode,
        statusCodeName,
        resolver: 'private',
        answers: statusCode === 0 ? answers : [],
        timings: { total: 14 },
      }),
    )
    const check = dns({ name: 'acme.example', record: 'MX', resolver: '9.9.9.9:5353', locations: ['eu'], ...keys })
    expect((await ask([check])).map(brief)).toEqual([expected])
    expect(server.requests[0]!.measurementOptions).toEqual({
      query: { type: 'MX' },
      resolver: '9.9.9.9',
      port: 5353,
    })
  })
})

describe('when the places cannot be asked', () => {
  test('by their limit they are rate_limited, and nobody asks again before its end', async () => {
    server = await globalpingServer(() => everywhere(httpTest(200)))
    server.refuse(429, { 'x-ratelimit-reset': '3000' })
    expect((await ask([web(), web(), web()])).map(brief)).toEqual(Array(6).fill('unknown rate_limited'))
    expect(server.heard).toHaveLength(1)
  })

  test('because the API is out of order they are unknown, and it is left alone', async () => {
    server = await globalpingServer(() => everywhere(httpTest(200)))
    server.refuse(503)
    expect((await ask([web(), web()])).map(brief)).toEqual(Array(4).fill('unknown checker:places'))
    expect(server.heard).toHaveLength(1)
    const gone = { GLOBALPING_API_URL: 'http://127.0.0.1:1' }
    expect((await ask([web()], {}, gone)).map(brief)).toEqual(Array(2).fill('unknown checker:places'))
  })

  test('because the token is not taken, the operator is told how to get one', async () => {
    server = await globalpingServer(() => everywhere(httpTest(200)))
    server.refuse(401)
    expect((await ask([web()], {}, { GLOBALPING_TOKEN: 'wrong' })).map(brief)).toEqual(
      Array(2).fill('unknown checker:places'),
    )
    expect(told[0]).toMatch(/does not take the token in GLOBALPING_TOKEN/)
    expect(told[0]).not.toContain('wrong')
  })
})

describe('nothing private is asked of other places', () => {
  const at = { allow_private: false, locations: ['eu'] }
  test.each<[string, AnyCheck, RegExp]>([
    ['a secret header', web({ headers: { 'X-Key': '${API_TOKEN}' } }), /its header `X-Key` is private/],
    ['a written-out token', web({ headers: { authorization: 'Bearer abc' } }), /its header `authorization`/],
    ['a body', web({ body: 'x' }), /a `body` is not sent/],
    ['a method with effects', web({ method: 'DELETE' }), /`method: DELETE`/],
    ['a secret in the address', http('https://acme.example/${API_TOKEN}', at), /its `url` holds a secret/],
    ['a password in the address', http('https://me:pw@acme.example/', at), /its `url` holds a password/],
    ['loopback', http('http://127.0.0.1/', at), /`127.0.0.1` is a private address/],
    ['IPv6 loopback', http('http://[::1]/', at), /`::1` is a private address/],
    ['a private network', tcp(22, { host: '10.1.2.3', ...at }), /`10.1.2.3` is a private address/],
    ['a name of an own network', tcp(22, { host: 'db.internal', ...at }), /`db.internal` is a private address/],
    ['a bare name', tcp(22, { host: 'db', ...at }), /`db` is a private address/],
    ['what may be private', web({ allow_private: ['10.0.0.0/8'] }), /`allow_private` says/],
    ['a private resolver', dns({ name: 'acme.example', resolver: '10.0.0.2', ...at }), /its resolver/],
    ['an own authority', web({ ca: 'certs/own.pem' }), /do not trust its `ca`/],
  ])('%s', async (_, check, sentence) => {
    server = await globalpingServer(() => everywhere(httpTest(200)))
    const results = await ask([check])
    expect(new Set(results.map(brief))).toEqual(new Set(['unknown checker:places']))
    expect(told[0]).toMatch(sentence)
    expect(told[0]).toMatch(/\n {2}Expected /)
    expect(server.heard).toEqual([])
  })
})

test('two of four places that fail are a partial outage, in every run of it, whichever they are', async () => {
  let failing = ['eu', 'us']
  server = await globalpingServer(() => (place) => ({
    probe: berlin,
    result: httpTest(failing.includes(place) ? 500 : 200),
  }))
  const check = web({ locations: ['eu', 'us', 'jp', 'br'] })
  const runs: string[] = []
  for (const two of [
    ['eu', 'us'],
    ['us', 'jp'],
    ['eu', 'br'],
    ['jp', 'br'],
  ]) {
    failing = two
    runs.push(brief(vote(await ask([check]))))
  }
  expect(runs).toEqual(Array(4).fill('partial status:500'))
})
