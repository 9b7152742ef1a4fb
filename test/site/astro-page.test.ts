import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const src = join(import.meta.dirname, '../../src/site')
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.astro'))

/** What a page has of Astro here: src/site/astro-page.ts gives it no request, no cookies, no slots to ask about. */
const given = ['Astro.props', 'Astro.params']

describe('a page asks Astro only for what it is given', () => {
  test.each(files)('%s', (file) => {
    const text = readFileSync(join(src, file), 'utf8')
    const asked = [...text.matchAll(/\bAstro\.\w+/g)].map(([words]) => words)
    expect(asked.filter((words) => !given.includes(words))).toEqual([])
    // Taken apart, it would hide what is asked of it.
    expect(text).not.toMatch(/=\s*Astro\b(?!\.)/)
  })

  test('and there are pages', () => {
    expect(files.length).toBeGreaterThan(20)
  })
})
