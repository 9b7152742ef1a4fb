import { describe, expect, it } from 'vitest'
import { snapshotOf } from './page-of.ts'

const config = `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: api, name: Public API }
  - { id: web, name: Website }
`
const post = (updates: string, more = '') => `---
title: Upgrade
components: [api, web]
maintenance: { start: 2026-11-28 02:00 UTC, end: 2026-11-28 04:00 UTC${more} }
---

## Scheduled · 2026-11-21 10:00 UTC

We upgrade.
${updates}`

function at(now: string, text: string) {
  const { maintenances, components } = snapshotOf({ config, incidents: { up: text }, now: `2026-11-${now}:00Z` })
  const [entry] = maintenances
  return {
    status: entry!.status,
    calledOff: entry!.calledOff ?? false,
    said: entry!.updates.toReversed().map((update) => update.status),
    shown: components.map(({ status }) => status),
  }
}
const well = ['operational', 'operational']
const busy = ['under_maintenance', 'under_maintenance']

describe('a maintenance', () => {
  it.each([
    ['21T10:00', 'scheduled', ['scheduled'], well],
    ['28T01:59', 'scheduled', ['scheduled'], well],
    ['28T02:00', 'in_progress', ['scheduled', 'in_progress'], busy],
    ['28T03:59', 'in_progress', ['scheduled', 'in_progress'], busy],
    ['28T04:00', 'completed', ['scheduled', 'in_progress', 'completed'], well],
  ])('begins and ends by the clock: at %s it is %s', (now, status, said, shown) => {
    expect(at(now, post(''))).toEqual({ status, calledOff: false, said, shown })
  })

  it('lets go of a component when a person says so', () => {
    const freed = post('\n## In progress · 2026-11-28 03:00 UTC {web=operational}\n')
    expect(at('28T02:59', freed).shown).toEqual(busy)
    expect(at('28T03:00', freed).shown).toEqual(['under_maintenance', 'operational'])
    expect(at('28T04:00', freed).shown).toEqual(well)
  })

  it('ends early when a person says so', () => {
    const early = post('\n## Completed · 2026-11-28 02:30 UTC\n')
    expect(at('28T02:30', early)).toMatchObject({ status: 'completed', shown: well, calledOff: false })
  })

  it.each([
    ['25T08:59', 'scheduled', false],
    ['25T09:00', 'completed', true],
    ['28T03:00', 'completed', true],
  ])('that was called off is over at once and changes nothing: at %s', (now, status, calledOff) => {
    const off = post('\n## Completed · 2026-11-25 09:00 UTC\n\nNot needed any more.\n')
    expect(at(now, off)).toMatchObject({ status, calledOff, shown: well })
    expect(at(now, off).said).not.toContain('in_progress')
  })

  it('that was moved begins when it was moved to', () => {
    const moved = post('\n## Scheduled · 2026-11-25 09:00 UTC {start=2026-11-29 02:00 UTC}\n')
    expect(at('28T03:00', moved).shown).toEqual(well)
    expect(at('29T03:00', moved).shown).toEqual(busy)
    expect(at('29T04:00', moved).shown).toEqual(well)
  })
})
