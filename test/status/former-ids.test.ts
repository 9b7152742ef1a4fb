import { describe, expect, it } from 'vitest'
import { formerIds } from '../../src/status/former-ids.ts'
import { type Page, snapshotOf } from './page-of.ts'

const config = `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: api, name: API, was: [old-api], check: { type: http, url: https://api.acme.example/ } }
  - { id: web, name: Website, check: { type: http, url: https://acme.example/ } }
`
const checks = {
  '2026-11-21.csv': `time,run,api,web,end_mark
2026-11-21T10:00:00Z,a.1,80,90,.
2026-11-21T10:05:00Z,a.2,10 refused,90,.
2026-11-21T10:07:00Z,a.3,10 refused,10 refused,.
2026-11-21T10:20:00Z,a.4,80,90,.
`,
}
const id = (component: string) => `${component}-20261121T100500Z`
const former = (incidents: Page['incidents'], now = '2026-11-21T12:00:00Z') =>
  Object.fromEntries(formerIds(snapshotOf({ config, checks, incidents, now })))

describe('the address of an outage', () => {
  it('is its own while nobody else speaks for it; a later one of the same event and a former name lead there', () => {
    expect(former({})).toEqual({ 'web-20261121T100700Z': id('api'), [id('old-api')]: id('api') })
  })

  it("leads to the incident that a person wrote about it, and what is left keeps the group's", () => {
    const incidents = {
      slow: '# Slow\n\n## Investigating · 2026-11-21 10:10 UTC {api=major}\n\n## Resolved · 2026-11-21 10:20 UTC\n',
    }
    expect(former(incidents)).toEqual({ [id('api')]: 'slow', [id('old-api')]: 'slow' })
  })

  it('leads to the words that struck it', () => {
    const incidents = { alarm: `---\ntitle: No outage\nfalse_alarm: [${id('api')}]\n---\n\nOur firewall.\n` }
    expect(former(incidents)).toMatchObject({ [id('api')]: 'alarm' })
  })

  it('leads to the maintenance in whose window it lay', () => {
    const upgrade =
      '---\ntitle: Upgrade\ncomponents: [api, web]\nmaintenance: { start: 2026-11-21 10:00 UTC, end: 2026-11-21 11:00 UTC }\n---\n\nWe upgrade.\n'
    expect(former({ upgrade })).toMatchObject({ [id('api')]: 'upgrade', 'web-20261121T100700Z': 'upgrade' })
  })
})

describe('the address of a file', () => {
  it('that was renamed leads to its new one', () => {
    const incidents = {
      'api-slow': '---\ntitle: Slow\nwas: [apii-slow]\n---\n\n## Investigating · 2026-11-20 10:10 UTC\n',
    }
    expect(former(incidents)).toMatchObject({ 'apii-slow': 'api-slow' })
  })

  it('of a repeating maintenance leads to the one that runs, else the next, else the last', () => {
    const weekly = (count: number) => ({
      up: `---\ntitle: Up\nmaintenance: { start: 2026-11-08 02:00 UTC, end: 2026-11-08 03:00 UTC, repeat: FREQ=WEEKLY;COUNT=${count} }\n---\n\nWe upgrade.\n`,
    })
    expect(former(weekly(4))).toMatchObject({ up: 'up-20261122' })
    expect(former(weekly(2))).toMatchObject({ up: 'up-20261115' })
    expect(former(weekly(4), '2026-11-22T02:30:00Z')).toMatchObject({ up: 'up-20261122' })
  })
})
