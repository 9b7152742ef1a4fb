import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config/read.ts'
import type { Outage } from '../../src/outages/outage.ts'
import { groupOutages } from '../../src/status/grouping.ts'
import { parseInstant } from '../../src/time/instant.ts'

const config = readConfig(`candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: api, name: API, depends_on: [db] }
  - { id: web, name: Web, depends_on: [db] }
  - { id: db, name: Database }
  - { id: mail, name: Mail }
`).config!

const at = (clock: string) => parseInstant(`2026-11-21T${clock}:00Z`)!
const now = at('12:00')

function outage(component: string, from: string, to: string | null): Outage {
  return {
    id: `${component}-${from}`,
    component,
    start: at(from),
    end: to === null ? null : at(to),
    verdict: 'down',
    class: 'timeout',
    detail: null,
    falseAlarm: null,
  }
}

function groups(...outages: Outage[]): string[] {
  return groupOutages(outages, config, now).map((group) => group.map(({ id }) => id).join(' '))
}

describe('outages that are one event', () => {
  it('begin within five minutes of each other', () => {
    expect(groups(outage('api', '10:00', '10:30'), outage('mail', '10:05', null))).toEqual(['api-10:00 mail-10:05'])
    expect(groups(outage('api', '10:00', '10:30'), outage('mail', '10:06', null))).toEqual(['api-10:00', 'mail-10:06'])
  })
  it('overlap and share a dependency', () => {
    expect(groups(outage('api', '10:00', '10:30'), outage('web', '10:20', '10:40'))).toEqual(['api-10:00 web-10:20'])
    expect(groups(outage('db', '10:00', null), outage('web', '11:20', null))).toEqual(['db-10:00 web-11:20'])
    expect(groups(outage('api', '10:00', '10:30'), outage('web', '10:31', '10:40'))).toEqual(['api-10:00', 'web-10:31'])
  })
  it('are of one component less than fifteen minutes apart', () => {
    expect(groups(outage('api', '10:00', '10:10'), outage('api', '10:24', null))).toEqual(['api-10:00 api-10:24'])
    expect(groups(outage('api', '10:00', '10:10'), outage('api', '10:25', null))).toEqual(['api-10:00', 'api-10:25'])
  })
  it('keep the first outage first, whatever the order they come in', () => {
    expect(groups(outage('mail', '10:04', null), outage('api', '10:00', null))).toEqual(['api-10:00 mail-10:04'])
  })
})
