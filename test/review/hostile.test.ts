import process from 'node:process'
import fc from 'fast-check'
import { marked, type Token } from 'marked'
import { describe, expect, test, vi } from 'vitest'
import { commentOf } from '../../src/review/comment.ts'
import { asBlock, inCode, visible } from '../../src/review/markdown.ts'
import { most, readReport } from '../../src/review/report.ts'
import { reviewOf } from '../../src/review/review.ts'
import { suggestionsOf } from '../../src/review/suggestions.ts'
import { config, empty, filledWith, inputOf } from './sample.ts'

const around = { commit: 'c'.repeat(40), home: 'https://github.com/a/b/1', site: 'https://github.com/a/b/2' }
const runs = process.env['CANDOR_DEEP'] ? 5000 : 100
// Reading 5000 comments as Markdown takes a while on a busy machine.
vi.setConfig({ testTimeout: 600_000 })

/** Tokens of Markdown that stand outside of code, flat. */
function outsideCode(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token) => {
    if (token.type === 'code' || token.type === 'codespan') return []
    const inner = [...('tokens' in token ? (token.tokens ?? []) : []), ...('items' in token ? token.items : [])]
    return [token, ...outsideCode(inner as Token[])]
  })
}

/** What GitHub would make of a comment besides code: kinds of markup, and plain words. */
function seen(markdown: string): { kinds: Set<string>; links: string[]; words: string } {
  const tokens = outsideCode(marked.lexer(markdown, { gfm: true }))
  const leaves = tokens.filter((token) => token.type === 'text' && !('tokens' in token && token.tokens))
  return {
    kinds: new Set(tokens.map(({ type }) => type)),
    links: tokens.flatMap((token) => (token.type === 'link' ? [token.href as string] : [])),
    words: leaves.map((token) => ('text' in token ? token.text : '')).join(' '),
  }
}

