import { describe, expect, test } from 'vitest'
import { isPlainHtml } from '../../src/feeds/plain-html.ts'

describe('plain HTML', () => {
  test.each([
    '',
    'words &amp; signs',
    '<p>A <strong>b</strong> <em>c</em><br>d</p>\n<hr />',
    '<p><a href="https://docs.example/a?b=1&amp;c#d" rel="nofollow noopener">docs</a></p>',
    '<ol start="3">\n<li>one</li>\n</ol><ul><li>two</li></ul>',
    '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>',
    '<pre><code>a &lt; b\n</code></pre>',
  ])('is %j', (html) => expect(isPlainHtml(html)).toBe(true))

  test.each([
    '<script>alert(1)</script>',
    '<p onclick="x()">a</p>',
    '<p style="color:red">a</p>',
    '<P>a</P>',
    '<p >a</p>',
    '<p>a',
    'a</p>',
    '<p><em>a</p></em>',
    '<a href="https://a.example">a</a>',
    '<a href="javascript:alert(1)" rel="nofollow noopener">a</a>',
    '<a href="//a.example" rel="nofollow noopener">a</a>',
    '<a href="https://a.example/" onclick="x" rel="nofollow noopener">a</a>',
    "<a href='https://a.example/' rel='nofollow noopener'>a</a>",
    '<a href="https://a.example/\nx" rel="nofollow noopener">a</a>',
    '<a href="https://a.example/<b" rel="nofollow noopener">a</a>',
    '<img src="https://a.example/x.png">',
    '<svg></svg>',
    '<!-- a -->',
    '<!doctype html>',
    '<?xml?>',
    '<',
    'a > b',
    '<ol start="x"><li>a</li></ol>',
    '<th align="center">a</th>',
    '</a href="https://a.example" rel="nofollow noopener">',
    '<p\u0000>a</p>',
  ])('is not %j', (html) => expect(isPlainHtml(html)).toBe(false))

  test('takes time in proportion to the text', () => {
    expect(isPlainHtml('<p>'.repeat(20_000) + '</p>'.repeat(20_000))).toBe(true)
    expect(isPlainHtml('<'.repeat(100_000))).toBe(false)
    expect(isPlainHtml(`<a href="https://${'a'.repeat(100_000)}`)).toBe(false)
  })
})
