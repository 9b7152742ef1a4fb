import { describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config/read.ts'
import { planImport } from '../../src/imports/plan.ts'
import { upptimePage, upptimeSlug } from '../../src/imports/upptime.ts'
import { upptimePosts } from '../../src/imports/upptime-issues.ts'

const config = `owner: acme
repo: upptime
sites:
  - name: BandLab
    url: https://www.acme.example
    expectedStatusCodes: [200, 201, 202, 404, 200]
    maxResponseTime: 5000
    headers: ["Authorization: Bearer $API_TOKEN"]
  - name: Mail server
    slug: mail
    check: tcp-ping
    url: mail.acme.example
    port: 25
  - name: Nowhere
    url: nothing at all
  - url: https://nameless.acme.example
status-website:
  name: Acme Status
  cname: status.acme.example
`
const issue = (more: object = {}) => ({
  number: 7,
  title: '🛑 BandLab is down',
  body: 'In [`abc`](https://github.com/acme/upptime/commit/abc), BandLab was **down**:\r\n- HTTP code: 0',
  created_at: '2024-05-01T10:00:00Z',
  closed_at: '2024-05-01T10:30:00Z',
  labels: [{ name: 'status' }, { name: 'bandlab' }],
  ...more,
})
function plan(issues: unknown[] = []) {
  const { haul } = upptimePage({ config, summary: '[{"name":"BandLab","slug":"bandlab"}]' })
  const found = upptimePosts(issues, haul.components, 'https://github.com/acme/upptime/issues')
  Object.assign(haul, {
    posts: found.posts,
    refused: [...haul.refused, ...found.refused],
    warnings: [...haul.warnings, ...found.warnings],
  })
  return planImport(haul, null, 'upptime https://status.acme.example', 'https://acme.example/schema.json')
}

describe('.upptimerc.yml', () => {
  test('becomes components with their checks and secrets; slugs are ids and old addresses lead here', () => {
    const { components } = plan()
    expect(components).toContain(`  - id: bandlab
    name: BandLab
    was:
      - /history/bandlab
    check:
      type: http
      url: https://www.acme.example
      headers:
        Authorization: Bearer \${API_TOKEN}
      expect:
        status:
          - 200-202
          - 404
      degraded_over: 5000ms
  - id: mail
    name: Mail server
    was:
      - /history/mail
    check:
      type: tcp
      host: mail.acme.example
      port: 25
  - id: nowhere
    name: Nowhere
    was:
      - /history/nowhere
secrets:
  - API_TOKEN
`)
    expect(readConfig(components!).problems.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  test('says which sites could not be taken as they are', () => {
    const { refused, warnings } = plan()
    expect(refused).toEqual([{ origin: '.upptimerc.yml (site 4)', reason: 'It has no name.' }])
    expect(warnings[0]).toMatchObject({
      origin: '.upptimerc.yml (Nowhere)',
      reason: expect.stringContaining('Nothing can be probed at `nothing at all`'),
    })
  })

  test.each([
    ['BandLab', 'band-lab'],
    ['ProxiTok cringe.whatever.social', 'proxi-tok-cringe-whatever-social'],
    ['API v2', 'api-v2'],
    ['Crème & Co', 'creme-and-co'],
  ])('a site %s had the slug %s', (name, slug) => {
    expect(upptimeSlug(name)).toBe(slug)
  })
})

describe('an issue', () => {
  test('becomes an incident; a comment of the team is an update, one of a stranger is not', () => {
    const comments = [
      { body: '**Resolved:** BandLab is back up.', created_at: '2024-05-01T10:29:59Z', author_association: 'NONE' },
      { body: 'Works for me', created_at: '2024-05-01T10:10:00Z', author_association: 'NONE' },
      { body: 'The disk was full.', created_at: '2024-05-01T10:15:00Z', author_association: 'MEMBER' },
      { body: 'We bought a larger one.', created_at: '2024-05-02T10:15:00Z', author_association: 'OWNER' },
    ]
    const { posts } = plan([issue({ comments })])
    expect(posts[0]!.id).toBe('issue-7')
    expect(posts[0]!.text).toBe(`---
# Imported from https://github.com/acme/upptime/issues/7
title: BandLab is down
components:
  bandlab: major_outage
was:
  - /incident/7
---

## Investigating · 2024-05-01 10:00 UTC

In [\`abc\`](https://github.com/acme/upptime/commit/abc), BandLab was **down**:
- HTTP code: 0

## Investigating · 2024-05-01 10:15 UTC

The disk was full.

## Resolved · 2024-05-01 10:29:59 UTC

**Resolved:** BandLab is back up.

## Postmortem · 2024-05-02 10:15 UTC

We bought a larger one.
`)
    expect(posts[0]!.warnings).toEqual(['1 of its comments is by people outside the team; left out.'])
  })

  test('as gh prints it is read too', () => {
    const { created_at: createdAt, closed_at: closedAt, ...rest } = issue()
    const { posts } = plan([
      {
        ...rest,
        createdAt,
        closedAt,
        comments: [{ body: 'Hm.', createdAt: '2024-05-01T10:05:00Z', authorAssociation: 'OWNER' }],
      },
    ])
    expect(posts[0]!.text).toContain(
      '## Investigating · 2024-05-01 10:05 UTC\n\nHm.\n\n## Resolved · 2024-05-01 10:30 UTC\n',
    )
  })

  test('of a planned work keeps its window', () => {
    const body =
      '<!--\nstart: 2024-05-03T10:00:00.220Z\nend: 2024-05-03T12:00:00Z\nexpectedDown: bandlab, mail\n-->\nNew disks.'
    const { posts } = plan([issue({ number: 8, title: 'New disks', body, labels: ['maintenance'] })])
    expect(posts[0]!.kind).toBe('maintenance')
    expect(posts[0]!.text).toContain(
      'components:\n  bandlab: under_maintenance\n  mail: under_maintenance\nmaintenance:\n  start: 2024-05-03 10:00 UTC\n  end: 2024-05-03 12:00 UTC\n',
    )
    expect(posts[0]!.text).toContain('New disks.')
    expect(posts[0]!.text).not.toContain('expectedDown')
  })

  test('of another kind stays there; a broken one is refused with its reason', () => {
    const { posts, refused, warnings } = plan([
      issue({ labels: ['bug'] }),
      issue({ pull_request: {} }),
      { title: 'x' },
      issue({ labels: ['maintenance'], body: '' }),
    ])
    expect(posts).toEqual([])
    expect(refused.slice(1).map(({ reason }) => reason)).toEqual([
      'It is no issue as GitHub sends it: `number`.',
      'It is a maintenance without `start:` and `end:` in its first comment.',
    ])
    expect(warnings.at(-1)!.reason).toContain('1 issue has neither the label `status` nor `maintenance`')
  })
})
