import { afterAll, describe, expect, test } from 'vitest'
import type { CheckOf } from '../../src/config/config.ts'
import { apiFiles } from '../../src/feeds/api-v2.ts'
import { withSafeIds } from '../../src/feeds/safe-ids.ts'
import { componentIn, indicatorIn } from '../../src/probe/statuspage-words.ts'
import { sampleSnapshot } from '../site/sample.ts'
import { attemptAt, brief, timing } from './support/check.ts'
import { closedPort, serve } from './support/servers.ts'
import { closeWeb, type Page, serveWeb } from './support/web.ts'

afterAll(closeWeb)

type Keys = Partial<CheckOf<'statuspage'>>
const statuspage = (url: string, keys: Keys = {}): CheckOf<'statuspage'> => ({
  ...timing,
  type: 'statuspage',
  url,
  ...keys,
})

/** As Statuspage's own API describes components. */
const one = (name: string, status: string, keys: object = {}) => ({
  id: `id-${name.toLowerCase()}`,
  name,
  status,
  group_id: null,
  group: false,
  only_show_if_degraded: false,
  ...keys,
})
const list = (...components: object[]) => ({ page: { id: 'x', name: 'Vendor', url: '' }, components })

async function told(pages: Record<string, Page>, keys: Keys = {}): Promise<string> {
  const { url } = await serveWeb(pages)
  return brief(await attemptAt(statuspage(url, keys)))
}

describe('a component of another page', () => {
  test.each([
    ['operational', 'up'],
    ['degraded_performance', 'degraded reported:degraded_performance'],
    ['partial_outage', 'partial reported:partial_outage'],
    ['major_outage', 'down reported:major_outage'],
    ['under_maintenance', 'up'],
    ['on_fire', 'unknown checker:page'],
  ])('that is %s', async (status, expected) => {
    const pages = { '/api/v2/components.json': { body: list(one('Web', 'major_outage'), one('API', status)) } }
    expect(await told(pages, { component: 'API' })).toBe(expected)
  })

  const nested = list(
    one('Europe', 'degraded_performance', { id: 'g1', group: true }),
    one('Asia', 'operational', { id: 'g2', group: true }),
    one('API', 'partial_outage', { id: 'a1', group_id: 'g1' }),
    one('API', 'operational', { id: 'a2', group_id: 'g2' }),
    one('Mail  Queue', 'degraded_performance', { id: 'm1', group_id: 'g2' }),
    one('Asia', 'major_outage', { id: 'x1' }),
  )
  test.each([
    ['id', 'a2', 'up'],
    ['group and name', 'Europe - API', 'partial reported:partial_outage'],
    ['group and name in other letters', 'asia – api', 'up'],
    ['name in other capitals and spaces', 'MAIL queue', 'degraded reported:degraded_performance'],
    ['name of a group', 'Europe', 'degraded reported:degraded_performance'],
    ['name that a component has as well as a group', 'Asia', 'down reported:major_outage'],
    ['name that two have, who differ', 'API', 'unknown checker:page-component-ambiguous'],
    ['name that none has', 'Billing', 'unknown checker:page-component-missing'],
    ['name that objects are born with', '__proto__', 'unknown checker:page-component-missing'],
  ])('by %s', async (_, component, expected) => {
    expect(await told({ '/api/v2/components.json': { body: nested } }, { component })).toBe(expected)
  })

  test('whose name two have, who agree', async () => {
    const body = list(one('API', 'major_outage', { id: 'a' }), one('API', 'major_outage', { id: 'b' }))
    expect(await told({ '/api/v2/components.json': { body } }, { component: 'API' })).toBe('down reported:major_outage')
  })

  test('of a page that has the summary alone', async () => {
    const body = { ...list(one('API', 'partial_outage')), status: { indicator: 'major', description: 'x' } }
    expect(await told({ '/api/v2/summary.json': { body } }, { component: 'API' })).toBe(
      'partial reported:partial_outage',
    )
    expect(await told({ '/api/v2/summary.json': { body } })).toBe('partial reported:partial_outage')
  })
})

describe('a whole page', () => {
  test.each([
    ['none', 'up'],
    ['minor', 'degraded reported:degraded_performance'],
    ['major', 'partial reported:partial_outage'],
    ['critical', 'down reported:major_outage'],
    ['maintenance', 'up'],
    ['apocalyptic', 'unknown checker:page'],
  ])('with the indicator %s', async (indicator, expected) => {
    const body = { page: {}, status: { indicator, description: 'Words of the vendor' } }
    expect(await told({ '/api/v2/status.json': { body } })).toBe(expected)
  })

  test.each(['', '/', '/status', '/status/', '/status/api/v2', '/status/api/v2/summary.json', '/status?x=1#y'])(
    'written as %j',
    async (end) => {
      const body = { status: { indicator: 'minor' } }
      const base = end.startsWith('/status') ? '/status' : ''
      const { url } = await serveWeb({ [`${base}/api/v2/status.json`]: { body } })
      expect(brief(await attemptAt(statuspage(`${url}${end}`)))).toBe('degraded reported:degraded_performance')
    },
  )
})

describe('a page that cannot be read says nothing of the vendor', () => {
  test.each<[string, Page, string]>([
    ['an error', { status: 500 }, 'unknown checker:page-status-500'],
    [
      'an error with a body that would do',
      { status: 503, body: { status: { indicator: 'none' } } },
      'unknown checker:page-status-503',
    ],
    ['no page', { status: 404 }, 'unknown checker:page-status-404'],
    ['a limit', { status: 429 }, 'unknown rate_limited'],
    ['a bot wall', { status: 403, headers: { 'cf-mitigated': 'challenge' } }, 'unknown blocked'],
    ['a page for people', { body: '<html>operational</html>' }, 'unknown checker:page'],
    ['an empty object', { body: {} }, 'unknown checker:page'],
    ['a list of nothing known', { body: { status: { indicator: ['none'] } } }, 'unknown checker:page'],
    ['a broken compression', { headers: { 'content-encoding': 'gzip' }, body: 'none' }, 'unknown checker:page-decode'],
    ['a loop', { status: 302, headers: { location: '/api/v2/status.json' } }, 'unknown checker:page-redirect_limit'],
  ])('%s', async (_, page, expected) => {
    expect(await told({ '/api/v2/status.json': page })).toBe(expected)
  })

  test('nobody there, silence, a private address', async () => {
    const silent = await serve(() => {})
    const dead = `http://127.0.0.1:${await closedPort()}`
    expect(brief(await attemptAt(statuspage(dead)))).toBe('unknown checker:page-refused')
    expect(brief(await attemptAt(statuspage(silent.url, { timeout: 0.1 })))).toBe('unknown checker:page-timeout')
    expect(brief(await attemptAt(statuspage(dead, { allow_private: false })))).toBe(
      'unknown checker:page-private_address',
    )
    await silent.close()
  })
})

test('the API of a page that Candor made is read, by id and by name', () => {
  const files = apiFiles(withSafeIds(sampleSnapshot()))
  const document = files.get('components.json')
  const { components } = document as { components: { id: string; name: string; status: string }[] }
  expect(components.length).toBeGreaterThan(5)
  for (const { id, name, status } of components) {
    expect(componentIn(document, id)).toBe(status)
    expect(['missing', null]).not.toContain(componentIn(files.get('summary.json'), name))
  }
  expect(indicatorIn(files.get('status.json'))).not.toBeNull()
})
