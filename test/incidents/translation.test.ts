import { describe, expect, test } from 'vitest'
import { readPost } from '../../src/incidents/read.ts'
import { readTranslation, withTranslation } from '../../src/incidents/translation.ts'
import { translationName } from '../../src/incidents/translation-name.ts'
import { formatProblem } from '../../src/problem/problem.ts'

const known = { components: [{ id: 'api', was: [] }], timezone: 'Europe/Berlin' }
const original = `---
title: Errors on the API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 11:02

Some calls fail.

## Investigating · 2026-11-21 11:10

More of them fail.

## Resolved · 2026-11-21 11:41
`

const postOf = (text: string) => readPost({ id: 'errors', path: 'incidents/errors.md', text }, known, () => 0).post!

function translated(text: string, source = original) {
  const post = postOf(source)
  const file = { path: 'incidents/errors.de.md', text, language: 'de' }
  const { translation, problems } = readTranslation(file, post, known.timezone)
  return {
    post: translation === null ? post : withTranslation(post, translation),
    problems: problems.map(formatProblem),
  }
}

describe('a translation', () => {
  test('says title and updates beside the original’s words', () => {
    const { post, problems } = translated(`---
title: Fehler in der API
---

## Investigating · 2026-11-21 11:10

Noch mehr Aufrufe schlagen fehl.

## Investigating · 2026-11-21 10:02 UTC

Einige Aufrufe schlagen fehl.
`)
    expect(problems).toEqual([])
    expect(post.titles).toEqual({ de: 'Fehler in der API' })
    expect(post.title).toBe('Errors on the API')
    expect(post.updates.map(({ translations }) => translations?.['de'])).toEqual([
      'Einige Aufrufe schlagen fehl.',
      'Noch mehr Aufrufe schlagen fehl.',
      undefined,
    ])
    expect(post.updates[0]!.body).toBe('Some calls fail.')
  })

  test('without times belongs to the updates of its statuses, in their order', () => {
    const { post, problems } = translated('# Fehler\n\n## Investigating\n\nEins.\n\n## Investigating\n\nZwei.\n')
    expect(problems).toEqual([])
    expect(post.titles).toEqual({ de: 'Fehler' })
    expect(post.updates.map(({ translations }) => translations?.['de'])).toEqual(['Eins.', 'Zwei.', undefined])
  })

  test('of a text without headings is a text without headings', () => {
    const source = '---\ntype: notice\ntitle: Moving\n---\n\nWe move.\n'
    const { post, problems } = translated('---\ntitle: Umzug\n---\n\nWir ziehen um.\n', source)
    expect(problems).toEqual([])
    expect(post.updates[0]!.translations).toEqual({ de: 'Wir ziehen um.' })
  })

  test('of an update that is not there is told with the heading to write', () => {
    const { post, problems } = translated('## Resolved · 2026-11-21 11:45\n\nBehoben.\n')
    expect(problems).toEqual([
      `incidents/errors.de.md:1:1: errors.md has no update of this status and time.
  Expected the heading of one, as in:
    ## Resolved · 2026-11-21 11:41 +01:00`,
    ])
    expect(post.updates.some(({ translations }) => translations)).toBe(false)
  })

  test('leaves components and times to the original', () => {
    const { problems } = translated(
      '---\ntitle: Fehler\nimpact: major\n---\n\n## Resolved · 2026-11-21 11:41 {next=30m}\n\nBehoben.\n',
    )
    expect(problems).toEqual([
      'incidents/errors.de.md:3:1: `impact` is told in errors.md.\n  Expected only the title here, as in:\n    title: ...',
      'incidents/errors.de.md:6:1: A translation says nothing of components or times.\n  Expected the heading without braces; they are taken from the original.',
    ])
  })

  test('is refused with front matter that could run', () => {
    const { post, problems } = translated('---js\nprocess.exit()\n---\n\n## Resolved\n\nBehoben.\n')
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain('Front matter in `js` is refused')
    expect(post).toEqual(postOf(original))
  })

  test('of other languages stand side by side', () => {
    const post = postOf(original)
    const read = (language: string, text: string, of: typeof post) =>
      readTranslation({ path: `incidents/errors.${language}.md`, text, language }, of, 'UTC').translation!
    const german = withTranslation(post, read('de', '## Resolved\n\nBehoben.\n', post))
    const both = withTranslation(german, read('fr', '## Resolved\n\nRésolu.\n', german))
    expect(both.updates.at(-1)!.translations).toEqual({ de: 'Behoben.', fr: 'Résolu.' })
  })
})

describe('the name of a file', () => {
  const names = new Set(['2026-11-21-api', '2026-11-21-api.de', '2026-11-21.sms', 'v1'])
  test.each([
    ['2026-11-21-api.de', { of: '2026-11-21-api', language: 'de' }],
    ['2026-11-21-api.pt-BR', { of: '2026-11-21-api', language: 'pt-BR' }],
    ['2026-11-21-api.fil', { of: '2026-11-21-api', language: 'fil' }],
    ['2026-11-21-gone.de', { of: '2026-11-21-gone', language: 'de' }],
  ])('%s names a translation', (name, translation) => {
    expect(translationName(name, names)).toEqual(translation)
  })

  test.each(['2026-11-21-api', '2026-11-21.sms', '2026-11-21.db', 'v1.2', '2026-11-21-api.DE'])(
    '%s is a post of its own',
    (name) => {
      expect(translationName(name, names)).toBeNull()
    },
  )
})
