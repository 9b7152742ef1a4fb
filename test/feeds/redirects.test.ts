import { describe, expect, test } from 'vitest'
import { redirectPage } from '../../src/feeds/redirect-page.ts'
import { redirects } from '../../src/feeds/redirects.ts'
import { sampleSnapshot } from '../site/sample.ts'
import { snapshotOf } from '../status/page-of.ts'

describe('redirects', () => {
  const config = `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: api, name: Public API, was: [old-api, gateway], check: { type: http, url: https://api.acme.example/ } }
  - { id: gateway-2, name: Gateway, retired: 2026-11-01, was: [first-gateway], check: { type: http, url: https://gw.acme.example/ } }
`
  const checks = {
    '2026-11-21.csv': `time,run,api,end_mark
2026-11-21T09:55:00Z,a.1,80,.
2026-11-21T10:00:00Z,a.2,10000 timeout,.
2026-11-21T10:05:00Z,a.3,10000 timeout,.
`,
  }
  const now = '2026-11-21T10:06:00Z'

  test('lead from the ids a component had to the one it has, retired ones too', () => {
    expect(redirects(snapshotOf({ config, now })).map(({ from, to }) => [from, to])).toEqual([
      ['components/old-api', '/components/api/'],
      ['components/gateway', '/components/api/'],
      ['components/first-gateway', '/components/gateway-2/'],
    ])
  })

  test('lead from addresses of the page that was here before', () => {
    const moved = snapshotOf({
      config: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: api, name: Public API, was: [old-api, /history/api] }
`,
      now,
      incidents: {
        '2026-11-20-api': `---
title: The API does not answer
was: [2026-11-20-API, /issues/2026-11-20-api/, /uptime]
---

## Resolved · 2026-11-20 10:00 UTC
`,
      },
    })
    expect(redirects(moved).map(({ from, to }) => [from, to])).toEqual([
      ['components/old-api', '/components/api/'],
      ['history/api', '/components/api/'],
      ['issues/2026-11-20-api', '/incidents/2026-11-20-api/'],
      ['incidents/2026-11-20-API', '/incidents/2026-11-20-api/'],
    ])
  })

  test('lead from an automatic incident to the words of a person that took its place', () => {
    const automatic = snapshotOf({ config, checks, now }).incidents.map(({ id }) => id)
    expect(automatic).toEqual(['api-20261121T100000Z'])
    const written = snapshotOf({
      config,
      checks,
      now,
      incidents: {
        '2026-11-21-api': `---
title: The API does not answer
components: { api: major_outage }
---

## Investigating · 2026-11-21 10:04 UTC

We look.
`,
      },
    })
    expect(written.incidents.map(({ id }) => id)).toEqual(['2026-11-21-api'])
    expect(redirects(written)).toContainEqual({
      from: 'incidents/api-20261121T100000Z',
      to: '/incidents/2026-11-21-api/',
      title: 'The API does not answer',
    })
  })

  test('never take the place of a page that is there', () => {
    const sample = sampleSnapshot()
    const [one] = sample.components
    const renamed = { ...one!, component: { ...one!.component, was: ['web'] } }
    const found = redirects({ ...sample, components: [renamed, ...sample.components.slice(1)] })
    expect(found.map(({ from }) => from)).not.toContain('components/web')
    expect(found.map(({ from }) => from)).not.toContain('incidents/nrt-20261120T031500Z')
  })
})

test('a page that leads on shows its link, its canonical address and no markup of a title', () => {
  const html = redirectPage(
    { path: '/repo/components/api/', url: 'https://acme.example/repo/components/api/' },
    '</title><script>alert(1)</script>',
    'en',
  )
  expect(html).toContain('<meta http-equiv="refresh" content="0; url=/repo/components/api/">')
  expect(html).toContain('<link rel="canonical" href="https://acme.example/repo/components/api/">')
  expect(html).toContain('<a href="/repo/components/api/">')
  expect(html).not.toContain('<script')
})
