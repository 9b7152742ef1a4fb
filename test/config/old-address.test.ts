import { describe, expect, test } from 'vitest'
import { isOldAddress } from '../../src/config/old-address.ts'
import { readConfig } from '../../src/config/read.ts'

test.each(['/issues/2021-05-25-api', '/history/api', '/affected/ci.acme.example', '/incident/7/', '/störung/eins'])(
  '%s may lead here',
  (address) => {
    expect(isOldAddress(address)).toBe(true)
  },
)

test.each([
  ...[
    'old-api',
    '/',
    '//acme.example/x',
    '/../etc/passwd',
    '/a/../b',
    '/.git/config',
    '/a b',
    '/a?b',
    '/a\\b',
    'https://a/b',
  ],
  ...[
    '/api/v2/summary.json',
    '/incidents/x',
    '/components/api',
    '/history',
    '/history/2026-01',
    '/uptime',
    '/404.html',
    '/feed.xml',
    '/og.png',
  ],
])('%s may not', (address) => {
  expect(isOldAddress(address)).toBe(false)
})

describe('under `was` of a component', () => {
  const read = (was: string) =>
    readConfig(
      `candor: 1\nsite: { name: A, url: https://a.example }\ncomponents:\n  - { id: api, name: API, was: ${was} }\n`,
    )

  test('addresses stay apart from ids', () => {
    expect(read('[old-api, /history/api]').config!.components[0]).toMatchObject({
      was: ['old-api'],
      addresses: ['/history/api'],
    })
  })

  test('one of a page that Candor has itself is a mistake', () => {
    expect(read('[/uptime]').problems[0]!.message + read('[/uptime]').problems[0]!.hint).toContain('old address')
  })
})

describe('under `moved` of the site', () => {
  const read = (moved: string) =>
    readConfig(`candor: 1\nsite: { name: A, url: https://a.example, moved: ${moved} }\ncomponents: []\n`)

  test('addresses of the page itself say where they are now', () => {
    const moved = '{ /history: /incidents/, /history.atom: /feed.xml, /posts/: / }'
    expect(read(moved).problems).toEqual([])
    expect(read(moved).config!.site.moved).toEqual({
      '/history': '/incidents/',
      '/history.atom': '/feed.xml',
      '/posts/': '/',
    })
  })

  test.each([
    ['{ /uptime: / }', 'an address of the old page such as /history, and none that this page has'],
    ['{ /history/2026-01: / }', 'an address of the old page'],
    ['{ history: / }', 'an address of the old page'],
    ['{ /feed.xml: /rss.xml }', 'an address of the old page'],
    ['{ /history: https://elsewhere.example/ }', 'expected where it is now: /, /incidents/'],
    ['{ /history: /incidents/../../x }', 'expected where it is now: /, /incidents/'],
    ['[/history]', 'old addresses and new ones, as in { /history.atom: /feed.xml }'],
  ])('%s is a mistake that says what was expected', (moved, told) => {
    const [problem] = read(moved).problems
    expect(`${problem!.message} ${problem!.hint}`.toLowerCase()).toContain(told.toLowerCase())
  })
})
