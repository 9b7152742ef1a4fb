import { afterAll, describe, expect, test } from 'vitest'
import type { CheckOf } from '../../src/config/config.ts'
import { judgeMoment } from '../../src/probe/heartbeat.ts'
import { formatInstant } from '../../src/time/instant.ts'
import { attemptAt, brief, timing } from './support/check.ts'
import { closedPort } from './support/servers.ts'
import { closeWeb, type Page, serveWeb } from './support/web.ts'

afterAll(closeWeb)

const now = 1_795_255_380 // 2026-11-21T10:03:00Z
const [minute, hour] = [60, 3600]
const recent = formatInstant(now - hour)
const old = formatInstant(now - 40 * hour)

type Keys = Partial<CheckOf<'heartbeat'>>
const heartbeat = (keys: Keys): CheckOf<'heartbeat'> => ({ ...timing, type: 'heartbeat', every: 24 * hour, ...keys })

async function told(page: Page, keys: Keys = {}): Promise<string> {
  const { url } = await serveWeb({ '/last': page })
  return brief(await attemptAt(heartbeat({ url: `${url}/last`, ...keys }), { now }))
}

describe('how late is late', () => {
  const rule = { every: 24 * hour, grace: 30 * minute }
  test.each([
    ['just now', 0, 'up'],
    ['a second before the end of the grace', 24 * hour + 30 * minute - 1, 'up'],
    ['at its end', 24 * hour + 30 * minute, 'up'],
    ['a second after', 24 * hour + 30 * minute + 1, 'down late:30'],
    ['an hour and a half', 25.5 * hour, 'down late:60'],
    ['three days', 24 * hour + 73 * hour, 'down late:4320'],
    ['a minute ahead: clocks differ', -minute, 'up'],
    ['further ahead', -minute - 1, 'down answer'],
  ])('%s', (_, age, expected) => {
    expect(brief(judgeMoment(now - age, now, rule))).toBe(expected)
  })

  test('without grace at once', () => {
    expect(brief(judgeMoment(now - 61, now, { every: 60 }))).toBe('down late:0')
    expect(brief(judgeMoment(now - 60, now, { every: 60 }))).toBe('up')
  })

  test('an outage of two days has a dozen details, not one a run', () => {
    const details = new Set<string | null>()
    for (let late = 60; late < 48 * hour; late += 300) {
      details.add(judgeMoment(now - rule.every - rule.grace - late, now, rule).detail)
    }
    expect(details.size).toBeLessThan(12)
  })
})

describe('an address that holds a time', () => {
  test.each<[string, Page, Keys, string]>([
    ['as its body', { body: `${recent}\n` }, {}, 'up'],
    ['as its body, long ago', { body: old }, {}, 'down late:720'],
    ['as seconds', { body: String(now - 60) }, {}, 'up'],
    ['as JSON text', { body: `"${recent}"` }, {}, 'up'],
    ['at a path', { body: { job: { finished: recent } } }, { json: '$.job.finished' }, 'up'],
    ['at a path, as a number', { body: { at: now - 30 * hour } }, { json: '$.at' }, 'down late:240'],
    [
      'by a filter',
      {
        body: [
          { n: 'a', t: old },
          { n: 'b', t: recent },
        ],
      },
      { json: "$[?@.n=='b'].t" },
      'up',
    ],
    ['in a header', { headers: { 'x-done': recent }, body: old }, { header: 'X-Done' }, 'up'],
    [
      'as Last-Modified',
      { headers: { 'last-modified': new Date((now - hour) * 1000).toUTCString() }, body: '<html>' },
      {},
      'up',
    ],
    [
      'in the body rather than Last-Modified',
      { headers: { 'last-modified': new Date(now * 1000).toUTCString() }, body: old },
      {},
      'down late:720',
    ],
  ])('%s', async (_, page, keys, expected) => {
    expect(await told(page, keys)).toBe(expected)
  })

  test.each<[string, Page, Keys, string]>([
    ['no time at all', { body: 'ok' }, {}, 'down answer'],
    ['nothing', {}, {}, 'down answer'],
    ['a time without a zone', { body: '2026-11-21T10:03:00' }, {}, 'down answer'],
    ['a time to come', { body: formatInstant(now + hour) }, {}, 'down answer'],
    ['no value at the path', { body: { at: recent } }, { json: '$.nope' }, 'down answer'],
    ['null at the path', { body: { at: null } }, { json: '$.at' }, 'down answer'],
    ['several values at the path', { body: [recent, recent] }, { json: '$[*]' }, 'down answer'],
    ['no JSON', { body: '{' }, { json: '$.at' }, 'down answer'],
    [
      'too long to be read',
      { body: `{"at":"${recent}","x":"${'x'.repeat(1_100_000)}"}` },
      { json: '$.at' },
      'down answer',
    ],
    ['no such header', { body: recent }, { header: 'x-done' }, 'down answer'],
    ['an error, whatever it holds', { status: 500, body: recent }, {}, 'down status:500'],
    ['a limit', { status: 429, body: recent }, {}, 'unknown rate_limited'],
  ])('%s', async (_, page, keys, expected) => {
    expect(await told(page, keys)).toBe(expected)
  })

  test('that nobody answers at fails as an http check does', async () => {
    const url = `http://127.0.0.1:${await closedPort()}/last`
    expect(brief(await attemptAt(heartbeat({ url }), { now }))).toBe('down refused')
    expect(brief(await attemptAt(heartbeat({ url, allow_private: false }), { now }))).toBe('down private_address')
  })

  test('is asked with the headers of the check, and behind a redirect', async () => {
    const web = await serveWeb({ '/last': { status: 302, headers: { location: '/real' } }, '/real': { body: recent } })
    const check = heartbeat({ url: `${web.url}/last`, headers: { 'X-Key': '${KEY}' } })
    expect(brief(await attemptAt(check, { now, fill: (text) => text.replace('${KEY}', 's3cret') }))).toBe('up')
    expect(web.headers.map((headers) => headers['x-key'])).toEqual(['s3cret', 's3cret'])
  })

  test('is not asked again when it is late', async () => {
    const { url } = await serveWeb({ '/last': { body: old } })
    expect((await attemptAt(heartbeat({ url: `${url}/last` }), { now })).final).toBe(true)
  })
})

