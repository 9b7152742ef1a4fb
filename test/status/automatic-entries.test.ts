import { describe, expect, it } from 'vitest'
import { snapshotOf } from './page-of.ts'

const config = `candor: 1
site: { name: Acme, url: https://status.acme.example, timezone: Europe/Berlin }
components:
  - { id: api, name: Public API, depends_on: [db], check: { type: http, url: https://api.acme.example/ } }
  - { id: web, name: Website, check: { type: http, url: https://acme.example/, locations: [eu, us] } }
  - { id: db, name: Database, check: { type: tcp, host: db.acme.example, port: 5432 } }
`
const header = 'time,run,api,web,db,end_mark\n'

/** Rows of minutes past ten: `05 u d u`, up or down. */
function entries(rows: string[], now: string, incidents: Record<string, string> = {}) {
  const cell = { u: '80', d: '12 status:503', s: '4000 slow' } as Record<string, string>
  const lines = rows.map((row, index) => {
    const [minute, ...cells] = row.split(' ')
    const time = new Date(Date.UTC(2026, 10, 21, 10, Number(minute))).toISOString().replace('.000Z', 'Z')
    return `${time},a.${index},${cells.map((one) => cell[one]).join(',')},.\n`
  })
  const checks = { '2026-11-21.csv': header + lines.join('') }
  return snapshotOf({ config, checks, incidents, now: `2026-11-21T${now}:00Z` }).incidents
}

const words = (found: ReturnType<typeof entries>) =>
  found.map(({ id, title, updates }) => [id, title, ...updates.toReversed().map(({ body }) => body)])

describe('an outage that nobody wrote about', () => {
  const down = ['00 u u u', '05 d u u', '20 d u u', '34 d u u']
  const opening =
    'Our checks cannot reach Public API since 11:05 GMT+1. It answered with status 503. Nobody has confirmed this yet.'
  const id = 'api-20261121T100500Z'
  const title = 'Checks fail for Public API'

  it('is told in careful words', () => {
    expect(words(entries(down.slice(0, 2), '10:06'))).toEqual([[id, title, opening]])
  })

  it.each([
    ['10:34', [opening]],
    ['10:35', [opening, 'Still failing after 30 minutes.']],
  ])('and once more after 30 minutes: at %s', (now, told) => {
    expect(words(entries(down, now))).toEqual([[id, title, ...told]])
  })

  it('and when it is over, with its length', () => {
    const over = 'Checks pass again since 11:41 GMT+1. The failure lasted about 36 min.'
    expect(words(entries([...down, '41 u u u'], '10:42'))).toEqual([
      [id, title, opening, 'Still failing after 30 minutes.', over],
    ])
  })

  it('is not told when it was only slow', () => {
    expect(entries(['00 u u u', '05 s u u'], '10:06')).toEqual([])
  })
})

describe('outages that people would call one', () => {
  it.each([
    ['begin within 5 minutes of each other', ['00 u u u', '05 d u u', '10 d d u'], 1],
    ['and not 6 minutes', ['00 u u u', '05 d u u', '11 d d u'], 2],
    ['share a dependency', ['00 u u u', '05 u u d', '15 d u d'], 1],
    ['are of one component less than 15 minutes apart', ['00 u u u', '05 d u u', '06 u u u', '20 d u u'], 1],
    ['and not 15', ['00 u u u', '05 d u u', '06 u u u', '21 d u u'], 2],
  ])('%s', (_, rows, count) => {
    const found = entries(rows, '10:25')
    expect(found).toHaveLength(count)
    expect(found.at(-1)!.id).toMatch(/20261121T100500Z$/)
  })
})

describe("a person's word", () => {
  const rows = ['00 u u u', '05 d u u', '20 d u u', '40 d u u']
  const incident = (rest: string) => ({
    mine: `# API down\n\n## Investigating · 2026-11-21 10:10 UTC {api=major}\n${rest}`,
  })

  it('takes the place of the automatic one, and its beginning is what the checks saw', () => {
    const found = entries(rows, '10:30', incident(''))
    expect(found.map(({ id, automatic, open }) => [id, automatic, open])).toEqual([['mine', false, true]])
    expect(found[0]!.startedAt).toBe(Date.UTC(2026, 10, 21, 10, 5) / 1000)
  })

  it('that it is over does not make it so: the failure is told from its start', () => {
    const [found] = entries(rows, '10:41', incident('\n## Resolved · 2026-11-21 10:30 UTC\n'))
    expect([found!.status, found!.open, found!.stillFailingSince]).toEqual([
      'resolved',
      true,
      Date.UTC(2026, 10, 21, 10, 5) / 1000,
    ])
  })

  it('that came just before the checks saw it well again is believed', () => {
    const passing = ['00 u u u', '05 d u u', '20 d u u', '40 u u u']
    const [found] = entries(passing, '10:41', incident('\n## Resolved · 2026-11-21 10:30 UTC\n'))
    expect([found!.open, found!.stillFailingSince]).toEqual([false, null])
  })
})
