import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { CheckOf } from '../../src/config/config.ts'
import { readList, readRegistration, serverFor } from '../../src/probe/domain-rdap.ts'
import { formatInstant } from '../../src/time/instant.ts'
import { attemptAt, brief, timing } from './support/check.ts'
import { closedPort } from './support/servers.ts'
import { closeWeb, type Page, serveWeb, type Web } from './support/web.ts'

afterAll(closeWeb)

const now = 1_795_255_380 // 2026-11-21T10:03:00Z
const day = 86_400

const domain = (keys: Partial<CheckOf<'domain'>> = {}): CheckOf<'domain'> => ({
  ...timing,
  type: 'domain',
  name: 'acme.example',
  ...keys,
})

/** A domain object in the words of RFC 9083, section 5.3. */
const registered = (expires: string | null, status: string[] = ['active']) => ({
  rdapConformance: ['rdap_level_0'],
  objectClassName: 'domain',
  handle: 'ACME-1',
  ldhName: 'ACME.EXAMPLE',
  status,
  events: [
    { eventAction: 'registration', eventDate: '2001-03-01T00:00:00Z' },
    { eventAction: 'last changed', eventDate: '2026-01-01T00:00:00Z' },
    ...(expires === null ? [] : [{ eventAction: 'expiration', eventDate: expires }]),
  ],
  notices: [{ title: 'Terms', description: ['Words of the registry'] }],
})
const inDays = (days: number) => formatInstant(now + days * day)

/** A registry with this answer for acme.example, and a list that leads to it. */
async function registry(page: Page | (() => Page)): Promise<Web & { list: string }> {
  const web = await serveWeb({
    '/list.json': () => ({
      body: {
        version: '1.0',
        publication: '2026-11-01T00:00:00Z',
        services: [
          [['test'], ['https://elsewhere.test/']],
          [['example', 'net'], [`${web.url}/rdap`]],
        ],
      },
    }),
    '/rdap/domain/acme.example': page,
  })
  return Object.assign(web, { list: `${web.url}/list.json` })
}

async function told(page: Page, keys: Partial<CheckOf<'domain'>> = {}): Promise<string> {
  const { list } = await registry(page)
  return brief(await attemptAt(domain(keys), { now, rdapList: list }))
}

describe('a domain', () => {
  test.each<[string, Page, string]>([
    ['far from its end', { body: registered(inDays(200)) }, 'up'],
    ['at the edge of the warning', { body: registered(inDays(30)) }, 'up'],
    ['near its end', { body: registered(inDays(29.5)) }, 'up domain_expiring:29'],
    ['in its last hours', { body: registered(inDays(0.2)) }, 'up domain_expiring:0'],
    ['at its end', { body: registered(inDays(0)) }, 'down domain_expired'],
    ['past its end', { body: registered(inDays(-3)) }, 'down domain_expired'],
    [
      'lost, with a date that was moved',
      { body: registered(inDays(360), ['redemption period']) },
      'down domain_expired',
    ],
    ['to be deleted', { body: registered(inDays(360), ['inactive', 'pending delete']) }, 'down domain_expired'],
    [
      'nobody has registered',
      { status: 404, body: { errorCode: 404, title: 'Not Found' } },
      'down answer:not-registered',
    ],
    ['with a fraction in its date', { body: registered('2026-11-25T10:03:00.0Z') }, 'up domain_expiring:4'],
    ['with another zone in its date', { body: registered('2026-11-25T12:03:00+02:00') }, 'up domain_expiring:4'],
  ])('%s', async (_, page, expected) => {
    expect(await told(page)).toBe(expected)
  })

  test('is warned of as early as `warn` says', async () => {
    expect(await told({ body: registered(inDays(50)) }, { warn: 60 * day })).toBe('up domain_expiring:50')
    expect(await told({ body: registered(inDays(10)) }, { warn: 0 })).toBe('up')
  })

  test.each<[string, Page, string]>([
    ['a limit', { status: 429 }, 'unknown rate_limited'],
    ['an error', { status: 500 }, 'unknown checker:rdap-status-500'],
    ['no JSON', { body: 'Domain Name: ACME.EXAMPLE' }, 'unknown checker:rdap'],
    ['another object', { body: { objectClassName: 'entity' } }, 'unknown checker:rdap'],
    ['no end', { body: registered(null) }, 'unknown checker:rdap-no-expiry'],
    ['an end that is none', { body: registered('soon') }, 'unknown checker:rdap-no-expiry'],
    ['a forbidden look', { status: 403 }, 'unknown checker:rdap-status-403'],
  ])('is unknown when the registry gives %s', async (_, page, expected) => {
    expect(await told(page)).toBe(expected)
  })

  test('is unknown when nobody answers for its suffix, or the list is none', async () => {
    const { url, list } = await registry({})
    const ask = (name: string, rdapList: string) => attemptAt(domain({ name }), { now, rdapList })
    expect(brief(await ask('acme.invalid', list))).toBe('unknown checker:rdap-none')
    expect(brief(await ask('acme.example', `${url}/gone`))).toBe('unknown checker:rdap-status-404')
    const other = await serveWeb({ '/list.json': { body: { services: 'none' } } })
    expect(brief(await ask('acme.example', `${other.url}/list.json`))).toBe('unknown checker:rdap-list')
    const dead = `http://127.0.0.1:${await closedPort()}/`
    expect(brief(await ask('acme.example', dead))).toBe('unknown checker:rdap-refused')
  })
})

