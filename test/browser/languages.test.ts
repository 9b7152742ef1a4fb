import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listen } from '../../src/commands/listen.ts'
import { staticServer } from '../../src/commands/static-server.ts'
import type { Snapshot } from '../../src/status/snapshot.ts'
import { builtSite } from '../site/built.ts'
import { sampleSnapshot } from '../site/sample.ts'
import { launch, skipWithoutBrowser } from './chromium.ts'

const incident = '2026-11-21-api-errors'

/** In three languages, with one incident that is translated into German but for its newest update. */
function snapshot(): Snapshot {
  const sample = sampleSnapshot('https://acme.example/repo')
  return {
    ...sample,
    config: { ...sample.config, site: { ...sample.config.site, languages: ['en', 'de', 'ar'] } },
    incidents: sample.incidents.map((entry) => {
      if (entry.id !== incident) return entry
      const [newest, ...older] = entry.updates
      const translated = older.map((update) => ({
        ...update,
        translations: { de: 'Etwa 8 % der Aufrufe **scheitern**.' },
      }))
      return { ...entry, titles: { de: 'Erhöhte Fehlerrate der API' }, updates: [newest!, ...translated] }
    }),
  }
}

let site: Awaited<ReturnType<typeof builtSite>>
let server: ReturnType<typeof staticServer>
let origin: string
let browser: Browser | undefined

beforeAll(async () => {
  ;[site, browser] = await Promise.all([builtSite(snapshot()), skipWithoutBrowser ? undefined : launch()])
  server = staticServer(site.out, '/repo')
  origin = await listen(server, 0)
}, 120_000)
afterAll(async () => {
  server?.closeAllConnections()
  server?.close()
  await Promise.all([browser?.close(), site?.remove()])
})

