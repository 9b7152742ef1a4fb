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
  moved:
    /issues: /incidents/
    /index.xml: /rss.xml
    /issues/index.xml: /rss.xml
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
    ['+++\ntitle = "x"\n', 'Its TOML front matter never ends: a second `+++` is missing.'],
    ['+++\ntitle = "x"\ndate = soon\n+++\n', 'Line 3 of its TOML front matter could not be read: `date = soon`.'],
    ['{ "title": }\n', 'Its front matter begins as JSON and is none.'],
    ['---js\n{ title: "x" }\n---\n', 'Its front matter is neither YAML, TOML nor JSON.'],
    ['', 'It has neither a title nor a text.'],
    ['---\ntitle: x\ndate: 2021-02-30\n---\n', 'Its date `2021-02-30` is not in the calendar.'],
    ['---\ntitle: x\n---\n', 'It has no `date`.'],
  ])('%j is refused with its reason', (text, reason) => {
    expect(one(text, 'no-date').refused).toEqual([reason])
  })

  test.each([
    [
      'TOML',
      `+++
title = "Down" # as it was
date = 2021-05-25T11:30:00-00:00
resolved = true
resolvedWhen = "2021-05-26 07:51:00"
severity = 'down'
affected = [
  "api.acme.example", # the one
]
+++
Text.
`,
    ],
    [
      'JSON',
      `{
  "title": "Down",
  "date": "2021-05-25T11:30:00Z",
  "resolved": true,
  "resolvedWhen": "2021-05-26T07:51:00Z",
  "severity": "down",
  "affected": ["api.acme.example"]
}
Text.
`,
    ],
  ])('with front matter in %s is the same as in YAML', (_, text) => {
    expect(one(text)).toEqual(one(issue('')))
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

describe('an issue in several languages', () => {
  const many = `${config}defaultContentLanguage: en\ndefaultContentLanguageInSubdir: true\nlanguages:\n  en: {}\n  de: { contentDir: content/german }\n  pt-br: {}\n`
  const told = issue('', '[Initial message]\nIt is down.\n\n[Final]\nFixed.')
  const german = told
    .replace('title: Down', 'title: Kaputt')
    .replace('It is down.', 'Es geht nicht.')
    .replace('Fixed.', 'Geht.')
  const planOf = (issues: Record<string, string>, own: string | null = null) =>
    planImport(
      cstateHaul({ config: { file: 'config.yml', text: many }, issues: new Map(Object.entries(issues)) }),
      own === null ? null : readConfig(own).config,
      'cstate',
      'https://acme.example/schema.json',
    )

  test.each([
    'content/german/issues/2021-05-25-api.md',
    'content/de/issues/2021-05-25-api.md',
    'content/issues/2021-05-25-api.de.md',
  ])('is one incident, and %s its translation', (file) => {
    const { posts, components } = planOf({ 'content/issues/2021-05-25-api.md': told, [file]: german })
    expect(posts.map(({ id }) => id)).toEqual(['2021-05-25-api'])
    expect(posts[0]!.text).toContain('was:\n  - /issues/2021-05-25-api\n  - /en/issues/2021-05-25-api\n')
    expect(posts[0]!.translations).toEqual([
      {
        language: 'de',
        origin: file,
        text: `---
# Imported from ${file}
title: Kaputt
---

## Investigating · 2021-05-25 11:30 UTC

Es geht nicht.

## Resolved · 2021-05-26 07:51 UTC

Geht.
`,
      },
    ])
    expect(components).toContain('  languages:\n    - en\n    - de\n')
  })

  test('whose translation is told in fewer updates has its text under the first one, and says so', () => {
    const short = german.replace(/\[Initial[\s\S]*/, 'Es ging nicht.')
    const [post] = planOf({ 'content/en/issues/a-b.md': told, 'content/pt-br/issues/a-b.md': short }).posts
    expect(post!.translations[0]!.language).toBe('pt-BR')
    expect(post!.translations[0]!.text).toContain('11:30 UTC\n\nEs ging nicht.\n')
    expect(post!.translations[0]!.text).not.toContain('## Resolved')
  })

  test('that the first language has not is told in its own', () => {
    const [post] = planOf({ 'content/de/issues/nur.md': german }).posts
    expect(post!.text).toContain('lang: de\n')
    expect(post!.translations).toEqual([])
  })

  test('keeps dots in its name where they are no language', () => {
    const { posts } = planOf({ 'content/issues/2023-09-02-ci.acme.io.md': told })
    expect(posts.map(({ id }) => id)).toEqual(['2023-09-02-ci-acme-io'])
    expect(posts[0]!.text).not.toContain('lang:')
  })

  test('leaves a language out that the page which is there does not have, and says so', () => {
    const own = 'candor: 1\nsite: { name: Acme, url: https://status.acme.example }\ncomponents: []\n'
    const { posts, warnings } = planOf({ 'content/issues/a-b.md': told, 'content/issues/a-b.de.md': german }, own)
    expect(posts[0]!.translations).toEqual([])
    expect(posts[0]!.warnings).toContain('content/issues/a-b.de.md was left out: `site.languages` has no `de`.')
    expect(warnings.map(({ reason }) => reason)).toEqual([
      'Put this below `site:`, so that its subscribers find you: `moved: { /issues: /incidents/, /index.xml: /rss.xml, /issues/index.xml: /rss.xml }`',
    ])
  })
})
