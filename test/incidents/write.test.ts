import { describe, expect, test } from 'vitest'
import { noBraces } from '../../src/incidents/braces.ts'
import type { Update } from '../../src/incidents/incident.ts'
import { appendUpdate, writePost } from '../../src/incidents/write.ts'
import { parseInstant } from '../../src/time/instant.ts'
import { kept, read } from './reading.ts'

const at = parseInstant('2026-11-21T10:41:00Z')!
const resolved: Update = { ...noBraces, status: 'resolved', at, body: 'All is well.', line: 0 }

describe('a post is written in the full form', () => {
  test('whatever form it came in', () => {
    const { post } = read(
      '# API: "down"\n\n## Investigating {api=major next=30m quiet}\n\nWe look.\n\n## Resolved · 2026-11-21 13:30:05\n',
    )
    expect(writePost(post!)).toBe(`---
title: 'API: "down"'
components:
  api: major_outage
---

## Investigating · 2026-11-21 12:00 UTC {api=major_outage next=30m quiet}

We look.

## Resolved · 2026-11-21 12:30:05 UTC
`)
  })

  test('in the offset of a zone, so that a repeated hour is no question', () => {
    const { post } = read('# API down\n\n## Investigating · 2026-10-25 00:30 UTC\n## Resolved · 2026-10-25 01:30 UTC\n')
    const text = writePost(post!, 'Europe/Berlin')
    expect(text).toContain('## Investigating · 2026-10-25 02:30 +02:00\n\n## Resolved · 2026-10-25 02:30 +01:00\n')
    expect(read(text).says).toBe('')
  })

  test.each([
    ['a heading that would be an update', '## Resolved', '### Resolved'],
    ['a title', '# Resolved', '### Resolved'],
    ['an underlined update', 'Resolved\n---', '### Resolved'],
    ['a heading glued to its marks', '##Resolved', '### Resolved'],
    ['code that never ends', '```\ncurl', '```\ncurl\n```'],
    ['Windows line ends', 'one\r\ntwo', 'one\ntwo'],
  ])('%s in the text of an update stays text', (_, body, written) => {
    const text = appendUpdate('# API down\n\n## Investigating · 2026-11-21 10:00 UTC\n', {
      ...resolved,
      status: 'monitoring',
      body,
    })
    expect(text).toContain(`## Monitoring · 2026-11-21 10:41 UTC\n\n${written}\n`)
    expect(read(text).says).toBe('')
    expect(read(text).post?.updates).toHaveLength(2)
  })
})

describe('an update is added below', () => {
  const head = '# API down\n\n## Investigating · 2026-11-21 10:00 UTC\n\nWe look.'
  const added = '## Resolved · 2026-11-21 10:41 UTC\n\nAll is well.\n'

  test.each([
    ['a last line end', `${head}\n`, `${head}\n\n${added}`],
    ['no last line end', head, `${head}\n\n${added}`],
    ['an empty last line', `${head}\n\n`, `${head}\n\n${added}`],
    ['many empty last lines', `${head}\n\n\n`, `${head}\n\n\n${added}`],
    ['Windows line ends', `${head}\n`.replaceAll('\n', '\r\n'), `${head}\n\n${added}`.replaceAll('\n', '\r\n')],
    ['code that never ends', `${head}\n\n\`\`\`\ncurl`, `${head}\n\n\`\`\`\ncurl\n\`\`\`\n\n${added}`],
    ['odd blanks and tabs', `\uFEFF${head}  \t\n`, `\uFEFF${head}  \t\n\n${added}`],
    ['nothing at all', '', added],
  ])('and what was there stays byte for byte: %s', (_, before, after) => {
    expect(appendUpdate(before, resolved)).toBe(after)
  })

  test('with all it says', () => {
    const update: Update = {
      ...resolved,
      status: 'monitoring',
      components: { api: 'operational' },
      next: at + 5400,
      quiet: true,
      language: 'de',
      body: '',
    }
    const text = appendUpdate(`${head}\n`, update, 'Europe/Berlin')
    expect(text).toContain('## Monitoring · 2026-11-21 11:41 +01:00 {api=operational next=90m lang=de quiet}\n')
    expect(kept(read(text).post)).toContain(
      'monitoring 2026-11-21T10:41:00Z {api=operational next=2026-11-21T12:11:00Z lang=de quiet}',
    )
  })
})
