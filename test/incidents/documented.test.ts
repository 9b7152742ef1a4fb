import { describe, expect, test } from 'vitest'
import { readPost } from '../../src/incidents/read.ts'
import { proseFiles } from '../docs.ts'

/** The incidents that the pages show, and no other Markdown: that has neither a head nor a heading. */
const shown = [...proseFiles()].flatMap(([path, text]) =>
  [...text.matchAll(/^```markdown\n((?:---|#)[\s\S]*?)^```$/gm)].map(([, block]) => ({
    path,
    start: block!.split('\n').slice(0, 2).join(' '),
    block: block!,
  })),
)

describe('what docs/ show of incidents/', () => {
  test.each(shown)('has no mistake: $path, $start', ({ block }) => {
    const source = { id: '2026-11-21-shown', path: 'incidents/2026-11-21-shown.md', text: block }
    const { post, problems } = readPost(source, { components: null, timezone: 'UTC' }, () => 1_763_719_320)
    // Some show an update alone, some the head alone.
    const left = new Set([
      ...(block.startsWith('## ') ? ['There is no title.'] : []),
      ...(/^## /m.test(block) ? [] : ['This incident has no update.']),
    ])
    const mistakes = problems.filter(({ severity }) => severity === 'error').map(({ message }) => message)
    expect(mistakes.filter((message) => !left.has(message))).toEqual([])
    expect(post).not.toBeNull()
  })

  test('is something', () => {
    expect(shown.length).toBeGreaterThan(4)
  })
})
