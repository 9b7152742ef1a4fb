import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import process from 'node:process'
import type { AxeResults } from 'axe-core'
import { HtmlValidate } from 'html-validate'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listen } from '../../src/commands/listen.ts'
import { staticServer } from '../../src/commands/static-server.ts'
import { builtSite } from '../site/built.ts'
import { sampleSnapshot } from '../site/sample.ts'
import { launch, skipWithoutBrowser } from './chromium.ts'
import { oneOfEachKind, pagesOf } from './page-kinds.ts'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let site: Awaited<ReturnType<typeof builtSite>>
let server: ReturnType<typeof staticServer>
let origin: string
let browser: Browser
/** One of each kind, in English and in Arabic. */
let kinds: string[]

beforeAll(async () => {
  if (skipWithoutBrowser) return
  const snapshot = sampleSnapshot('https://acme.example')
  snapshot.config.site.languages = ['en', 'ar']
  site = await builtSite(snapshot)
  server = staticServer(site.out, '')
  origin = await listen(server, 0)
  kinds = oneOfEachKind(await pagesOf(site.out))
  browser = await launch()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
  await site?.remove()
})

async function onEach(
  options: BrowserContextOptions,
  paths: readonly string[],
  use: (page: Page, path: string) => Promise<void>,
) {
  const context = await browser.newContext({ timezoneId: 'UTC', ...options })
  try {
    const page = await context.newPage()
    await page.clock.setFixedTime(new Date('2026-11-21T10:06:00Z'))
    for (const path of paths) {
      await page.goto(`${origin}${path}`)
      await use(page, path)
    }
  } finally {
    await context.close()
  }
}

const looks = [
  ['a phone by day', { viewport: { width: 320, height: 640 }, colorScheme: 'light' }],
  ['a desk at night', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
  ['a phone at night', { viewport: { width: 320, height: 640 }, colorScheme: 'dark' }],
  ['a desk by day', { viewport: { width: 1280, height: 900 }, colorScheme: 'light' }],
] as const
/** Every look at every page is for the deep run; else each page has one of two. */
const looked = process.env['CANDOR_DEEP'] ? looks : looks.slice(0, 2)
const pagesFor = (look: string) =>
  process.env['CANDOR_DEEP'] ? kinds : kinds.filter((path) => path.startsWith('/ar/') === (look === looks[1][0]))

describe.skipIf(skipWithoutBrowser)('every kind of page, in English and in Arabic', () => {
  test.each(looked)(
    'breaks no rule of WCAG 2.2 AA on %s',
    async (look, options) => {
      const broken: string[] = []
      await onEach(options, pagesFor(look), async (page, path) => {
        await page.evaluate(axe)
        const { violations } = (await page.evaluate(
          `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
        )) as AxeResults
        for (const { id, help, nodes } of violations) {
          broken.push(
            `${path}: ${id}: ${help}: ${nodes
              .slice(0, 3)
              .map(({ html }) => html.slice(0, 150))
              .join(' | ')}`,
          )
        }
      })
      expect(broken).toEqual([])
      expect(kinds.length).toBeGreaterThanOrEqual(2 * 8)
    },
    240_000,
  )

  test('is HTML without an error', async () => {
    const validator = new HtmlValidate({ extends: ['html-validate:standard'] })
    const wrong: string[] = []
    for (const path of kinds) {
      const file = join(site.out, path.endsWith('/') ? `${path}index.html` : path)
      const { results } = await validator.validateFile(file)
      for (const { messages } of results) {
        for (const { ruleId, message, line, column } of messages)
          wrong.push(`${path}:${line}:${column} ${ruleId}: ${message}`)
      }
    }
    expect(wrong).toEqual([])
  }, 60_000)

  test('fits a screen four times enlarged, without a bar to scroll sideways', async () => {
    const wide: string[] = []
    // 1280 px at 400 % are 320 CSS px.
    await onEach({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }, kinds, async (page, path) => {
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      if (over > 0) wide.push(`${path}: ${over} px too wide`)
    })
    expect(wide).toEqual([])
  }, 120_000)

  test('shows where the focus is, on everything that can have it, in the order of the page', async () => {
    await onEach({ viewport: { width: 1280, height: 900 } }, ['/'], async (page) => {
      const seen: string[] = []
      let count = 0
      for (;;) {
        await page.keyboard.press('Tab')
        const found = await page.evaluate(() => {
          const e = document.activeElement as HTMLElement
          const { outlineStyle, outlineWidth } = getComputedStyle(e)
          const { width, height } = e.getBoundingClientRect()
          return {
            out: e === document.body,
            name: `${e.tagName} ${(e.textContent ?? '').trim().slice(0, 30)}`,
            outlined: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1,
            there: width > 0 && height > 0,
          }
        })
        // Past the last one the focus is the browser's.
        if (found.out) break
        count += 1
        if (!found.outlined || !found.there) seen.push(found.name)
      }
      expect(seen).toEqual([])
      expect(count).toBeGreaterThan(20)
    })
  }, 60_000)

  test('stands still for who asks for that, and keeps its shapes in forced colours', async () => {
    await onEach({ reducedMotion: 'reduce', forcedColors: 'active' }, kinds.slice(0, 6), async (page, path) => {
      const moving = await page.evaluate(
        () => document.getAnimations().filter((one) => one.playState === 'running').length,
      )
      expect([path, moving]).toEqual([path, 0])
    })
  }, 60_000)
})
