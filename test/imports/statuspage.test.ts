import { describe, expect, test } from 'vitest'
import { planImport } from '../../src/imports/plan.ts'
import { statuspageHaul } from '../../src/imports/statuspage.ts'
import { gatherAnswers } from '../../src/imports/statuspage-documents.ts'

const page = { id: 'p1', name: 'Acme', url: 'https://status.acme.example', time_zone: 'Etc/UTC' }
const components = [
  { id: 'g0000000001', name: 'Europe', group: true, group_id: null, position: 1 },
  { id: 'c0000000001', name: 'API', group: false, group_id: 'g0000000001', position: 1, start_date: '2020-01-02' },
  { id: 'c0000000002', name: 'API', group: false, group_id: null, position: 2, description: 'The other one' },
]
const update = (status: string, time: string, more: object = {}) => ({
  status,
  body: `${status} it.`,
  created_at: '2024-05-05T00:00:00.000Z',
  display_at: time,
  affected_components: null,
  ...more,
})
const incident = (more: object = {}) => ({
  id: 'abcdef123456',
  name: 'Errors',
  status: 'resolved',
  impact: 'major',
  created_at: '2024-05-05T00:00:00.000Z',
  started_at: '2020-05-01T10:00:00.000Z',
  resolved_at: '2020-05-01T11:00:00.000Z',
  incident_updates: [
    update('resolved', '2020-05-01T11:00:00.000Z'),
    update('identified', '2020-05-01T10:30:00.000Z'),
    update('investigating', '2020-05-01T10:00:00.000Z'),
  ],
  components: [],
  ...more,
})
const plan = (...documents: object[]) =>
  planImport(
    statuspageHaul(gatherAnswers(documents.map((value, index) => ({ origin: `${index}.json`, value })))),
    null,
    'statuspage https://status.acme.example',
    'https://acme.example/schema.json',
  )
const textOf = (more: object = {}) => plan({ page, components }, { page, incident: incident(more) }).posts[0]!.text

describe('an incident', () => {
  test('keeps its id and says where it is from; its updates stand oldest first at the times people saw', () => {
    const { posts, refused } = plan({ page, components }, { page, incident: incident() })
    expect(refused).toEqual([])
    expect(posts[0]!.id).toBe('abcdef123456')
    expect(posts[0]!.text).toBe(`---
# Imported from https://status.acme.example/incidents/abcdef123456
title: Errors
impact: major
---

## Investigating · 2020-05-01 10:00 UTC

investigating it.

## Identified · 2020-05-01 10:30 UTC

identified it.

## Resolved · 2020-05-01 11:00 UTC

resolved it.
`)
  })

  test('names components by their place in the page, once for each change', () => {
    const affected = (new_status: string) => ({
      affected_components: [{ code: 'c0000000001', name: 'Europe - API', old_status: 'operational', new_status }],
    })
    const text = textOf({
      incident_updates: [
        update('resolved', '2020-05-01T11:00:00Z', affected('operational')),
        update('monitoring', '2020-05-01T10:40:00Z', affected('degraded_performance')),
        update('identified', '2020-05-01T10:30:00Z', affected('major_outage')),
        update('investigating', '2020-05-01T10:00:00Z', affected('major_outage')),
      ],
    })
    expect(text).toContain('components:\n  api: major_outage\n')
    expect(text).toContain('## Identified · 2020-05-01 10:30 UTC\n')
    expect(text).toContain('## Monitoring · 2020-05-01 10:40 UTC {api=degraded_performance}')
    expect(text).toContain('## Resolved · 2020-05-01 11:00 UTC\n')
  })

  test('keeps windows line ends, headings and statuses of no kind from spoiling it', () => {
    const body = 'One.\r\n\r\n## Resolved\r\nNot yet.'
    const text = textOf({
      incident_updates: [
        update('resolved', '2020-05-01T11:00:00Z'),
        update('investigating', '2020-05-01T10:00:00Z', { body }),
      ],
    })
    expect(text).not.toContain('\r')
    expect(text).toContain('One.\n\n### Resolved\nNot yet.')
  })

  test('is resolved here as it was there, when the times of its updates say otherwise', () => {
    const { posts } = plan(
      { page },
      {
        page,
        incident: incident({
          incident_updates: [
            update('resolved', '2020-05-01T09:00:00Z'),
            update('investigating', '2020-05-01T10:00:00Z'),
          ],
        }),
      },
    )
    expect(posts[0]!.text.indexOf('## Investigating')).toBeLessThan(posts[0]!.text.indexOf('## Resolved'))
    expect(posts[0]!.warnings).toEqual(['Its last word has an earlier time than others; it was put after them.'])
  })

  test('that says it was resolved before it started is told of', () => {
    const { posts } = plan({ page }, { page, incident: incident({ resolved_at: '2020-05-01T09:00:00Z' }) })
    expect(posts[0]!.warnings).toEqual(['It is resolved before it started; the times of its updates were taken.'])
  })

  test('without any time is refused, and so is what is none', () => {
    const { posts, refused } = plan(
      { page },
      {
        page,
        incidents: [
          incident({ incident_updates: [], started_at: null, created_at: null }),
          { id: 'x', impact: 'none', name: 3 },
        ],
      },
    )
    expect(posts).toEqual([])
    expect(refused.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('Its `name` is not as the Statuspage API sends it'),
      'It has no update and no time at all.',
    ])
  })

  test('that two files have is one, in its fullest telling', () => {
    const short = incident({ incident_updates: [update('resolved', '2020-05-01T11:00:00Z')] })
    const { posts } = plan({ page, incidents: [short] }, { page, incident: incident() }, { page, incidents: [short] })
    expect(posts).toHaveLength(1)
    expect(posts[0]!.text).toContain('## Identified')
  })

  test('that only a history page names is refused with what to save', () => {
    const { refused } = plan(
      { page, incident: incident() },
      {
        months: [
          {
            incidents: [
              { code: 'abcdef123456', name: 'Errors' },
              { code: 'older0000001', name: 'Old' },
            ],
          },
        ],
      },
    )
    expect(refused).toEqual([
      {
        origin: '1.json (older0000001)',
        reason: expect.stringContaining('https://status.acme.example/api/v2/incidents/older0000001.json'),
      },
    ])
  })
})

