import process from 'node:process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { declarations } from '../../src/incidents/declarations.ts'
import type { Post } from '../../src/incidents/incident.ts'
import { occurrences } from '../../src/incidents/maintenance.ts'
import { markdownToHtml, markdownToText } from '../../src/incidents/markdown.ts'
import { readPost } from '../../src/incidents/read.ts'
import { appendUpdate, writePost } from '../../src/incidents/write.ts'
import { committed, kept, known, read } from './reading.ts'

const runs = (sample: number, deep: number) => ({ seed: 1, numRuns: process.env['CANDOR_DEEP'] ? deep : sample })

const sample = `---
title: Elevated error rates on the API
impact: major
components:
  api: partial_outage
maintenance: { start: 2026-11-28 02:00, end: 2026-11-28 04:00, repeat: FREQ=WEEKLY;COUNT=3 }
draft: false
false_alarm: [api-20261121T095803Z]
---

## Investigating · 2026-11-21 10:02 UTC {next=30m web=degraded quiet}

About 8% of **API** calls [fail](https://a.example).

\`\`\`
## Resolved
\`\`\`

## Resolved · 2026-11-21 10:41 UTC

## Postmortem · 2026-11-24 09:00 UTC

## Why
`

/** The sample with pieces cut out, doubled, swapped for others: what hands and merges do to a file. */
const pieces = [
  '---\n',
  '## ',
  '# ',
  '\n',
  '\r\n',
  '{',
  '}',
  '=',
  ':',
  '"',
  "'",
  '\t',
  '```\n',
  '    ',
  '- ',
  '* ',
  '&a ',
  '*a',
  '!!',
  '|',
  '>',
  '[',
  ']',
  ',',
  '·',
  'Resolved',
  'Completed',
  '\u0000',
  '\uFEFF',
  '2026-03-29 02:30',
  '<<<<<<< HEAD\n',
  '=======\n',
  '>>>>>>> x\n',
  '\uD800',
]
const mutated = fc
  .array(
    fc.tuple(
      fc.nat(sample.length),
      fc.nat(12),
      fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 5 })),
    ),
    { maxLength: 8 },
  )
  .map((edits) => edits.reduce((text, [at, cut, piece]) => text.slice(0, at) + piece + text.slice(at + cut), sample))

const soup = fc
  .array(
    fc.oneof(fc.constantFrom(...pieces, ...sample.split(/(?<=\s)/)), fc.string({ unit: 'binary', maxLength: 8 })),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''))

const anyText = fc.oneof(mutated, soup, fc.string({ unit: 'binary', maxLength: 300 }))

describe('whatever the text', () => {
  test('it is read without throwing, and every problem has its place and its sentence', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { post, problems } = readPost({ id: 'x', path: 'incidents/x.md', text }, known, committed)
        const lines = text.split(/\r\n|\n|\r/)
        for (const problem of problems) {
          expect(problem.line).toBeGreaterThanOrEqual(1)
          expect(problem.line).toBeLessThanOrEqual(lines.length)
          expect(problem.column).toBeGreaterThanOrEqual(1)
          expect(problem.message).toMatch(/[.?]$/)
          expect(problem.hint).not.toBe('')
        }
        if (post === null) expect(problems.length).toBeGreaterThan(0)
      }),
      runs(600, 100_000),
    )
  })

  test('its words are kept', () => {
    const word = 'Schlüsselwort'
    fc.assert(
      fc.property(mutated, fc.nat(sample.length), (text, at) => {
        // Only below the front matter, in which a stray `##` may stand too: above its end stands what may be wrong.
        const end = text.indexOf('\n---', 4)
        const place = Math.max(end === -1 ? 0 : text.indexOf('\n', end + 4), text.indexOf('\n## '), at)
        const marked = `${text.slice(0, place)}\n\n${word}\n\n${text.slice(place)}`
        const { post } = readPost({ id: 'x', path: 'incidents/x.md', text: marked }, known, committed)
        if (post === null || !text.includes('\n## ')) return
        expect(post.title + post.updates.map(({ body }) => body).join('\n')).toContain(word)
      }),
      runs(400, 50_000),
    )
  })

  test('what comes of it can be declared, expanded, rendered and written', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { post } = readPost({ id: 'x', path: 'incidents/x.md', text }, known, committed)
        if (post === null) return
        const now = committed()
        for (const { start, end } of declarations([post], occurrences(post, known.timezone, now), now)) {
          expect(end === null || end > start).toBe(true)
        }
        for (const { body } of post.updates) {
          expect(markdownToHtml(body)).not.toMatch(/<script|<img|<svg|javascript:[^<]*">/i)
          markdownToText(body)
        }
        writePost(post)
      }),
      runs(200, 20_000),
    )
  })
})