describe('a registry', () => {
  let web: Web & { list: string }
  let page: Page = {}
  beforeEach(async () => {
    page = { body: registered(inDays(200)) }
    web = await registry(() => page)
  })
  const ask = (at: number, name = 'acme.example') => attemptAt(domain({ name }), { now: at, rdapList: web.list })

  test('is asked once a day, by the words of RDAP', async () => {
    await ask(now)
    await ask(now + day - 1, 'ACME.example.')
    expect(web.asked).toEqual(['GET /list.json', 'GET /rdap/domain/acme.example'])
    expect(web.headers[1]!.accept).toBe('application/rdap+json')
    await ask(now + day)
    expect(web.asked).toHaveLength(4)
  })

  test('is asked once by all who ask at the same time', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, () => ask(now)))
    expect(results.map(brief)).toEqual(Array(10).fill('up'))
    expect(web.asked).toHaveLength(2)
  })

  test('is asked again after a failure, and never to confirm one', async () => {
    page = { status: 500 }
    const failed = await ask(now)
    expect([brief(failed), failed.final]).toEqual(['unknown checker:rdap-status-500', true])
    page = { body: registered(inDays(200)) }
    expect(brief(await ask(now + 60))).toBe('up')
  })

  test('whose answer is kept still counts the days', async () => {
    page = { body: registered(inDays(0.5)) }
    expect(brief(await ask(now))).toBe('up domain_expiring:0')
    expect(brief(await ask(now + 0.6 * day))).toBe('down domain_expired')
  })
})

test('the server of the longest suffix answers for a domain', () => {
  const servers = readList({
    services: [
      [['UK'], ['http://plain.example/', 'https://uk.example/rdap']],
      [['co.uk'], ['https://co.example/']],
      [['empty'], []],
    ],
  })!
  expect(serverFor('acme.uk', servers)).toBe('https://uk.example/rdap/')
  expect(serverFor('acme.co.uk', servers)).toBe('https://co.example/')
  expect(serverFor('uk', servers)).toBeNull()
  expect(serverFor('acme.empty', servers)).toBeNull()
})

test.each([
  null,
  [],
  'x',
  1,
  {},
  { objectClassName: 'domain', events: {} },
  { objectClassName: 'domain', events: [null] },
])('%j is no registration', (document) => {
  expect(readRegistration(document)).toBeNull()
  expect(readList(document)).toBeNull()
})
