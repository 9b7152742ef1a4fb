import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildSite } from '../../src/commands/build-site.ts'
import { listen } from '../../src/commands/listen.ts'
import { staticServer } from '../../src/commands/static-server.ts'
import { sampleSnapshot } from '../site/sample.ts'
import { launch, skipWithoutBrowser } from './chromium.ts'

const commit = '0123456789abcdef0123456789abcdef01234567'
const files = {
  'imprint.md': '# Imprint\n\nAcme **Ltd**, <img src=x onerror="window.harmed = 1"> [bad](javascript:alert(1))\n',
  'imprint.ja.md': '# 運営者情報\n\nアクメ株式会社\n',
}

let folder: string
let server: ReturnType<typeof staticServer>
let origin: string
let browser: Browser

beforeAll(async () => {
  if (skipWithoutBrowser) return
  folder = await mkdtemp(join(tmpdir(), 'candor-pages-'))
  await mkdir(join(folder, 'root', 'pages'), { recursive: true })
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, 'root', 'pages', name), text)
  const snapshot = sampleSnapshot('https://acme.example')
  const { config } = snapshot
  config.site.languages = ['en', 'ja']
  config.notify = [
    {
      id: 'mails',
      type: 'buttondown',
      audience: 'public',
      api_key: '$' + '{BUTTONDOWN_KEY}',
      api: 'https://api.buttondown.com',
      newsletter: 'acme-status',
      tags: ['api', 'mail', 'status-page'],
    } as (typeof config.notify)[number],
  ]
  const out = join(folder, 'site')
  await buildSite(snapshot, { out, root: join(folder, 'root'), source: { commit, run: null } })
  server = staticServer(out, '')
  origin = await listen(server, 0)
  browser = await launch()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
  if (folder) await rm(folder, { recursive: true, force: true })
})

async function on<T>(path: string, use: (page: Page) => Promise<T>, options: BrowserContextOptions = {}): Promise<T> {
  const context = await browser.newContext({ timezoneId: 'UTC', ...options })
  try {
    const page = await context.newPage()
    await page.clock.setFixedTime(new Date('2026-11-21T10:06:00Z'))
    await page.goto(`${origin}${path}`)
    return await use(page)
  } finally {
    await context.close()
  }
}

describe.skipIf(skipWithoutBrowser)("the owner's own pages", () => {
  test('are linked from the footer, each in the language of the reader, and do no harm', async () => {
    await on('/', async (page) => {
      await page.getByRole('link', { name: 'Imprint' }).click()
      expect(await page.locator('h1').innerText()).toBe('Imprint')
      expect(await page.locator('main strong').innerText()).toBe('Ltd')
      expect(await page.locator('main :is(img, script), main a[href^="javascript"]').count()).toBe(0)
      expect(await page.evaluate(() => 'harmed' in window)).toBe(false)
      await page.goto(`${origin}/ja/`)
      await page.getByRole('link', { name: '運営者情報' }).click()
      expect(page.url()).toBe(`${origin}/ja/imprint/`)
      expect(await page.locator('main .prose').innerText()).toBe('アクメ株式会社')
    })
  })
})

