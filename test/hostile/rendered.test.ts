import { marked } from 'marked'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { badgeColours, badgeSvg } from '../../src/feeds/badge.ts'
import { escaped } from '../../src/feeds/carried-text.ts'
import { draftFeed } from '../../src/feeds/feed-items.ts'
import { safeHtml } from '../../src/feeds/safe-html.ts'
import { scriptJson } from '../../src/feeds/structured-data.ts'
import { commentOf } from '../../src/review/comment.ts'
import { cutLine, cutText } from '../../src/review/cut.ts'
import type { Report } from '../../src/review/report.ts'
import { launch, skipWithoutBrowser } from '../browser/chromium.ts'
import { words } from '../feeds/feed-drafts.ts'
import { provoke, watched } from './canary.ts'
import { hostilePage } from './hostile-page.ts'
import { vectors } from './vectors.ts'

// The worst reader: it puts what we hand it into a page of its own, without a policy and without looking.

let browser: Browser
beforeAll(async () => {
  if (!skipWithoutBrowser) browser = await launch()
})
afterAll(async () => {
  await browser?.close()
})

/** What comes of each piece of HTML in a page that allows everything. Links may be there, and lead to the web. */
async function rendered(pieces: string[]) {
  const context = await browser.newContext()
  const harm = await watched(context, (url) => url === 'https://reader.example/')
  await context.route('https://reader.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><h1>Reader</h1><div id="all"></div>' }),
  )
  const page = await context.newPage()
  await page.goto('https://reader.example/')
  const markup = await page.evaluate((all) => {
    const found: string[] = []
    for (const piece of all) {
      const box = document.createElement('section')
      document.querySelector('#all')!.append(box)
      // As a parser meets it, so that scripts would run: innerHTML alone would leave them asleep.
      box.append(document.createRange().createContextualFragment(piece))
      for (const one of box.querySelectorAll('*')) {
        if (/^(script|style|iframe|object|embed|form|img|base|meta|link|math|video|audio|input)$/.test(one.localName))
          found.push(`<${one.localName}> of ${piece.slice(0, 80)}`)
        for (const { name, value } of one.attributes) {
          if (/^(on|style$|src|srcdoc|id$|class$)/.test(name) && !/^language-/.test(value))
            found.push(`${name}=${value} of ${piece.slice(0, 80)}`)
          if (/href|action/.test(name) && !/^(https?:\/\/|mailto:)/i.test(value)) found.push(`${name}=${value}`)
        }
      }
    }
    return found
  }, pieces)
  await provoke(page, '#all')
  const stands = await page.evaluate(() => document.querySelector('h1')?.textContent === 'Reader')
  await context.close()
  return { ...harm, markup, stands }
}
const quiet = { ran: [], asked: [], markup: [], stands: true }

describe.skipIf(skipWithoutBrowser)('rendered by a reader that trusts everything', () => {
  test('the canaries sing when nothing holds them', async () => {
    const { ran, asked, markup } = await rendered([
      '<script>canary()</script>',
      '<img src="https://evil.example/x" onerror="canary()">',
    ])
    expect(ran.length).toBeGreaterThan(0)
    expect(asked).toEqual(['https://evil.example/x'])
    expect(markup.length).toBeGreaterThan(0)
  })

  test('no text of an update does anything', async () => {
    expect(await rendered(vectors.map(safeHtml))).toEqual(quiet)
  })

  test('no item of a feed does anything: text, or title where it is HTML', async () => {
    const page = hostilePage()
    const drafts = [null, ...page.components.map(({ component }) => component.id)].map((id) =>
      draftFeed(page, words, id),
    )
    const items = drafts.flatMap((draft) => draft.items)
    expect(items.length).toBeGreaterThan(500)
    expect(await rendered(items.flatMap(({ html, title }) => [html, escaped(title)]))).toEqual(quiet)
  })

  test('no badge does anything, set into a page as it is', async () => {
    const badges = vectors.map((vector) => badgeSvg({ label: vector, message: vector, colour: badgeColours.unknown }))
    const { ran, asked, markup, stands } = await rendered(badges)
    expect({ ran, asked, stands }).toEqual({ ran: [], asked: [], stands: true })
    expect(markup.filter((what) => !what.startsWith('id=r '))).toEqual([])
  })

  test('nothing ends the element that JSON-LD stands in', async () => {
    const pieces = vectors.map(
      (vector) => `<script type="application/ld+json">${scriptJson({ name: vector })}</script>`,
    )
    const { ran, asked, markup } = await rendered(pieces)
    expect({ ran, asked }).toEqual({ ran: [], asked: [] })
    expect(markup).toHaveLength(pieces.length)
  })

  test('no comment on a pull request does anything, as Markdown with HTML allowed and nothing cleaned', async () => {
    const comments = vectors.map((vector) => marked.parse(commentOf(reportOf(vector), around), { async: false }))
    const html = comments.join('')
    expect(html).toContain('What visitors will see')
    expect(await rendered(comments)).toEqual(quiet)
    // Nobody is called and nothing is linked: what a stranger wrote stands in code, which GitHub leaves alone.
    const outside = html.replaceAll(/<(code|pre)[^>]*>[\s\S]*?<\/\1>/g, '')
    expect(outside).not.toMatch(/@everyone|evil\.example|alert\(/)
  })
})

const around = { commit: '0123456789abcdef', home: 'https://github.com/acme/status/actions/runs/1', site: null }

/** A report in which a stranger could choose every word. */
function reportOf(vector: string): Report {
  const line = cutLine(vector)
  const text = cutText(vector)
  const banner = { state: 'minor' as const, text: line }
  return {
    version: 1,
    timezone: 'UTC',
    at: 1_795_255_500,
    prefix: '',
    banner: { before: { ...banner, text: 'All Systems Operational' }, after: banner },
    components: [{ name: line, before: 'operational', after: 'partial_outage' }],
    posts: [
      {
        file: line,
        from: line,
        redirects: true,
        change: 'renamed',
        kind: 'incident',
        id: line,
        title: line,
        impact: 'major',
        shown: 'shown',
        window: null,
        updates: [
          {
            status: 'investigating',
            at: 1_795_255_500,
            body: text,
            cut: false,
            change: 'new',
            components: [{ name: line, status: 'partial_outage' }],
            next: null,
            quiet: false,
          },
        ],
        olderUpdates: 0,
      },
    ],
    channels: true,
    told: [{ id: line, type: line, audience: 'public', events: [line], quiet: false }],
    problems: [{ file: line, line: 1, column: 1, severity: 'error', message: text, hint: text, fix: line }],
    elsewhere: 0,
    leftOut: { posts: 0, components: 0, problems: 0, channels: 0 },
  }
}