test('a maintenance keeps its window and masks its components', () => {
  const text = textOf({
    status: 'completed',
    impact: 'maintenance',
    scheduled_for: '2020-05-02T10:00:00.000+02:00',
    scheduled_until: '2020-05-02T12:00:00.000+02:00',
    incident_updates: [
      update('completed', '2020-05-02T09:30:00Z'),
      update('scheduled', '2020-05-01T10:00:00Z', {
        affected_components: [{ code: 'c0000000002', name: 'API', new_status: 'operational' }],
      }),
    ],
  })
  expect(text).toContain(
    'components:\n  api-2: under_maintenance\nmaintenance:\n  start: 2020-05-02 08:00 UTC\n  end: 2020-05-02 10:00 UTC\n',
  )
  expect(text).toContain('## Scheduled · 2020-05-01 10:00 UTC')
  expect(text).toContain('## Completed · 2020-05-02 09:30 UTC')
})

test('components.yml has the groups, former ids, and as retired what only incidents name', () => {
  const affected_components = [
    { code: 'gone00000001', name: 'Europe - Search', old_status: 'operational', new_status: 'partial_outage' },
  ]
  const { components: text } = plan(
    { page, components },
    {
      page,
      incident: incident({ incident_updates: [update('resolved', '2020-05-01T11:00:00Z', { affected_components })] }),
    },
  )
  expect(text).toBe(`# yaml-language-server: $schema=https://acme.example/schema.json
# Imported from statuspage https://status.acme.example
candor: 1
site:
  name: Acme
  url: https://status.acme.example
  moved:
    /history: /incidents/
    /history.atom: /feed.xml
    /history.rss: /rss.xml
groups:
  - id: europe
    name: Europe
components:
  - id: api
    name: API
    group: europe
    since: 2020-01-02
    was:
      - c0000000001
  - id: api-2
    name: API
    description: The other one
    was:
      - c0000000002
  - id: search
    name: Search
    was:
      - gone00000001
    retired: 2020-05-01
`)
})

test('answers of two pages are not mixed', () => {
  expect(() => plan({ page }, { page: { ...page, id: 'p2', name: 'Other' } })).toThrow(
    'these files are of 2 pages: Acme, Other',
  )
})
