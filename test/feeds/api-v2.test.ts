import { describe, expect, test } from 'vitest'
import type { ApiComponent, ApiIncident, ApiMaintenance, ApiPage } from '../../src/feeds/api-shapes.ts'
import { apiFiles } from '../../src/feeds/api-v2.ts'
import { withSafeIds } from '../../src/feeds/safe-ids.ts'
import type { Snapshot } from '../../src/status/snapshot.ts'
import { sampleSnapshot } from '../site/sample.ts'
import { documented, documentedIncident } from './api-shapes.ts'

const filesOf = (snapshot: Snapshot) => apiFiles(withSafeIds(snapshot))
const files = filesOf(sampleSnapshot())

interface Answer {
  page: ApiPage
  components: ApiComponent[]
  incidents: ApiIncident[]
  incident: ApiIncident
  scheduled_maintenances: ApiMaintenance[]
  status: { indicator: string; description: string }
}
const answer = (path: string, from = files) => from.get(path) as Answer

const empty: Snapshot = {
  ...sampleSnapshot(),
  components: [],
  groups: [],
  incidents: [],
  maintenances: [],
  notices: [],
  checkedAt: null,
  freshUntil: null,
  overall: { indicator: 'none', description: 'All Systems Operational' },
}

describe('the status API', () => {
  test.each(Object.keys(documented))('answers /api/v2/%s in the documented shape and order', (path) => {
    expect(documented[path]!.safeParse(answer(path)).error?.issues ?? []).toEqual([])
  })

  test.each(Object.keys(documented))('serves /api/v2/%s when there is nothing to list', (path) => {
    expect(documented[path]!.safeParse(answer(path, filesOf(empty))).error?.issues ?? []).toEqual([])
  })

  test('answers each incident by its id', () => {
    const paths = [...files.keys()].filter((path) => path.startsWith('incidents/') && !path.endsWith('unresolved.json'))
    expect(paths).toHaveLength(5)
    for (const path of paths) expect(documentedIncident.safeParse(answer(path)).error?.issues ?? []).toEqual([])
  })

  test('lists a group before its members, each at its place within its parent', () => {
    const { components } = answer('components.json')
    const rows = components.slice(0, 7).map(({ id, position, group, group_id }) => [id, position, group, group_id])
    expect(rows).toEqual([
      ['core', 1, true, null],
      ['api', 1, false, 'core'],
      ['web', 2, false, 'core'],
      ['auth', 3, false, 'core'],
      ['db', 4, false, 'core'],
      ['queue', 5, false, 'core'],
      ['edge', 2, true, null],
    ])
    expect(components[0]!.components).toEqual(['api', 'web', 'auth', 'db', 'queue'])
    expect(components[0]!.status).toBe('partial_outage')
  })

  test('keeps the last known status of what is unknown and names it beside', () => {
    const { components, page } = answer('summary.json')
    expect(components.find((one) => one.id === 'ruh')!.status).toBe('operational')
    expect(page.candor).toEqual({
      checked_at: '2026-11-21T10:04:00.000Z',
      fresh_until: '2026-11-21T11:04:00.000Z',
      unknown: ['ruh'],
    })
    expect(page.updated_at).toBe('2026-11-21T10:04:00.000Z')
    expect(page.time_zone).toBe('Etc/UTC')
  })

  test('lists as unresolved what is open, and in the summary also maintenance ahead', () => {
    expect(answer('incidents/unresolved.json').incidents.map((one) => one.id)).toEqual(['2026-11-21-api-errors'])
    expect(answer('summary.json').incidents).toEqual(answer('incidents/unresolved.json').incidents)
    expect(answer('summary.json').scheduled_maintenances.map((one) => one.status)).toEqual(['scheduled', 'in_progress'])
    expect(answer('scheduled-maintenances/upcoming.json').scheduled_maintenances.map((one) => one.id)).toEqual([
      '2026-11-24-network',
    ])
    expect(answer('scheduled-maintenances/active.json').scheduled_maintenances.map((one) => one.id)).toEqual([
      '2026-11-21-sms-provider',
    ])
    expect(answer('scheduled-maintenances.json').scheduled_maintenances).toHaveLength(3)
  })

  test('names a grouped component with its group, and has null where an update names none', () => {
    const { incident_updates } = answer('incidents/2026-11-17-db-failover.json').incident
    expect(incident_updates[0]!.affected_components).toBeNull()
    expect(incident_updates[1]!.affected_components).toEqual([
      { code: 'api', name: 'Core platform - Public API', old_status: 'partial_outage', new_status: 'operational' },
      { code: 'db', name: 'Core platform - Database', old_status: 'major_outage', new_status: 'operational' },
    ])
  })

  test('keeps a component that is no longer listed in the updates, but not among the components', () => {
    const { incident } = answer('incidents/2026-11-12-störung-日本.json')
    expect(incident.incident_updates[0]!.affected_components!.map((one) => one.name)).toEqual([
      'Messages - E-mail delivery',
      'Fax',
    ])
    expect(incident.components.map((one) => one.id)).toEqual(['mail'])
    expect(incident.incident_updates.map((one) => one.deliver_notifications)).toEqual([true, false])
    expect(incident.shortlink).toBe('https://status.acme.example/incidents/2026-11-12-st%C3%B6rung-%E6%97%A5%E6%9C%AC/')
  })

  test('starts a maintenance, to the API, when it is announced', () => {
    const [first] = answer('scheduled-maintenances/upcoming.json').scheduled_maintenances
    expect(first).toMatchObject({
      started_at: '2026-11-18T09:00:00.000Z',
      scheduled_for: '2026-11-24T22:00:00.000Z',
      scheduled_until: '2026-11-25T02:00:00.000Z',
      impact: 'maintenance',
    })
    expect(Object.keys(first!).slice(-2)).toEqual(['scheduled_for', 'scheduled_until'])
  })

  test('holds at most 50 in its lists and every incident by its id', () => {
    const sample = sampleSnapshot()
    const one = sample.incidents[1]!
    const many = { ...sample, incidents: Array.from({ length: 120 }, (_, index) => ({ ...one, id: `i-${index}` })) }
    const from = filesOf(many)
    expect(answer('incidents.json', from).incidents).toHaveLength(50)
    expect(from.has('incidents/i-119.json')).toBe(true)
  })

  test('keeps the windows nearest to now in its list when what repeats has many ahead', () => {
    const sample = sampleSnapshot()
    const one = sample.maintenances[0]!
    const many = Array.from({ length: 90 }, (_, index) => {
      const start = sample.now + (60 - index) * 86_400
      return { ...one, id: `w-${index}`, window: { start, end: start + 3600 } }
    })
    const found = answer('scheduled-maintenances.json', filesOf({ ...sample, maintenances: many }))
    const ids = found.scheduled_maintenances.map((entry) => entry.id)
    expect(ids).toHaveLength(50)
    expect(ids).toContain('w-60')
    expect(ids).toContain('w-75')
    expect(ids).not.toContain('w-0')
  })

  test('lets no incident take the place of a list or leave its folder', () => {
    const sample = sampleSnapshot()
    const [one] = sample.incidents
    const evil = ['unresolved', '../../index', '..', 'a/b', '.htaccess'].map((id) => ({ ...one!, id }))
    const from = filesOf({ ...sample, incidents: evil })
    expect(answer('incidents/unresolved.json', from).incidents).toHaveLength(1)
    expect([...from.keys()].filter((path) => path.includes('..') || path.split('/').length > 2)).toEqual([])
  })

  test('puts links and its own address under the base path of a project page', () => {
    const from = filesOf(sampleSnapshot('https://org.github.io/repo/'))
    expect(answer('summary.json', from).page).toMatchObject({
      id: 'org-github-io-repo',
      url: 'https://org.github.io/repo',
    })
    expect(answer('summary.json', from).incidents[0]!.shortlink).toBe(
      'https://org.github.io/repo/incidents/2026-11-21-api-errors/',
    )
  })
})
