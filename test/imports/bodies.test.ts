import { describe, expect, test } from 'vitest'
import { textOfHtml } from '../../src/imports/html-text.ts'
import { markedParts } from '../../src/imports/marked-parts.ts'
import { timedList } from '../../src/imports/timed-list.ts'
import { formatInstant } from '../../src/time/instant.ts'

const parts = (body: string) =>
  markedParts(body, 'UTC').map(({ status, at, body: text }) => [status, at === null ? null : formatInstant(at), text])

describe('several updates in one body', () => {
  test.each(['[Initial message]', '[Initial Message]', '[initial message]', '[Initial message] -->', '[Open Issue]'])(
    'begin at %s, newest first as they stand',
    (mark) => {
      expect(parts(`[Final Message]\nAll is well.\n\n${mark}\nIt is down.`)).toEqual([
        ['investigating', null, 'It is down.'],
        ['resolved', null, 'All is well.'],
      ])
    },
  )

  test('keep their order when they stand oldest first', () => {
    expect(parts('It is down.\n\n[Edit]\n\nStill down.\n\n[Final]\nDone.')).toEqual([
      [null, null, 'It is down.'],
      [null, null, 'Still down.'],
      ['resolved', null, 'Done.'],
    ])
  })

  test('say their time in a shortcode, whatever the order', () => {
    const body =
      '**Resolved** - Fixed. {{< track "2018-05-23 20:07:00" >}}\n\n*Investigating* - Looking. {{< track "2018-05-23 19:05:00" >}}'
    expect(parts(body)).toEqual([
      ['investigating', '2018-05-23T19:05:00Z', 'Looking.'],
      ['resolved', '2018-05-23T20:07:00Z', 'Fixed.'],
    ])
  })

  test('are not found in links and in code', () => {
    const body = '[Update notes](https://acme.example)\n\n```\n[Final Message]\n```'
    expect(parts(body)).toEqual([[null, null, body]])
  })

  test('keep a date that is no time in their words', () => {
    expect(parts('Down.\n\n[Update on 2021-06-04]\nBetter.')[1]).toEqual([
      null,
      null,
      '### Update on 2021-06-04\n\nBetter.',
    ])
  })

  test('are the items of a list of times', () => {
    const body =
      '<ul><li><strong>2014-07-23 22:09:00</strong> - Done.</li><li><strong>2014-07-23 22:03:45</strong> - Looking.</li></ul>'
    expect(timedList(body, 'UTC')!.map(({ at, body: text }) => [formatInstant(at), text])).toEqual([
      ['2014-07-23T22:03:45Z', 'Looking.'],
      ['2014-07-23T22:09:00Z', 'Done.'],
    ])
    expect(timedList('<ul><li>no time</li></ul>', 'UTC')).toBeNull()
    expect(timedList('As we said: <ul><li><strong>2014-07-23 22:03:45</strong> - Looking.</li></ul>', 'UTC')).toBeNull()
  })
})

describe('HTML becomes Markdown', () => {
  test.each([
    ['<p>One &amp; two</p><p>three</p>', 'One & two\n\nthree'],
    ['<b>Bold</b> and <em>soft</em>', '**Bold** and _soft_'],
    ['<ul><li>a</li><li>b</li></ul>', '- a\n- b'],
    ['<ol><li>a</li><li>b</li></ol>', '1. a\n2. b'],
    ['<a href="https://acme.example/x?a=1&amp;b=2">here</a>', '[here](https://acme.example/x?a=1&b=2)'],
    ['<a href="javascript:alert(1)">here</a>', 'here'],
    ['a<script>alert(1)</script><style>b{}</style>c<!-- d -->', 'ac'],
    ['<span onclick="x()">plain</span>', 'plain'],
    ['&#8217;&#x2019;&nbsp;&unknown;&#0;', '’’ &unknown;'],
  ])('%j', (html, text) => {
    expect(textOfHtml(html).trim()).toBe(text)
  })
})