describe.skipIf(skipWithoutBrowser)('the form for mails', () => {
  test('is a plain one that works without script, and sends what was chosen to its newsletter alone', async () => {
    await on(
      '/subscribe/',
      async (page) => {
        const sent: [string, string | null][] = []
        await page.route('https://buttondown.com/**', async (route) => {
          sent.push([route.request().url(), route.request().postData()])
          await route.fulfill({ contentType: 'text/html', body: '<p>Look into your mail.' })
        })
        expect(await page.getByRole('group').getByRole('checkbox').count()).toBe(2)
        await page.getByLabel('E-mail delivery').uncheck()
        await page.getByRole('button', { name: 'Subscribe' }).click()
        // Without an address the browser itself asks for one.
        expect(sent).toEqual([])
        await page.getByLabel('E-mail address').fill('ada@acme.example')
        await page.getByRole('button', { name: 'Subscribe' }).click()
        await page.getByText('Look into your mail.').waitFor()
        expect(sent).toEqual([
          [
            'https://buttondown.com/api/emails/embed-subscribe/acme-status',
            'email=ada%40acme.example&tag=api&tag=status-page&embed=1',
          ],
        ])
      },
      { javaScriptEnabled: false },
    )
  })

  test('is the only thing that may leave a page', async () => {
    const formsOf = (path: string) =>
      on(path, async (page) => {
        const policy = await page.locator('meta[http-equiv]').getAttribute('content')
        return /form-action ([^;]*)/.exec(policy!)![1]
      })
    expect(await formsOf('/subscribe/')).toBe('https://buttondown.com')
    expect(await formsOf('/incidents/')).toBe("'none'")
  })
})

describe.skipIf(skipWithoutBrowser)('the calendar of a component', () => {
  test('leads each day to its rows, and says in words what was wrong with it', async () => {
    await on('/components/db/', async (page) => {
      const november = page.locator('table.calendar', { hasText: 'November 2026' })
      const seventeenth = november.locator('td', { hasText: /^17/ })
      expect((await seventeenth.textContent())!.replaceAll('\u00a0', ' ')).toBe('17: down 1 hr 9 min')
      expect(await seventeenth.locator('a').getAttribute('href')).toBe(
        'https://github.com/acme/status/blob/status-data/checks/2026-11-17.csv',
      )
      expect(await november.locator('td', { hasText: /^22/ }).locator('a').count()).toBe(0)
      const bad = await seventeenth.locator('a').evaluate((e) => getComputedStyle(e.parentElement!).backgroundColor)
      const good = await november
        .locator('td.good')
        .first()
        .evaluate((e) => getComputedStyle(e).backgroundColor)
      expect(bad).not.toBe(good)
    })
  })

  test('begins its weeks as the language does', async () => {
    const firstDay = (path: string) => on(path, (page) => page.locator('abbr').first().getAttribute('title'))
    expect(await firstDay('/components/db/')).toBe('Monday')
    expect(await firstDay('/ja/components/db/')).toBe('日曜日')
  })
})

describe.skipIf(skipWithoutBrowser)('an incident page', () => {
  test('shows what was affected when, drawn to scale and in words', async () => {
    await on('/incidents/2026-11-17-db-failover/', async (page) => {
      const rows = page.locator('.when-table tbody tr')
      const words = (await rows.allInnerTexts()).map((text) => text.replaceAll(/[\s\u00a0]+/g, ' ').trim())
      expect(words).toEqual([
        'Public API Major outage 17 Nov, 14:12 UTC – 17 Nov, 14:58 UTC · 46 min Partial outage 17 Nov, 14:58 UTC – 17 Nov, 15:21 UTC · 23 min',
        'Database Major outage 17 Nov, 14:12 UTC – 17 Nov, 15:21 UTC · 1 hr 9 min',
      ])
      const widths = await rows
        .first()
        .locator('rect')
        .evaluateAll((all) => all.map((e) => e.getBoundingClientRect().width))
      expect(widths[0]! / widths[1]!).toBeCloseTo(2, 1)
    })
  })
})

