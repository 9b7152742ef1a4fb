import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launch, skipWithoutBrowser } from './chromium.ts'
import { faintTexts } from './contrast.ts'
import { servedSite } from './served.ts'

const pages = [
  '/',
  '/components/api/',
  '/components/ruh/',
  '/incidents/',
  '/incidents/2026-11-21-api-errors/',
  '/incidents/2026-11-17-db-failover/',
  '/incidents/2026-10-30-hostile/',
  '/incidents/2026-11-12-st%C3%B6rung-%E6%97%A5%E6%9C%AC/',
  '/history/2026-11/',
  '/404.html',
]

let browser: Browser
// One build at a root and one under a project's path, shared by every test.
let atRoot: Awaited<ReturnType<typeof servedSite>>
let underBase: Awaited<ReturnType<typeof servedSite>>

beforeAll(async () => {
  if (skipWithoutBrowser) return
  ;[atRoot, underBase, browser] = await Promise.all([servedSite(''), servedSite('/repo'), launch()])
}, 120_000)
afterAll(async () => {
  await Promise.all([browser?.close(), atRoot?.close(), underBase?.close()])
})

describe.skipIf(skipWithoutBrowser).each([
  ['at a root', ''],
  ['under a base path', '/repo'],
])('the site %s', (_, base) => {
  const originOf = () => (base === '' ? atRoot.origin : underBase.origin)

  /** A page of a fresh browser, with everything it did that it should not have. */
  async function withPage<T>(
    options: BrowserContextOptions,
    use: (page: Page, faults: string[]) => Promise<T>,
  ): Promise<T> {
    const context = await browser.newContext({ timezoneId: 'UTC', ...options })
    const faults: string[] = []
    const page = await context.newPage()
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text())
    })
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('request', (request) => {
      if (!request.url().startsWith(`${originOf()}${base}/`)) faults.push(`asked ${request.url()}`)
    })
    try {
      await page.clock.setFixedTime(new Date('2026-11-21T10:06:00Z'))
      return await use(page, faults)
    } finally {
      await context.close()
    }
  }

  test('has no error, no foreign request and nothing wider than a small phone on any page', async () => {
    await withPage({ viewport: { width: 320, height: 640 } }, async (page, faults) => {
      for (const path of pages) {
        const answer = await page.goto(`${originOf()}${base}${path}`)
        expect(answer!.status(), path).toBe(200)
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        expect(overflow, path).toBeLessThanOrEqual(0)
        expect(await page.locator('h1').count(), path).toBe(1)
      }
      expect(faults).toEqual([])
    })
  })

  test('links only to pages of its own that are there', async () => {
    // Reads pages as a browser does, without drawing each of them.
    const page = await browser.newPage()
    const seen = new Set<string>()
    const queue = [`${originOf()}${base}/`]
    while (queue.length > 0) {
      const url = queue.pop()!
      if (seen.has(url)) continue
      seen.add(url)
      const answer = await fetch(url)
      expect(answer.status, url).toBe(200)
      const text = await answer.text()
      if (!answer.headers.get('content-type')?.startsWith('text/html')) continue
      const links = await page.evaluate((html) => {
        const read = new DOMParser().parseFromString(html, 'text/html')
        return [...read.querySelectorAll('a[href], link[rel=icon]')].map((one) => one.getAttribute('href')!)
      }, text)
      const own = links
        .map((link) => new URL(link, url).href.split('#')[0]!)
        .filter((link) => link.startsWith(originOf()))
      for (const link of own) expect(link.startsWith(`${originOf()}${base}/`), `${link} on ${url}`).toBe(true)
      queue.push(...own)
    }
    expect(seen.size).toBeGreaterThan(30)
    await page.close()
  })
})