const canary = 'canary'
const attacks: [string, string][] = [
  ['HTML', `<script>${canary}</script><img src=x onerror=alert(1)>`],
  ['a closed comment', `--><b>${canary}</b>`],
  ['the hidden mark of another comment', `<!-- candor:review --> ${canary} <!-- candor:line:0 -->`],
  ['a mention', `@octocat @acme/security ${canary}`],
  ['references', `#1 acme/status#2 GH-3 0123456789abcdef0123456789abcdef01234567 ${canary}`],
  ['links', `[${canary}](https://evil.example) https://evil.example www.evil.example mallory@evil.example`],
  ['a picture', `![${canary}](https://evil.example/pixel.png)`],
  ['a link definition', `[x]: https://evil.example\n\n[x] ${canary}`],
  ['a fence', `\`\`\`\n@octocat ${canary}\n\`\`\`suggestion\nx\n\`\`\``],
  ['a longer fence', `${'`'.repeat(40)}\n@octocat ${canary}`],
  ['a fence of tildes', `~~~\n@octocat ${canary}\n~~~`],
  ['one backtick', `\` @octocat ${canary}`],
  ['an odd number of backticks', `\`\`\` a \`\` b \` @octocat ${canary}`],
  ['backticks at its ends', `\`@octocat ${canary}\``],
  ['a table', `| a | b |\n| - | - |\n| ${canary} | @octocat |`],
  ['a heading and a rule', `\n# ${canary}\n\n---\n\n> @octocat`],
  ['a list that ends ours', `\n\n- [ ] ${canary}\n\n1. @octocat`],
  ['a line separator', `a\u2028# ${canary}\u2029@octocat\u0085<b>`],
  ['carriage returns', `a\r\r# ${canary}\r@octocat\r\n\`\`\`\r`],
  ['another direction', `\u202Egnp.${canary}\u2066@octocat\u2069\u200F`],
  ['letters nobody sees', `@\u200Boctocat \u{E0041}\u{E007F}${canary}\uFEFF\u00AD`],
  ['control characters', `\u0000\u0007\u001B[31m${canary}\u009B2J @octocat\u007F`],
  ['half a character', `${canary}\uD800 @octocat \uDC00`],
  ['marks upon marks', `${canary}${'\u0301'.repeat(200)} @octocat`],
  ['emoji and mathematics', `:tada: $${canary}$ $$x$$ @octocat`],
  ['an alert and a footnote', `> [!CAUTION]\n> ${canary}\n\n[^1]: @octocat`],
  ['a command of Actions', `::error::${canary}\n::set-output name=x::@octocat`],
  ['an expression', `\${{ secrets.GITHUB_TOKEN }} ${canary} @octocat`],
]

describe('a report of strangers', () => {
  for (const [what, text] of attacks) {
    test(`${what}: stays text in code`, () => {
      const comment = commentOf(filledWith(text), around)
      const { kinds, links, words } = seen(comment)
      expect(
        [...kinds].filter((kind) => ['html', 'image', 'table', 'def', 'blockquote', 'del'].includes(kind)),
      ).toEqual([])
      expect(links).toEqual([around.home, around.site])
      expect(words).not.toMatch(/canary|octocat|evil|@|#\d/)
      expect(comment).not.toContain('<!--')
      expect(comment).not.toMatch(/(?![\n\t\u200C\u200D])[\p{Cc}\p{Cf}]/u)
      expect(comment.isWellFormed()).toBe(true)
      expect(comment.split('\n').filter((line) => /^#{1,3} /.test(line))).toEqual([
        '### To mend: 1 mistake',
        '### What visitors will see',
        '### Who will be told',
      ])
    })

    test(`${what}: is offered as a line only when it is one that everybody sees whole`, () => {
      for (const { path, body } of suggestionsOf(filledWith(text))) {
        expect(path).toBe('incidents/a.md')
        const { kinds, links } = seen(body)
        expect([...kinds].toSorted().filter((kind) => !['paragraph', 'space', 'text'].includes(kind))).toEqual([])
        expect(links).toEqual([])
        expect(body.match(/^`{3,}suggestion$/gm)).toHaveLength(1)
      }
    })
  }

  test('whatever it says, nothing of it leaves code', () => {
    const nasty = fc.constantFrom(
      '`',
      '``',
      '```',
      '~~~',
      '\n',
      '\n\n',
      '- ',
      '  ',
      '\t',
      '#',
      '@octocat',
      '<',
      '>',
      '<!--',
      '-->',
      '[',
      '](http://evil.example)',
      '!',
      '|',
      '\\',
      '&#64;',
      '*',
      '_',
      '$',
      ':x:',
      '\r',
      '\u202E',
      'canary',
      '\u2028',
      '---',
      '===',
      '1. ',
      '> ',
    )
    const text = fc
      .array(fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 24 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, (words) => {
        const { kinds, links, words: plain } = seen(commentOf(filledWith(words), around))
        expect(
          [...kinds].filter((kind) => ['html', 'image', 'table', 'def', 'blockquote', 'del'].includes(kind)),
        ).toEqual([])
        expect(links).toEqual([around.home, around.site])
        expect(plain).not.toMatch(/canary|octocat|evil/)
      }),
      { numRuns: runs, seed: 5 },
    )
  })

  test('a code span and a block hold any text, letter by letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('`', 'a', ' ', '~', '\n', '|', '\\') }), (text) => {
        const [span] = marked.lexer(`x ${inCode(text)} y`, { gfm: true })
        const codes = ('tokens' in span! ? span.tokens! : []).filter(({ type }) => type === 'codespan')
        const words = text.replace(/\s+/g, ' ').trim()
        expect(codes.map((code) => ('text' in code ? code.text.trim() : ''))).toEqual(words === '' ? [] : [words])
        const blocks = marked.lexer(asBlock(text, 'text')).filter(({ type }) => type !== 'space')
        // Of an empty block marked makes a line end.
        const held = blocks.map((block) => ('text' in block ? `${block.type} ${block.text.replace(/^\n$/, '')}` : ''))
        expect(held).toEqual([`code ${text.replace(/^\n+|\s+$/g, '')}`])
      }),
      { numRuns: runs, seed: 6 },
    )
  })

  test('is never longer than GitHub takes, and no block of it is cut open', () => {
    const [post] = filledWith('x').posts
    const [update] = post!.updates
    const long = { ...update!, body: '`'.repeat(1500) }
    const posts = Array.from({ length: most.posts }, () => ({ ...post!, updates: Array(most.updates).fill(long) }))
    const comment = commentOf({ ...filledWith('x'), posts }, around)
    expect(comment.length).toBeLessThan(65_536)
    expect(comment).toContain('There is more; the preview has it all.')
    expect(seen(comment).links).toEqual([around.home, around.site])
  })
})

describe('a report is refused', () => {
  const good = filledWith('x')
  const refused = (value: unknown) => {
    const read = readReport(typeof value === 'string' ? value : JSON.stringify(value))
    return 'refused' in read ? read.refused : 'taken'
  }
  const cases: [string, unknown, string | RegExp][] = [
    ['when it is no JSON', '<html>', 'it is no JSON'],
    ['when it is empty', '', 'it is no JSON'],
    ['when it is huge', `{"version":1,"x":"${'x'.repeat(most.report)}"}`, 'it is longer than 256 KiB'],
    ['when it is as deep as it is long', '['.repeat(most.report), 'it is no JSON'],
    ['when it is deep and whole', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'it is no report'],
    ['when it is null', 'null', 'it is no report'],
    ['when it is of another version', { ...good, version: 2 }, /version/],
    ['when something more is in it', { ...good, token: 'x' }, 'it is no report'],
    ['when it means to change all objects', '{"__proto__":{"polluted":true},"version":1}', /./],
    ['when a text is a number', { ...good, timezone: 7 }, /timezone/],
    ['when a text is too long', { ...good, timezone: 'x'.repeat(most.line + 1) }, /timezone/],
    ['when a list is too long', { ...good, posts: Array(most.posts + 1).fill(good.posts[0]) }, /posts/],
    [
      'when a word is none of ours',
      { ...good, banner: { ...good.banner, after: { state: 'x', text: 'x' } } },
      /banner\.after\.state/,
    ],
    ['when a count is none', { ...good, elsewhere: -1 }, /elsewhere/],
    ['when a time is no whole second', { ...good, at: 1.5 }, /at/],
    ['when a time is after all years', { ...good, at: 1e15 }, /at/],
    ['when it points out of the repository', { ...good, prefix: '../' }, /prefix/],
    ['when it points to the root of the machine', { ...good, prefix: '/etc/' }, /prefix/],
  ]
  for (const [what, value, why] of cases) {
    test(what, () => {
      const said = refused(value)
      if (typeof why === 'string') expect(said).toBe(why)
      else expect(said).toMatch(why)
      expect(said.length).toBeLessThan(100)
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    })
  }

  test('and an honest one is taken, whatever people wrote', () => {
    const text = fc.string({ unit: 'binary', maxLength: 3000 })
    fc.assert(
      fc.property(text, fc.string({ maxLength: 400 }), fc.nat(40), (body, title, updates) => {
        const heading = (index: number) =>
          `\n## Investigating · 2026-11-21 ${10 + (index % 10)}:0${index % 6} UTC\n\n${body}\n`
        const words = `# ${title}\n${Array.from({ length: updates }, (_, index) => heading(index)).join('')}`
        const problem = {
          file: 'incidents/a.md',
          line: 1,
          column: 1,
          severity: 'error' as const,
          message: body,
          hint: body,
          fix: { line: 1, text: body },
        }
        const to = Object.fromEntries(Array.from({ length: updates }, (_, index) => [`a${index}`, words]))
        const report = reviewOf(
          inputOf({ config, now: '2026-11-22T00:00:00Z', to, problems: Array(updates * 3).fill(problem) }),
        )
        expect(refused(report)).toBe('taken')
      }),
      { numRuns: process.env['CANDOR_DEEP'] ? 100 : 15, seed: 7 },
    )
  })

  test('and one that is nearly empty makes a comment', () => {
    expect(refused(empty)).toBe('taken')
    expect(commentOf(empty, { commit: null, home: null, site: null })).toContain('**Banner:** `Fine`, as now.')
  })
})

test('the joiners of scripts and of emoji stay', () => {
  expect(visible('می\u200Cخواهم 👩\u200D🚒')).toBe('می\u200Cخواهم 👩\u200D🚒')
})
