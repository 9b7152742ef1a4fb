import { describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config/read.ts'
import { cstateHaul } from '../../src/imports/cstate.ts'
import { planImport } from '../../src/imports/plan.ts'

const config = `title: Acme Status
baseURL: https://status.acme.example/
params:
  description: |
    All of [our](https://acme.example) services.

    More.
  categories:
    - name: Core
      description: What everybody uses
      closed: true
    - name: Rest
      untitled: true
  systems:
    - name: api.acme.example
      description: The API
      category: Core
      link: https://docs.acme.example
    - name: Build farm
      category: Rest
    - Queue
`
function plan(issues: Record<string, string | null>, own: string | null = null) {
  const haul = cstateHaul({
    config: { file: 'config.yml', text: config },
    issues: new Map(Object.entries(issues).map(([name, text]) => [`content/issues/${name}.md`, text])),
  })
  return planImport(
    haul,
    own === null ? null : readConfig(own).config,
    'cstate https://status.acme.example',
    'https://acme.example/schema.json',
  )
}
const issue = (keys: string, body = 'Text.') => `---
title: Down
date: 2021-05-25T11:30:00-00:00
resolved: true
resolvedWhen: 2021-05-26T7:51:00-00:00
severity: down
affected:
  - api.acme.example
section: issue
${keys}---

${body}
`
const one = (text: string, name = '2021-05-25-api') => {
  const { posts, refused } = plan({ [name]: text })
  return {
    text: posts[0]?.text ?? '',
    warnings: posts[0]?.warnings ?? [],
    refused: refused.map(({ reason }) => reason),
  }
}

test('components.yml has systems and categories, and their old pages lead here', () => {
  expect(plan({}).components).toContain(`site:
  name: Acme Status
  url: https://status.acme.example
  description: All of our services.
groups:
  - id: core
    name: Core
    description: What everybody uses
    collapsed: true
components:
  - id: api-acme-example
    name: api.acme.example
    group: core
    description: The API
    link: https://docs.acme.example
    was:
      - /affected/api.acme.example
  - id: build-farm
    name: Build farm
    was:
      - /affected/build-farm
`)
})

describe('an issue', () => {
  test('keeps its name, times and address', () => {
    expect(one(issue('')).text).toBe(`---
# Imported from https://status.acme.example/issues/2021-05-25-api/ (content/issues/2021-05-25-api.md)
title: Down
components:
  api-acme-example: major_outage
was:
  - /issues/2021-05-25-api
---

## Investigating · 2021-05-25 11:30 UTC

Text.

## Resolved · 2021-05-26 07:51 UTC
`)
  })

  test('whose name makes a bad address gets a good one, and the old one leads to it', () => {
    const { posts } = plan({ '2024-07-02-Weekly-2.465-failed': issue('') })
    expect(posts[0]!.id).toBe('2024-07-02-weekly-2-465-failed')
    expect(posts[0]!.text).toContain(
      'was:\n  - 2024-07-02-Weekly-2.465-failed\n  - /issues/2024-07-02-weekly-2.465-failed\n',
    )
  })

  test('tells its updates, newest first or not', () => {
    const { text } = one(issue('', '[Final Message]\nFixed.\n\n[Initial message]\nIt is down.'))
    expect(text).toContain(
      '## Investigating · 2021-05-25 11:30 UTC\n\nIt is down.\n\n## Resolved · 2021-05-26 07:51 UTC\n\nFixed.\n',
    )
  })

  test('keeps an update without a time with the one before, and says so', () => {
    const { text, warnings } = one(issue('', '[Final]\nFixed.\n\n[Update]\nStill.\n\n[Initial Message]\nIt is down.'))
    expect(text).toContain('It is down.\n\n### Update\n\nStill.\n')
    expect(warnings).toEqual(['An update in its text has no time of its own; it stays with the one before.'])
  })

  test('with windows line ends and without its first line is read all the same', () => {
    const { text, warnings } = one(issue('').replace('---\n', '').replaceAll('\n', '\r\n'))
    expect(text).toContain('title: Down\ncomponents:\n  api-acme-example: major_outage\n')
    expect(warnings).toEqual(['The first `---` is missing; the keys above the second one were read all the same.'])
  })

  test.each([
    ['severity: down', 'severity: disruptd', 'partial_outage', ['`disruptd` is no severity; taken as `disrupted`.']],
    ['severity: down', 'severity: Notice', 'operational', []],
    ['severity: down', 'severity: awful', 'partial_outage', ['`awful` is no severity; taken as `disrupted`.']],
    ['severity: down\n', '', 'partial_outage', ['It has no severity; taken as `disrupted`.']],
  ])('reads %j as %j', (from, to, status, told) => {
    const { text, warnings } = one(issue('').replace(from, to))
    expect(text).toContain(`api-acme-example: ${status}`)
    expect(warnings).toEqual(told)
  })

  test.each([
    [
      'resolvedWhen: 2021-05-26T7:51:00-00:00',
      'resolvedWhen: 2021-05-20 10:00',
      'It is resolved (`2021-05-20 10:00`) before it started; resolved at its start.',
    ],
    ['resolvedWhen: 2021-05-26T7:51:00-00:00\n', '', 'It does not say when it was resolved; resolved at its start.'],
    [
      'resolvedWhen: 2021-05-26T7:51:00-00:00',
      'resolvedWhen: 2021-02-30',
      '`2021-02-30` is no time; resolved at its start.',
    ],
  ])('with %j as %j is resolved at its start', (from, to, told) => {
    const { text, warnings } = one(issue('').replace(from, to))
    expect(text).toContain('## Resolved · 2021-05-25 11:30 UTC')
    expect(warnings).toEqual([told])
  })

  test('that is open there is open here', () => {
    const { text, warnings } = one(issue('').replace('resolved: true', 'resolved: false'))
    expect(text).not.toContain('## Resolved')
    expect(warnings).toEqual(['It is not resolved, so it is open here too.'])
  })

  test('without a date takes that of its name', () => {
    const { text, warnings } = one(issue('').replace(/date: .*\n/, ''))
    expect(text).toContain('## Investigating · 2021-05-25 00:00 UTC')
    expect(warnings).toEqual(['It has no date; that of its file name was taken.'])
  })

  test.each([
    ['+++\ntitle = "x"\n+++\n', 'Its front matter is TOML; only YAML between `---` lines is read.'],
    ['---js\n{ title: "x" }\n---\n', 'Its front matter is not YAML; only YAML between `---` lines is read.'],
    ['', 'It has neither a title nor a text.'],
    ['---\ntitle: x\ndate: 2021-02-30\n---\n', 'Its date `2021-02-30` is not in the calendar.'],
    ['---\ntitle: x\n---\n', 'It has no `date`.'],
  ])('%j is refused with its reason', (text, reason) => {
    expect(one(text, 'no-date').refused).toEqual([reason])
  })

  test('that is not UTF-8 is refused', () => {
    expect(plan({ x: null }).refused[0]!.reason).toBe('It is not saved as UTF-8.')
  })

  test('that is only informational becomes a notice', () => {
    const { text } = one(issue('informational: true\n'))
    expect(text).toContain('type: notice\n')
    expect(text).toContain('until: 2021-05-26 07:51 UTC\n')
  })
})

describe('into a page that has a components.yml', () => {
  const own =
    'candor: 1\nsite: { name: Acme, url: https://status.acme.example }\ncomponents:\n  - { id: api, name: API, was: [api-acme-example] }\n  - { id: farm, name: build FARM }\n'

  test('components are found by their ids, former ids and names; others are proposed and kept as text', () => {
    const affected = 'affected:\n  - api.acme.example\n  - Build Farm\n  - Queue\n  - never heard of'
    const text = issue('').replace('affected:\n  - api.acme.example', affected)
    const { components, proposals, posts } = plan({ a: text }, own)
    expect(components).toBeNull()
    expect(posts[0]!.text).toContain('components:\n  api: major_outage\n  farm: major_outage\n')
    expect(posts[0]!.text).toContain('Text.\n\nAffected: Queue, never heard of.')
    expect(posts[0]!.warnings).toEqual(['components.yml has no component `Queue`, `never heard of`; kept as text.'])
    expect(proposals).toBe('- id: queue\n  name: Queue\n  was:\n    - /affected/queue\n')
    expect(proposals).not.toContain('never heard of')
  })
})
