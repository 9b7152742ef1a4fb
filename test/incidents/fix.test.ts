import { describe, expect, test } from 'vitest'
import { readPost } from '../../src/incidents/read.ts'
import { committed, known } from './reading.ts'

const problemsOf = (text: string) => readPost({ id: 'x', path: 'incidents/x.md', text }, known, committed).problems

describe('the mended line', () => {
  test('is offered when it is certain, whole and with its blanks', () => {
    const text = `---
title: Slow
components:
  apx: degraded
---

## Investigatng · 2026-11-21 10:02 UTC {quite}
`
    expect(problemsOf(text).map(({ fix }) => fix)).toEqual([
      { line: 4, text: '  api: degraded' },
      { line: 7, text: '## Investigating · 2026-11-21 10:02 UTC {quite}' },
      { line: 7, text: '## Investigatng · 2026-11-21 10:02 UTC {quiet}' },
    ])
  })

  test('is not offered where only an example can be given: a time, a language, a status nobody said', () => {
    const text = `---
title: Slow
---

## Investigating · yesterday {lang=klingon? next=soon api=weird}
`
    const problems = problemsOf(text)
    expect(problems.length).toBeGreaterThan(2)
    expect(problems.filter(({ fix }) => fix !== undefined)).toEqual([])
  })

  test('is not offered where the word stands in quotes: the line shown is then no line to put in', () => {
    const [problem] = problemsOf(`---
title: Slow
impact: "majr"
---

## Investigating · 2026-11-21 10:02 UTC
`)
    expect(problem).toMatchObject({ line: 3, message: '`majr` is no impact.' })
    expect(problem).not.toHaveProperty('fix')
  })
})
