import { describe, expect, test } from 'vitest'
import { plainText, safeHtml } from '../../src/feeds/safe-html.ts'
import { hostileText } from '../site/sample-entries.ts'

describe('safeHtml', () => {
  test('keeps plain Markdown', () => {
    expect(safeHtml('**Bold** and [docs](https://docs.acme.example)')).toBe(
      '<p><strong>Bold</strong> and <a href="https://docs.acme.example" rel="nofollow noopener">docs</a></p>',
    )
  })

  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](//evil.example)',
    '<svg><a xlink:href="javascript:alert(1)">x</a></svg>',
    '<a href="https://ok.example" style="position:fixed" onclick="alert(1)">x</a>',
    '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
    hostileText,
  ])('lets nothing of %j run', (text) => {
    const html = safeHtml(text)
    expect(html).not.toMatch(/<(script|img|svg|style|iframe|math|form|base|meta)/i)
    const attributes = [...html.matchAll(/<[a-z][^>]*>/gi)].join('')
    expect(attributes).not.toMatch(/\s(on\w+|style)=|javascript:|data:/i)
  })

  test('puts the headings of a text below those of the page', () => {
    expect(safeHtml('# One\n\n## Two')).not.toMatch(/<h[12]/)
  })
})

describe('plainText', () => {
  test('is the words alone, cut at a whole letter', () => {
    expect(plainText('**A** `b` & <c>\n\nnext')).toBe('A b & <c> next')
    expect(plainText('😀'.repeat(10), 5)).toBe('😀😀😀😀…')
  })
})