describe('the last success of a workflow', () => {
  const path = '/repos/acme/status/actions/workflows/backup.yml/runs'
  const github = (url: string) => ({ repository: 'acme/status', apiUrl: url, token: 'ghs_token' })
  const check = heartbeat({ workflow: 'backup.yml' })
  const run = (updated: string) => ({ total_count: 1, workflow_runs: [{ id: 1, updated_at: updated }] })

  test.each<[string, Page, string]>([
    ['lately', { body: run(recent) }, 'up'],
    ['long ago', { body: run(old) }, 'down late:720'],
    ['never', { body: { total_count: 0, workflow_runs: [] } }, 'down answer'],
    ['no list', { body: { message: 'hello' } }, 'down answer'],
    ['null', { body: 'null' }, 'down answer'],
    ['no such workflow', { status: 404, body: {} }, 'unknown checker:workflow'],
    ['a bad token', { status: 401, body: {} }, 'unknown checker:github-token'],
    ['a token without the right', { status: 403, body: {} }, 'unknown checker:github-token'],
    ['its limit', { status: 403, headers: { 'x-ratelimit-remaining': '0' } }, 'unknown rate_limited'],
    ['its second limit', { status: 403, headers: { 'retry-after': '60' } }, 'unknown rate_limited'],
    ['too many requests', { status: 429 }, 'unknown rate_limited'],
    ['GitHub being ill', { status: 503 }, 'unknown checker:github-status-503'],
  ])('%s', async (_, page, expected) => {
    const { url } = await serveWeb({ [path]: page })
    expect(brief(await attemptAt(check, { now, github: github(url) }))).toBe(expected)
  })

  test('is asked for by the page of one success, with the token', async () => {
    const web = await serveWeb({ [path]: { body: run(recent) } })
    await attemptAt(check, { now, github: github(web.url) })
    expect(web.asked).toEqual([`GET ${path}?status=success&per_page=1`])
    expect(web.headers[0]).toMatchObject({
      authorization: 'Bearer ghs_token',
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
    })
  })

  test('of a renamed repository is found, and the token stays with the API', async () => {
    const away = await serveWeb({ '/x': { body: run(recent) } })
    const moved = { status: 301, headers: { location: `${away.url}/x` } }
    const { url } = await serveWeb({ [path]: moved })
    expect(brief(await attemptAt(check, { now, github: github(url) }))).toBe('up')
    expect(away.headers[0]!['authorization']).toBeUndefined()
  })

  test('is unknown without a repository, and when GitHub is not there', async () => {
    expect(brief(await attemptAt(check, { now }))).toBe('unknown checker:repository')
    const dead = github(`http://127.0.0.1:${await closedPort()}`)
    expect(brief(await attemptAt(check, { now, github: dead }))).toBe('unknown checker:github-refused')
  })
})
