import { describe, expect, test } from 'vitest'
import { markdownToHtml, markdownToText } from '../../src/incidents/markdown.ts'

const vectors = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<script\n>alert(1)</script\n>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<img src=x onerror=alert(1)//',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<math><a xlink:href="javascript:alert(1)">x</a></math>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="data:text/html,<script>alert(1)</script>"></object>',
  '<embed src="javascript:alert(1)">',
  '<style>@import "//evil.example/x.css";</style>',
  '<link rel=stylesheet href=//evil.example/x.css>',
  '<base href="//evil.example/">',
  '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
  '<form action="javascript:alert(1)"><input type=submit></form>',
  '<details open ontoggle=alert(1)>',
  '<body onload=alert(1)>',
  '<input autofocus onfocus=alert(1)>',
  '<video><source onerror="alert(1)">',
  '<p style="background:url(javascript:alert(1))">x</p>',
  '<a href="javascript:alert(1)">x</a>',
  '<div>\n\n[x](javascript:alert(1))\n\n</div>',
  '<!-- <script>alert(1)</script> -->',
  '<!--><script>alert(1)</script>',
  '<?php alert(1) ?>',
  '<![CDATA[<script>alert(1)</script>]]>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x]( javascript:alert(1))',
  '[x](<javascript:alert(1)>)',
  '[x](<java\tscript:alert(1)>)',
  '[x](\u0001javascript:alert(1))',
  '[x](javascript&#58;alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](&#x6a;avascript:alert(1))',
  '[x](&#106&#97&#118&#97&#115&#99&#114&#105&#112&#116&#58&#97)',
  '[x](java&Tab;script:alert(1))',
  '[x](java%0ascript:alert(1))',
  '[x](javascript:alert(1)//https://ok.example)',
  '[x](https://ok.example/"onmouseover="alert(1))',
  "[x](https://ok.example/'onmouseover='alert(1))",
  '[x](<https://ok.example/"><script>alert(1)</script>>)',
  '[x](https://ok.example "t" onclick="alert(1)")',
  '[x](https://ok.example "\\"><script>alert(1)</script>")',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](file:///etc/passwd)',
  '[x](blob:https://ok.example/1)',
  '[x](//evil.example)',
  '[x](/relative)',
  '[x](\\\\evil.example)',
  '[x](#here)',
  '[x][1]\n\n[1]: javascript:alert(1)',
  '[javascript:alert(1)]\n\n[javascript:alert(1)]: javascript:alert(1)',
  '<javascript:alert(1)>',
  '<data:text/html,x>',
  '<https://ok.example/"onclick=alert(1)>',
  'https://ok.example/"onclick="alert(1)',
  'www.ok.example/<script>alert(1)</script>',
  '![x](javascript:alert(1))',
  '![x](data:image/svg+xml,<svg onload=alert(1)>)',
  '![x" onerror="alert(1)](https://ok.example/a.png)',
  '![<script>alert(1)</script>](https://ok.example/a.png)',
  '[![x](javascript:alert(1))](javascript:alert(2))',
  '[<img src=x onerror=alert(1)>](https://ok.example)',
  '`<script>alert(1)</script>`',
  '```"><script>alert(1)</script>\nx\n```',
  '```html onload=alert(1)\n<script>alert(1)</script>\n```',
  '    <script>alert(1)</script>',
  '# <script>alert(1)</script>',
  '> <script>alert(1)</script>',
  '- <script>alert(1)</script>',
  '| <script>alert(1)</script> |\n| --- |\n| [x](javascript:alert(1)) |',
  '- [ ] <input onfocus=alert(1)>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;alert(1)&#60;/script&#62;',
  '\\<script>alert(1)\\</script>',
  '**<script>alert(1)</script>**',
  '<https://ok.example>"onclick=alert(1)',
  '\u0000<script>alert(1)</script>',
  'a\u2028<script>alert(1)</script>',
  '<a href="https://ok.example" target=_blank onclick=alert(1)>x</a>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<template><script>alert(1)</script></template>',
  '<x-el onclick=alert(1)>',
  `${'>'.repeat(20_000)} <script>alert(1)</script>`,
  `${'['.repeat(20_000)}x](javascript:alert(1))`,
]

const elements = /^\/?(p|br|hr|em|strong|del|code|pre|blockquote|ul|ol|li|h[3-6]|a|table|thead|tbody|tr|th|td)$/

/** Takes HTML apart as a browser does after `<`: every tag, and every attribute of it. */
function faultsOf(html: string): string[] {
  const faults: string[] = []
  for (const [tag, name, attributes] of html.matchAll(/<([^\s>]*)([^>]*)>?/g)) {
    if (!elements.test(name!)) faults.push(tag)
    const allowed =
      name === 'a'
        ? / href="(https?:\/\/|mailto:)[^"<>\s]*" rel="nofollow noopener"/
        : / (start="\d+"|align="(left|right|center)")/
    if (attributes!.replace(allowed, '').trim() !== '') faults.push(tag)
  }
  return faults
}

describe('Markdown of people nobody vouches for', () => {
  test.each(vectors)('is harmless: %j', (text) => {
    expect(faultsOf(markdownToHtml(text))).toEqual([])
  })

  test('the check itself finds harm', () => {
    expect(faultsOf('<p>x</p><script>')).toEqual(['<script>'])
    expect(faultsOf('<p onclick="x">')).toHaveLength(1)
    expect(faultsOf('<a href="javascript:x" rel="nofollow noopener">')).toHaveLength(1)
  })

  test('shows raw HTML as it was typed', () => {
    expect(markdownToHtml('a <b>c</b> & d')).toBe('<p>a &lt;b&gt;c&lt;/b&gt; &amp; d</p>\n')
  })

  test('keeps what people write', () => {
    expect(
      markdownToHtml('# Now\n\n**Bold** _it_ ~~no~~ `x<y` [docs](https://a.example/?b=1&c=2)\n\n- [x] one\n- two'),
    ).toBe(
      `<h3>Now</h3>
<p><strong>Bold</strong> <em>it</em> <del>no</del> <code>x&lt;y</code> <a href="https://a.example/?b=1&amp;c=2" rel="nofollow noopener">docs</a></p>
<ul>
<li>☑ one</li>
<li>two</li>
</ul>
`,
    )
  })

  test('an image is a link to it under its words', () => {
    expect(markdownToHtml('![A chart](https://a.example/x.png)')).toBe(
      '<p><a href="https://a.example/x.png" rel="nofollow noopener">A chart</a></p>\n',
    )
  })

  test('headings begin below those of the page', () => {
    expect(markdownToHtml('# a\n\n## b\n\n### c\n\n###### d').match(/<h\d/g)).toEqual(['<h3', '<h3', '<h4', '<h6'])
  })

  test('as plain text it has its words, its lists and where its links lead', () => {
    expect(
      markdownToText(
        '# Now\n\n**Bold** `x<y` &amp; [docs](https://a.example) <b>raw</b> https://b.example\n\n- [x] one\n- two\n  1. three\n\n> said\n\n| a | b |\n| - | - |\n| 1 | 2 |',
      ),
    ).toBe(`Now

Bold x<y & docs (https://a.example) <b>raw</b> https://b.example

- [x] one
- two
  1. three

> said

a | b
1 | 2`)
  })
})