describe.skipIf(skipWithoutBrowser)('a page', () => {
  async function open(path: string, options: BrowserContextOptions = {}, now = '2026-11-21T10:06:00Z') {
    const context = await browser.newContext({ timezoneId: 'UTC', ...options })
    const page = await context.newPage()
    if (options.javaScriptEnabled !== false) await page.clock.setFixedTime(new Date(now))
    await page.goto(`${atRoot.origin}${path}`)
    return { page, close: () => context.close() }
  }

  test('says everything with JavaScript off', async () => {
    const { page, close } = await open('/', { javaScriptEnabled: false })
    const text = await page.locator('main').innerText()
    for (const words of [
      'Elevated error rates on the API',
      'we are rolling it back',
      'Next update by 10:30 UTC',
      'Partial outage',
      'No recent data',
      '90 days ago',
      '99.94 % uptime',
      'Checked 10:04 UTC, next by 11:04 UTC',
      'TLS 1.1 ends on 1 December',
      'Network upgrade in Amsterdam',
      'Move to a new provider for text messages',
      'No incidents reported.',
      'Automatic',
    ]) {
      expect(text.replaceAll('\u00a0', ' ')).toContain(words)
    }
    // Folded, but there and open to a click, without script.
    await page.locator('summary', { hasText: 'For people' }).click()
    expect(await page.getByRole('link', { name: 'Documentation' }).isVisible()).toBe(true)
    await close()
  })

  test('runs nothing of a hostile text and shows it as text', async () => {
    const { page, close } = await open('/incidents/2026-10-30-hostile/')
    expect(await page.evaluate(() => 'harmed' in window)).toBe(false)
    expect(await page.locator('main :is(script, img, iframe, style)').count()).toBe(0)
    expect(await page.locator('h1').innerText()).toBe('A title with </title><img src=x onerror=alert(1)> & "quotes"')
    await close()
  })

  test('is dark where the reader prefers dark, and where data-theme says so', async () => {
    const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const light = await open('/', { colorScheme: 'light' })
    const dark = await open('/', { colorScheme: 'dark' })
    const [day, night] = [await background(light.page), await background(dark.page)]
    expect(day).not.toBe(night)
    await light.page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'))
    await dark.page.evaluate(() => document.documentElement.setAttribute('data-theme', 'light'))
    expect(await background(light.page)).toBe(night)
    expect(await background(dark.page)).toBe(day)
    await Promise.all([light.close(), dark.close()])
  })

  test.each(['light', 'dark'] as const)(
    'keeps a contrast of 4.5 to 1 for every text in the %s theme',
    async (colorScheme) => {
      for (const path of ['/', '/components/api/', '/incidents/2026-11-17-db-failover/', '/404.html']) {
        const { page, close } = await open(path, { colorScheme })
        expect(await page.evaluate(faintTexts), path).toEqual([])
        await close()
      }
    },
  )

  test('shows times in the zone of the reader when it may run script', async () => {
    const { page, close } = await open('/', { timezoneId: 'Asia/Tokyo' })
    const time = page.locator('.heading time').first()
    expect(await time.innerText()).toContain('19:04')
    expect(await time.getAttribute('title')).toBe('10:04 UTC')
    await close()
  })

  test('says that it is out of date once its checks have had their time', async () => {
    const fresh = await open('/')
    expect(await fresh.page.locator('.stale').isVisible()).toBe(false)
    await fresh.close()
    const stale = await open('/', {}, '2026-11-21T11:05:00Z')
    await stale.page.locator('.stale').waitFor({ state: 'visible' })
    await stale.close()
  })

  test('lets a keyboard jump to its content', async () => {
    const { page, close } = await open('/')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#content')
    await close()
  })

  test('answers a wrong address with the page for it, and HEAD without a body', async () => {
    const { page, close } = await open('/')
    const missing = await page.goto(`${atRoot.origin}/nowhere/`)
    expect(missing!.status()).toBe(404)
    expect(await page.locator('h1').innerText()).toBe('Page not found')
    const head = await page.request.head(`${atRoot.origin}/api/v2/summary.json`)
    expect(head.status()).toBe(200)
    expect(Number(head.headers()['content-length'])).toBeGreaterThan(1000)
    await close()
  })

  test('offers a feed that a parser of its own accepts', async () => {
    const { page, close } = await open('/404.html')
    const xml = await readFile(join(atRoot.out, 'feed.xml'), 'utf8')
    const seen = await page.evaluate((text) => {
      const feed = new DOMParser().parseFromString(text, 'application/xml')
      const one = (parent: Element | Document, name: string) =>
        parent.getElementsByTagName(name)[0]?.textContent ?? null
      return {
        wrong: feed.getElementsByTagName('parsererror').length,
        root: feed.documentElement.namespaceURI,
        entries: [...feed.getElementsByTagName('entry')].map((entry) => [
          one(entry, 'id'),
          one(entry, 'updated'),
          one(entry, 'title'),
        ]),
      }
    }, xml)
    expect(seen.wrong).toBe(0)
    expect(seen.root).toBe('http://www.w3.org/2005/Atom')
    expect(seen.entries).toHaveLength(20)
    expect(seen.entries.flat()).not.toContain(null)
    await close()
  })
})
