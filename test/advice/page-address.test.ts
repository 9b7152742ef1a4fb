import { expect, test } from 'vitest'
import { judgeAddress, judgeApiRoot, judgeSource, type PagesSite } from '../../src/advice/page-address.ts'

const site = (more: Partial<PagesSite> = {}): PagesSite => ({
  source: 'workflow',
  address: 'https://acme.github.io/status/',
  customDomain: null,
  domainState: null,
  httpsEnforced: true,
  certificate: null,
  isPublic: true,
  ...more,
})
const custom = site({ customDomain: 'status.acme.io', address: 'https://status.acme.io/', domainState: 'verified' })

const cases: [string, string, PagesSite | null, string | null, string][] = [
  ['a project page', 'https://acme.github.io/status', site(), 'acme/status', 'good'],
  ['a project page in other letters', 'https://Acme.github.io/Status/', null, 'Acme/Status', 'good'],
  ['a project page without its path', 'https://acme.github.io/', null, 'acme/status', 'problem'],
  ['another repository’s', 'https://acme.github.io/status/', null, 'acme/page', 'problem'],
  ['the owner’s own page', 'https://acme.github.io/', null, 'acme/acme.github.io', 'good'],
  ['a custom domain', 'https://status.acme.io', custom, 'acme/status', 'good'],
  ['a custom domain that was not named at GitHub', 'https://status.acme.io', site(), 'acme/status', 'problem'],
  ['an old address beside a custom domain', 'https://acme.github.io/status/', custom, 'acme/status', 'problem'],
  [
    'a custom domain with a path that it does not have',
    'https://status.acme.io/status/',
    custom,
    'acme/status',
    'problem',
  ],
  [
    'a custom domain that others may take',
    'https://status.acme.io',
    { ...custom, domainState: 'unverified' },
    'acme/status',
    'note',
  ],
  ['a domain of which nothing is known', 'https://status.acme.io', null, 'acme/status', 'good'],
  ['the example of init', 'https://status.example.com', null, null, 'problem'],
  ['the example of the template', 'https://status.acme.example', site(), null, 'problem'],
]
test.each(cases)('%s', (_, url, pages, slug, state) => {
  expect(judgeAddress(url, pages, slug)).toMatchObject({ state })
})

test('the API is at the top of a host, or it is said where', () => {
  expect(judgeApiRoot('https://status.acme.io').state).toBe('good')
  expect(judgeApiRoot('https://acme.github.io/status/')).toEqual({
    state: 'note',
    line: "Statuspage's API is at https://acme.github.io/status/api/v2/; clients that look for https://acme.github.io/api/v2/ do not find it, for the top of acme.github.io is not this repository's.",
  })
})

test('a certificate that is not there yet says why HTTPS is not enforced', () => {
  const waiting = judgeSource(site({ httpsEnforced: false, certificate: 'authorization_pending' }))
  expect(waiting).toMatchObject({
    state: 'problem',
    line: expect.stringContaining('(its certificate: authorization pending)'),
  })
  expect(judgeSource(site({ source: null })).state).toBe('problem')
})
