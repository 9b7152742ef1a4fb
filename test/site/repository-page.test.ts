import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { privateRepository } from '../../src/commands/build-source.ts'
import { tokenSettings } from '../../src/git/token-settings.ts'
import { noreplyAddress } from '../../src/github/noreply.ts'
import { placeFrom } from '../../src/github/place.ts'
import { githubFrom } from '../../src/probe/heartbeat-workflow.ts'
import { evidenceOf } from '../../src/site/evidence.ts'
import { operatorsLink } from '../../src/site/operators-link.ts'
import { snapshotOf } from '../status/page-of.ts'

const now = '2026-11-21T10:30:00Z'
const config = `candor: 1
site: { name: Acme, url: https://status.acme.example, repository: acme/status }
components:
  - { id: api, name: Public API, check: { type: http, url: https://api.acme.example } }
`
const slow = '# Slow\n\n## Investigating · 2026-11-21 10:02 UTC {api=degraded}\n\nWe look.\n'
const snapshot = snapshotOf({ now, config, incidents: { slow } })
const commit = '0123456789abcdef0123456789abcdef01234567'

/** Every link into the repository that a page may have. */
function linksOf(source: { server?: string; privateRepository?: string }, audience: 'public' | 'internal' = 'public') {
  const input = { snapshot, source: { commit, run: null, ...source }, audience }
  const evidence = evidenceOf(input)
  return [
    evidence.day('2026-11-21'),
    evidence.year('2026'),
    evidence.post('slow'),
    evidence.config(),
    evidence.commit()?.url ?? null,
    operatorsLink(input, snapshot.incidents[0]!),
  ]
}

test.each([
  ['on GitHub', undefined, 'https://github.com/acme/status/'],
  ["on a company's own GitHub", 'https://git.acme.example', 'https://git.acme.example/acme/status/'],
])('%s every link leads to the repository there', (_, server, start) => {
  for (const link of linksOf(server === undefined ? {} : { server })) expect(link?.startsWith(start)).toBe(true)
})

test('a public page has no link into a repository that is known to be private, an internal one has', () => {
  const nothing = [null, null, null, null, null, null]
  expect(linksOf({ privateRepository: 'acme/status' })).toEqual(nothing)
  expect(linksOf({ privateRepository: 'Acme/Status' })).toEqual(nothing)
  expect(linksOf({ privateRepository: 'acme/status' }, 'internal')).not.toContain(null)
  // The page may be made in one repository, and be told of in another, which everybody sees.
  expect(linksOf({ privateRepository: 'acme/secret-status' })).not.toContain(null)
})

test('no page asks past that rule which repository it is', () => {
  const site = join(import.meta.dirname, '../../src/site')
  const files = globSync('**/*.{ts,astro,js}', { cwd: site }).filter((path) => path !== 'repository-page.ts')
  expect(files.length).toBeGreaterThan(50)
  const asking = files.filter((path) =>
    /site\.repository|\brepository\b.*= .*config\.site/.test(readFileSync(join(site, path), 'utf8')),
  )
  expect(asking).toEqual([])
})

describe('whether a repository is private is said by the event of the run', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'candor-event-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test.each([
    ['private', { repository: { full_name: 'acme/status', private: true } }, 'acme/status'],
    ['public', { repository: { full_name: 'acme/status', private: false } }, null],
    [
      'seen by a company',
      { repository: { full_name: 'acme/status', private: true, visibility: 'internal' } },
      'acme/status',
    ],
    ['without a name', { repository: { private: true } }, 'acme/from-env'],
    ['of another form', { repository: 'acme/status' }, null],
    ['about no repository', { schedule: '3/5 * * * *' }, null],
  ])('%s', async (_, event, expected) => {
    const path = join(folder, 'event.json')
    writeFileSync(path, JSON.stringify(event))
    expect(await privateRepository({ GITHUB_EVENT_PATH: path, GITHUB_REPOSITORY: 'acme/from-env' })).toBe(expected)
  })

  test('and where there is no event, by nobody', async () => {
    expect(await privateRepository({})).toBeNull()
    expect(await privateRepository({ GITHUB_EVENT_PATH: join(folder, 'none.json') })).toBeNull()
    writeFileSync(join(folder, 'torn.json'), '{"repository": {"private": tr')
    expect(await privateRepository({ GITHUB_EVENT_PATH: join(folder, 'torn.json') })).toBeNull()
  })
})

test("on a company's own GitHub nothing is asked of github.com, and nothing is handed to it", () => {
  const env = {
    GITHUB_SERVER_URL: 'https://git.acme.example',
    GITHUB_API_URL: 'https://git.acme.example/api/v3',
    GITHUB_REPOSITORY: 'acme/status',
    GITHUB_TOKEN: 'token',
  }
  const told = [placeFrom(env), githubFrom(env, 'acme/status'), tokenSettings(env), noreplyAddress(7, 'ada', env)].map(
    (value) => JSON.stringify(value),
  )
  for (const text of told) {
    expect(text).toContain('git.acme.example')
    expect(text).not.toContain('github.com')
  }
})
