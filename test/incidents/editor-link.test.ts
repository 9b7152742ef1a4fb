import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Editor, editPostLink, newPostLink } from '../../src/incidents/editor-link.ts'
import { readPost } from '../../src/incidents/read.ts'
import { parseInstant } from '../../src/time/instant.ts'

const editor: Editor = { server: 'https://github.com', repository: 'acme/status', branch: 'main', prefix: '' }
const startedAt = parseInstant('2026-11-21T23:30:00Z')!
const outage = { title: 'API is unreachable', components: { api: 'major_outage' as const }, startedAt }

describe('the link to GitHub’s editor', () => {
  test('has the file’s name, its title, components and time filled in', () => {
    const link = new URL(newPostLink(editor, outage, 'UTC'))
    expect(link.origin + link.pathname).toBe('https://github.com/acme/status/new/main/incidents')
    expect(link.searchParams.get('filename')).toBe('2026-11-21-api-is-unreachable.md')
    expect(link.searchParams.get('value')).toBe(`---
title: API is unreachable
components:
  api: major_outage
---

## Investigating · 2026-11-21 23:30 UTC

We are looking into it.
`)
  })

  test('has the date and time of the page’s zone', () => {
    const { searchParams } = new URL(newPostLink(editor, outage, 'Europe/Berlin'))
    expect(searchParams.get('filename')).toBe('2026-11-22-api-is-unreachable.md')
    expect(searchParams.get('value')).toContain('## Investigating · 2026-11-22 00:30 +01:00\n')
  })

  test('leads to a company’s own server and into a page’s folder', () => {
    const own = { ...editor, server: 'https://git.acme.example/', prefix: 'pages/status/' }
    expect(newPostLink(own, outage, 'UTC')).toMatch(
      /^https:\/\/git\.acme\.example\/acme\/status\/new\/main\/pages\/status\/incidents\?/,
    )
    expect(editPostLink(own, '2026-11-21-api')).toBe(
      'https://git.acme.example/acme/status/edit/main/pages/status/incidents/2026-11-21-api.md',
    )
  })

  test('keeps every name in its place, and what it holds is read without a mistake', () => {
    const title = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }).filter((text) => /\p{L}/u.test(text))
    fc.assert(
      fc.property(title, (words) => {
        const link = new URL(newPostLink(editor, { ...outage, title: words.replace(/\s+/g, ' ').trim() }, 'UTC'))
        expect([link.hash, link.pathname]).toEqual(['', '/acme/status/new/main/incidents'])
        expect([...link.searchParams.keys()]).toEqual(['filename', 'value'])
        expect(link.searchParams.get('filename')).toMatch(/^2026-11-21-[a-z0-9-]+\.md$/)
        const id = link.searchParams.get('filename')!.replace('.md', '')
        const known = { components: [{ id: 'api', was: [] }], timezone: 'UTC' }
        const read = readPost(
          { id, path: `incidents/${id}.md`, text: link.searchParams.get('value')! },
          known,
          () => null,
        )
        expect(read.problems).toEqual([])
      }),
      { numRuns: 200, seed: 9 },
    )
  })

  test('to a post that is there opens its file, whatever it is called', () => {
    expect(editPostLink(editor, '2026-11-21-api')).toBe(
      'https://github.com/acme/status/edit/main/incidents/2026-11-21-api.md',
    )
    expect(editPostLink(editor, 'störung #1?')).toBe(
      'https://github.com/acme/status/edit/main/incidents/st%C3%B6rung%20%231%3F.md',
    )
  })
})