describe.skipIf(skipWithoutBrowser)('what a page claims', () => {
  const repository = 'https://github.com/acme/status'
  test.each([
    [
      '/uptime/',
      [
        `${repository}/blob/status-data/checks/2026-11-21.csv`,
        `${repository}/blob/status-data/checks/spans-2026.csv`,
        `${repository}/blob/${commit}/components.yml`,
        `${repository}/commit/${commit}`,
      ],
    ],
    [
      '/reports/2026-10/',
      [
        `${repository}/blob/status-data/checks/spans-2026.csv`,
        `${repository}/blob/${commit}/components.yml`,
        `${repository}/commit/${commit}`,
      ],
    ],
  ])('at %s leads to the files it was made of', async (path, wanted) => {
    const links = await on(path, (page) =>
      page.locator('main .check a').evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href)),
    )
    expect(links).toEqual(wanted)
  })

  test('in the last fifteen days is told newest first, with quiet days as such and nothing that is to come', async () => {
    await on('/', async (page) => {
      const days = page.locator('.days > li')
      const dates = await days
        .locator('h3 time')
        .evaluateAll((all) => all.map((one) => (one as HTMLTimeElement).dateTime))
      expect(dates).toHaveLength(15)
      expect([dates[0], dates[1], dates[14]]).toEqual(['2026-11-21', '2026-11-20', '2026-11-07'])
      expect(await days.nth(2).innerText()).toContain('No incidents reported.')
      expect(await days.nth(4).innerText()).toContain('Database failover took longer')
      expect(await days.locator('a', { hasText: 'Network upgrade' }).count()).toBe(0)
    })
  })
})

describe.skipIf(skipWithoutBrowser)('a monthly report', () => {
  test('prints on paper: light, without what only a screen can do, no wider than a page', async () => {
    await on(
      '/reports/2026-11/',
      async (page) => {
        await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
        expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)')
        for (const part of ['header.site nav', 'summary', '.pager', '.appearance', 'footer nav'])
          expect(await page.locator(part).first().isVisible(), part).toBe(false)
        expect(await page.locator('h1').isVisible()).toBe(true)
        expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
          0,
        )
        expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-')
      },
      // The width of A4 within its margins.
      { viewport: { width: 718, height: 1000 } },
    )
  })
})

describe.skipIf(skipWithoutBrowser)('a state', () => {
  test.each(['none', 'active'] as const)(
    'is told by a word and a shape, whatever the colours (forced: %s)',
    async (forcedColors) => {
      await on(
        '/',
        async (page) => {
          const states = await page
            .locator('.status')
            .evaluateAll((all) =>
              all.map((one) => [one.textContent!.trim(), one.querySelector('use')?.getAttribute('href')] as const),
            )
          expect(states.length).toBeGreaterThan(20)
          const shapes = new Map(states.map(([word, shape]) => [word, shape]))
          // One shape a word, and none for two.
          expect(new Set(states.map((one) => one.join())).size).toBe(shapes.size)
          expect(new Set(shapes.values()).size).toBe(shapes.size)
          expect([...shapes.keys()].sort()).toEqual([
            'Degraded performance',
            'No recent data',
            'Operational',
            'Partial outage',
            'Under maintenance',
          ])
          const bars = page.locator('svg.bars').first()
          const fill = (part: string) =>
            bars
              .locator(part)
              .first()
              .evaluate((e) => getComputedStyle(e).fill)
          const [good, bad, ground] = [
            await fill('path:not([class])'),
            await fill('path[data-day]'),
            await page.evaluate(() => getComputedStyle(document.body).backgroundColor),
          ]
          expect(new Set([good, bad, ground]).size).toBe(3)
        },
        { forcedColors },
      )
    },
  )
})

describe.skipIf(skipWithoutBrowser)('a page in Japanese', () => {
  test.each(['/ja/', '/ja/components/nrt/', '/ja/incidents/2026-11-17-db-failover/', '/ja/uptime/', '/ja/subscribe/'])(
    '%s fits a small phone and says its own words in Japanese',
    async (path) => {
      await on(
        path,
        async (page) => {
          expect(await page.locator('html').getAttribute('lang')).toBe('ja')
          expect(
            await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
          ).toBeLessThanOrEqual(0)
          const menu = await page.locator('header.site nav').last().innerText()
          expect(menu).not.toMatch(/[A-Za-z]/)
          expect(await page.locator('footer').innerText()).toMatch(/[ぁ-ん]/)
        },
        { viewport: { width: 320, height: 640 } },
      )
    },
  )
})