const read = (path: string) => readFile(join(site.out, path), 'utf8')
const textOf = (html: string) =>
  html
    .replace(/^[\s\S]*<main/, '<main')
    .replace(/<\/main>[\s\S]*$/, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

describe('a site in several languages', () => {
  test('has every page in each, and the files for machines once', async () => {
    const names = (await readdir(site.out, { recursive: true })).map((name) => name.replaceAll('\\', '/'))
    const pages = names.filter((name) => name.endsWith('index.html'))
    const first = pages.filter((name) => !/^(de|ar)\//.test(name)).sort()
    expect(first.length).toBeGreaterThan(20)
    for (const language of ['de', 'ar']) {
      const its = pages.filter((name) => name.startsWith(`${language}/`)).map((name) => name.slice(3))
      expect(its.sort()).toEqual(first)
    }
    const others = names.filter((name) => /^(de|ar)\/.*\.(?!html$)\w+$/.test(name))
    // What speaks to readers on other sites speaks their language too.
    expect(others.sort()).toEqual(['ar/embed.js', 'de/embed.js'])
  })

  test('says of each page which it is, and where it is in the others', async () => {
    const html = await read(`de/incidents/${incident}/index.html`)
    const url = (prefix: string) => `https://acme.example/repo${prefix}/incidents/${incident}/`
    expect(html).toContain('<html lang="de" dir="ltr"')
    expect(html).toContain(`<link rel="canonical" href="${url('/de')}">`)
    for (const [language, prefix] of [
      ['en', ''],
      ['de', '/de'],
      ['ar', '/ar'],
      ['x-default', ''],
    ] as const) {
      expect(html).toContain(`<link rel="alternate" hreflang="${language}" href="${url(prefix)}">`)
    }
    expect(html).toContain(`<a href="/repo/ar/incidents/${incident}/" hreflang="ar" lang="ar" dir="auto">العربية</a>`)
    expect(await read('ar/index.html')).toContain('<html lang="ar" dir="rtl"')
  })

  test('shows what was translated, and of the rest what its data says', async () => {
    const german = await read(`de/incidents/${incident}/index.html`)
    expect(german).toContain('Erhöhte Fehlerrate der API</h1>')
    expect(german).toContain('Etwa 8 % der Aufrufe <strong>scheitern</strong>.')
    expect(textOf(german)).toContain('Betroffen seit 21. Nov., 09:40 UTC : Public API (Teilausfall).')
    expect(textOf(german)).toContain('Nächste Meldung bis 10:30 UTC')
    // The newest update is in English still.
    expect(german.match(/Sprache der Meldung: Englisch/g)).toHaveLength(1)
    expect(german).toMatch(/<div class="prose"[^>]* lang="en">\s*<p>A bad deploy/)
    const english = await read(`incidents/${incident}/index.html`)
    expect(english).not.toContain('scheitern')
    expect(english).not.toContain('Written in')
  })

  test('says sentences of its own in the language of the page', async () => {
    const html = textOf(await read('de/incidents/nrt-20261120T031500Z/index.html'))
    expect(html).toContain('Prüfungen schlagen fehl für 東京リージョン')
    expect(html).toContain('Der Dienst antwortete nicht rechtzeitig.')
    expect(html).not.toContain('Our checks')
    expect(textOf(await read('feed.xml'))).toContain('Our checks cannot reach')
  })
})

describe.skipIf(skipWithoutBrowser)('the choice of a language', () => {
  test.each([
    ['an address that is none', '/nowhere/', '/repo/de/'],
    ['a page', '/maintenance/', '/repo/de/maintenance/'],
  ])('stands beside the name on %s, without script, by the keyboard, on a small phone', async (_, path, there) => {
    const context = await browser!.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } })
    const page = await context.newPage()
    await page.goto(`${origin}/repo${path}`)
    const german = page.getByRole('link', { name: 'Deutsch' })
    expect(await german.isVisible()).toBe(false)
    await page.locator('summary', { hasText: 'Languages: English' }).focus()
    await page.keyboard.press('Enter')
    expect(await german.isVisible()).toBe(true)
    const overflow = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)
    expect(overflow).toBe(0)
    await german.click()
    expect(new URL(page.url()).pathname).toBe(there)
    await context.close()
  })

  test('is made easy for a reader of any who comes to a wrong address', async () => {
    const context = await browser!.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${origin}/repo/nowhere/`)
    expect(await page.locator('main h1').innerText()).toBe('Page not found')
    const others = await page
      .locator('main section')
      .evaluateAll((all) =>
        (all as HTMLElement[]).map((one) => [one.lang, one.dir, one.querySelector('h2')!.textContent]),
      )
    expect(others).toEqual([
      ['de', 'ltr', 'Seite nicht gefunden'],
      ['ar', 'rtl', 'الصفحة غير موجودة'],
    ])
    await page.getByRole('link', { name: 'العودة إلى الحالة الحالية' }).click()
    expect(new URL(page.url()).pathname).toBe('/repo/ar/')
    await context.close()
  })
})

describe.skipIf(skipWithoutBrowser)('the offer of another language', () => {
  async function offersTo(locale: string, path: string): Promise<string[]> {
    const context = await browser!.newContext({ locale, timezoneId: 'UTC' })
    try {
      const page = await context.newPage()
      await page.goto(`${origin}/repo${path}`)
      const at = new URL(page.url()).pathname
      expect(at).toBe(`/repo${path}`)
      return await page.locator('.offer:visible').allTextContents()
    } finally {
      await context.close()
    }
  }

  test.each([
    ['de-AT', '/', ['Diese Seite auf Deutsch lesen']],
    ['en-US', '/', []],
    ['en-US', '/de/', ['Read this page in English']],
    ['ar-EG', '/de/incidents/', ['اقرأ هذه الصفحة بالعربية']],
    ['ja', '/', []],
  ])('a reader of %s at %s sees %j and stays there', async (locale, path, offers) => {
    expect(await offersTo(locale, path)).toEqual(offers)
  })

  test('is made before the rest of the page came, so that nothing jumps', async () => {
    const context = await browser!.newContext({ locale: 'de' })
    const page = await context.newPage()
    await page.route(`${origin}/repo/`, async (route) => {
      const html = await (await route.fetch()).text()
      await route.fulfill({ contentType: 'text/html', body: html.slice(0, html.indexOf('<main')) })
    })
    await page.goto(`${origin}/repo/`)
    expect(await page.locator('.offer:visible').allTextContents()).toEqual(['Diese Seite auf Deutsch lesen'])
    await context.close()
  })

  test('leads to the same page', async () => {
    const context = await browser!.newContext({ locale: 'de' })
    const page = await context.newPage()
    await page.goto(`${origin}/repo/incidents/${incident}/`)
    await page.locator('.offer:visible a').click()
    expect(new URL(page.url()).pathname).toBe(`/repo/de/incidents/${incident}/`)
    expect(await page.locator('h1').textContent()).toBe('Erhöhte Fehlerrate der API')
    await context.close()
  })
})