const instant = fc.integer({ min: 1_600_000_000, max: 1_900_000_000 })
const status = fc.constantFrom(
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
)
const components = fc.dictionary(fc.constantFrom('api', 'web', 'database'), status) as fc.Arbitrary<Post['components']>
const body = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'We look.',
        '## Why',
        '# Title',
        '```',
        '~~~',
        '- a',
        '    ## x',
        '',
        '',
        'a\n---',
        '##Resolved',
        '## Resolved',
        '> ## x',
      ),
      fc.string({ maxLength: 20 }),
    ),
    { maxLength: 6 },
  )
  .map((lines) => lines.join('\n'))
const update = (statuses: string[]) =>
  fc.record({
    status: fc.constantFrom(...statuses),
    at: instant,
    body,
    line: fc.constant(0),
    components,
    next: fc.option(instant),
    quiet: fc.boolean(),
    language: fc.option(fc.constantFrom('de', 'pt-BR')),
    start: statuses.includes('scheduled') ? fc.option(instant) : fc.constant(null),
    end: statuses.includes('scheduled') ? fc.option(instant) : fc.constant(null),
  })
const anyPost = fc.constantFrom('incident', 'maintenance').chain((kind) =>
  fc.record({
    id: fc.constant('2026-11-21-api'),
    kind: fc.constant(kind),
    title: fc
      .oneof(
        fc.string({ minLength: 1 }),
        fc.constantFrom('"quoted"', "it's: #1 [x]", 'yes', '12', 'null', '---', '- a', '日本語'),
      )
      .filter((title) => title.trim() !== ''),
    impact: fc.option(fc.constantFrom('none', 'minor', 'major', 'critical')),
    components,
    updates: fc.array(
      update(
        kind === 'incident'
          ? ['investigating', 'identified', 'monitoring', 'resolved', 'postmortem']
          : ['scheduled', 'in_progress', 'verifying', 'completed'],
      ),
      { minLength: 1, maxLength: 5 },
    ),
    draft: fc.boolean(),
    audience: fc.constantFrom('public', 'internal'),
    maintenance: fc.constant(
      kind === 'incident' ? null : { start: 1_795_831_200, end: 1_795_838_400, repeat: 'FREQ=WEEKLY' },
    ),
    until: fc.constant(null),
    falseAlarm: fc.constantFrom([], ['api-20261121T095803Z']),
    language: fc.option(fc.constantFrom('de', 'en')),
  }),
) as unknown as fc.Arbitrary<Post>

describe('reading, writing and reading again', () => {
  test.each(['UTC', 'Europe/Berlin', 'Australia/Lord_Howe'])('is the same post, times in %s', (timezone) => {
    fc.assert(
      fc.property(anyPost, (made) => {
        const first = read(writePost(made, timezone)).post!
        const again = read(writePost(first, timezone))
        expect(kept(again.post)).toBe(kept(first))
        expect(again.post?.title).toBe(made.title.trim())
        expect(again.post?.updates.map(({ at }) => at)).toEqual(
          made.updates.map(({ at }) => at).toSorted((a, b) => a - b),
        )
      }),
      runs(60, 10_000),
    )
  })

  test('adding an update adds that update and nothing else', () => {
    fc.assert(
      fc.property(
        mutated,
        update(['identified', 'monitoring', 'resolved']) as fc.Arbitrary<Post['updates'][number]>,
        (text, added) => {
          const after = appendUpdate(text, added)
          expect(after.startsWith(text)).toBe(true)
        },
      ),
      runs(150, 10_000),
    )
  })

  test('adding an update below what hands have written changes no word and no time of it', () => {
    fc.assert(
      fc.property(
        mutated,
        update(['monitoring', 'resolved']) as fc.Arbitrary<Post['updates'][number]>,
        (text, made) => {
          const before = read(text).post
          // What stands without a heading is joined by the one that is added: told as a mistake.
          if (before === null || before.kind === 'notice' || !before.updates.every(({ line }) => line > 0)) return
          const at = Math.max(...before.updates.map((one) => one.at)) + 60
          const added = {
            ...made,
            at,
            next: null,
            status: before.kind === 'maintenance' ? ('completed' as const) : made.status,
          }
          const after = read(appendUpdate(text, added)).post!
          // Code that never ended is closed, so that it does not swallow what is added.
          const closed = (body: string) => body.replace(/\s*\n(`{3,}|~{3,})$/, '')
          const words = (post: Post) => post.updates.map(({ at, status, body }) => `${at} ${status} ${closed(body)}`)
          expect(words(after).slice(0, -1)).toEqual(words(before))
          expect(after.updates.at(-1)?.at).toBe(at)
          expect([after.title, after.kind]).toEqual([before.title, before.kind])
        },
      ),
      runs(200, 2000),
    )
  })
})
