import process from 'node:process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Carried, carryOver } from '../../src/incidents/carry-over.ts'

const base = `---
title: Errors on the API
---

## Investigating · 2026-11-22 06:00 UTC

One call in ten fails.
`
const ours = `
## Identified · 2026-11-22 06:10 UTC

A bad deploy.
`
const later = `
## Monitoring · 2026-11-22 06:15 UTC

We rolled back.
`
const theirs = `
## Identified · 2026-11-22 06:12 UTC

Said by a colleague.
`
const there: Carried = { kind: 'there' }
const conflict: Carried = { kind: 'conflict' }
const write = (text: string): Carried => ({ kind: 'write', text })

describe('what was written while main could not be reached', () => {
  const table: Record<string, [string | null, string, string | null, Carried]> = {
    'a new post': [null, base, null, write(base)],
    'a new post that somebody pushed by hand': [null, base, base, there],
    'a new post that was pushed, and written on there': [null, base, base + theirs, there],
    'a new post of a name that somebody else took': [null, base, base.replace('Errors', 'Trouble'), conflict],
    'an update of what main still has': [base, base + ours, base, write(base + ours)],
    'an update that main has already': [base, base + ours, base + ours, there],
    'an update below which others wrote since': [base, base + ours, base + ours + theirs, there],
    'an update beside that of a colleague': [base, base + ours, base + theirs, write(base + theirs + ours)],
    'two updates, one of them pushed': [base, base + ours + later, base + ours, write(base + ours + later)],
    'two updates, one of them pushed, and a colleague': [
      base,
      base + ours + later,
      base + ours + theirs,
      write(base + ours + theirs + later),
    ],
    'an update in the lines of Windows': [base, (base + ours).replaceAll('\n', '\r\n'), base, write(base + ours)],
    'an update of a file whose last line has no end': [
      base,
      base + ours,
      (base + theirs).trimEnd(),
      write(`${(base + theirs).trimEnd()}\n${ours}`),
    ],
    'a post that main no longer has': [base, base + ours, null, write(base + ours)],
    'words changed in the middle': [base, base.replace('ten', 'two'), base, write(base.replace('ten', 'two'))],
    'words changed in the middle, on both sides': [
      base,
      base.replace('ten', 'two'),
      base.replace('ten', 'six'),
      conflict,
    ],
  }
  test.each(Object.entries(table))('%s', (_, [before, own, main, expected]) => {
    expect(carryOver(before, own, main)).toEqual(expected)
  })

  test('nothing is lost and nothing doubled, in whatever order it arrives', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/)
    const words = fc.uniqueArray(word, { minLength: 2, maxLength: 8 })
    const runs = process.env['CANDOR_DEEP'] ? 20_000 : 300
    fc.assert(
      fc.property(words, fc.nat(), fc.nat(), (names, a, b) => {
        const section = (name: string) => `\n## Monitoring · 2026-11-22 06:00 UTC\n\nWord <${name}>.\n`
        const [mine, others] = [names.slice(0, a % names.length), names.slice(a % names.length)]
        const arrived = mine.slice(0, b % (mine.length + 1))
        const main = base + [...arrived, ...others].map(section).join('')
        const own = base + mine.map(section).join('')
        const first = carryOver(base, own, main)
        const text = first.kind === 'write' ? first.text : main
        for (const name of names) expect(text.split(`<${name}>`).length, name).toBe(2)
        expect(text.startsWith(base)).toBe(true)
        expect(carryOver(base, own, text)).toEqual(there)
      }),
      { numRuns: runs, seed: 8 },
    )
  })
})
