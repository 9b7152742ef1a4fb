import { describe, expect, test } from 'vitest'
import type { Component, Config } from '../../src/config/config.ts'
import { readConfig } from '../../src/config/read.ts'
import { valid } from './valid.ts'

function read(text: string): Config {
  const { config, problems } = readConfig(text)
  expect(problems).toEqual([])
  return config!
}

function component(config: Config, id: string): Component {
  return config.components.find((one) => one.id === id)!
}

const smallest = read(`candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: api, name: API, check: { type: http, url: https://api.acme.example/ } }
`)

describe('the smallest file', () => {
  test('gets every default', () => {
    expect(smallest).toEqual({
      site: {
        name: 'Acme',
        url: 'https://status.acme.example',
        description: null,
        timezone: 'UTC',
        languages: ['en'],
        repository: null,
        support: null,
      },
      groups: [],
      components: [
        {
          id: 'api',
          name: 'API',
          group: null,
          description: null,
          link: null,
          since: null,
          target: null,
          depends_on: [],
          was: [],
          retired: null,
          audience: 'public',
          check: {
            type: 'http',
            url: 'https://api.acme.example/',
            interval: 300,
            stale_after: 3600,
            timeout: 10,
            confirm: 3,
            confirm_every: 10,
            confirm_runs: 1,
            recover_runs: 1,
            watch: 900,
            degraded_over: null,
            ip: null,
            allow_private: false,
            ca: null,
            locations: [],
          },
        },
      ],
      secrets: [],
      reference: ['https://one.one.one.one/', 'https://dns.google/', 'https://example.com/'],
      results: { branch: 'status-data', keep: 90 * 86_400 },
      notify: [],
      tell_public_after: 600,
    })
  })
})

describe('defaults', () => {
  const config = read(valid)

  test('hold for checks that say nothing else', () => {
    expect(component(config, 'db').check).toMatchObject({ interval: 600, timeout: 8, stale_after: 3600 })
    expect(component(config, 'api').check).toMatchObject({ interval: 60, timeout: 8, stale_after: 3600 })
  })

  test('go only to the types that have the key', () => {
    expect(component(config, 'api').check).toMatchObject({ method: 'HEAD' })
    expect(component(config, 'db').check).not.toHaveProperty('method')
    expect(component(config, 'db').check).not.toHaveProperty('headers')
    expect(component(config, 'live').check).toMatchObject({ headers: { 'X-From': 'candor' } })
  })

  test('of an answer are those of http; what a tcp check expects is another thing', () => {
    expect(component(config, 'db').check).toMatchObject({ expect: 'PONG' })
    expect(component(config, 'live').check).toMatchObject({ expect: 'pong' })
    expect(component(config, 'names').check).not.toHaveProperty('expect')
  })

  test('add up with a component that has headers and expectations of its own', () => {
    expect(component(config, 'api').check).toMatchObject({
      headers: { 'X-From': 'candor', Authorization: 'Bearer ${API_TOKEN}' },
      expect: {
        status: [{ from: 200, to: 200 }],
        certificate: { warn: 21 * 86_400 },
        body: { contains: 'ok', lacks: 'error', matches: '^ok$' },
      },
    })
  })
})

test('a long interval makes results hold three times as long', () => {
  const config = read(`candor: 1
site: { name: Acme, url: https://status.acme.example }
defaults: { interval: 2h }
components:
  - { id: api, name: API, check: { type: http, url: https://api.acme.example/ } }
  - { id: web, name: Web, check: { type: http, url: https://www.acme.example/, stale_after: 4h } }
`)
  expect(config.components.map(({ check }) => check?.stale_after)).toEqual([6 * 3600, 4 * 3600])
})

test('a domain keeps its own slow pace, whatever the defaults say of others', () => {
  const config = read(`candor: 1
site: { name: Acme, url: https://status.acme.example }
defaults: { interval: 1m, stale_after: 60m, watch: 30m, timeout: 20s }
components:
  - { id: name, name: Domain, check: { type: domain, name: acme.example } }
  - { id: often, name: Domain, check: { type: domain, name: acme.example, interval: 6h, watch: 5m } }
`)
  const day = 86_400
  expect(config.components[0]!.check).toMatchObject({ interval: day, stale_after: 3 * day, watch: 0, timeout: 20 })
  expect(config.components[1]!.check).toMatchObject({ interval: day / 4, stale_after: (3 * day) / 4, watch: 300 })
})

test.each([
  ['99.90', { percent: 99.9, decimals: 2 }],
  ['"99.90"', { percent: 99.9, decimals: 2 }],
  ['99', { percent: 99, decimals: 0 }],
  ['100', { percent: 100, decimals: 0 }],
  ['99.999', { percent: 99.999, decimals: 3 }],
])('a target of %s keeps its decimals', (written, target) => {
  const config = read(`candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: api, name: API, target: ${written} }
`)
  expect(config.components[0]?.target).toEqual(target)
})

test('a date is its first second in UTC, a time is itself', () => {
  const config = read(`candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: api, name: API, since: 2024-03-01, retired: "2026-11-01T10:00:00+01:00" }
`)
  expect(config.components[0]).toMatchObject({ since: 1_709_251_200, retired: 1_793_523_600 })
})
