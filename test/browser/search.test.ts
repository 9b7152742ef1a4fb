import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listen } from '../../src/commands/listen.ts'
import { staticServer } from '../../src/commands/static-server.ts'
import { builtSite } from '../site/built.ts'
import { sampleSnapshot } from '../site/sample.ts'
import { at, sampleIncidents } from '../site/sample-entries.ts'
import { launch, skipWithoutBrowser } from './chromium.ts'

/** Titles as people write them; each is found by words that are written in another way. */
const titles = [
  'İSTANBUL ile bağlantı yok, IŞIK hattı',
  'تعطّل مركز الإسكندريّة ٢٠٢٦',
  '数据库今天发生故障',
  'データベースの接続に障害',
  'Ausfall in der Größten Straße',
  'Ёлка и йод: сбой',
]
/** Long enough that the index has more than one part; the oldest of all has a word of its own. */
const many = Array.from({ length: 100 }, (_, index) => ({
  title: `Disk ${index} is full`,
  body: `${index === 99 ? 'Zanzibar. ' : ''}${'漢字と仮名交じりの文。'.repeat(120)}`,
}))

/** Without a digit, so that a number is found in a title only. */
const idOf = (index: number) => index.toString(8).replaceAll(/\d/g, (digit) => 'abcdefgh'[Number(digit)]!)

let site: Awaited<ReturnType<typeof builtSite>>
let server: ReturnType<typeof staticServer>
let origin: string
let browser: Browser

beforeAll(async () => {
  if (skipWithoutBrowser) return
  const snapshot = sampleSnapshot('https://acme.example/repo')
  snapshot.config.site.languages = ['en', 'ja', 'ar', 'tr']
  const model = sampleIncidents.at(-1)!
  const entries = [...titles.map((title) => ({ title, body: '' })), ...many].map(({ title, body }, index) => {
    const startedAt = at('2026-09-01 10:00') - index * 86_400
    const updates = model.updates.map((update) => ({ ...update, at: startedAt, body }))
    return { ...model, id: idOf(index), title, updates, startedAt, createdAt: startedAt, resolvedAt: startedAt }
  })
  site = await builtSite({ ...snapshot, incidents: [...snapshot.incidents, ...entries] })
  server = staticServer(site.out, '/repo')
  origin = await listen(server, 0)
  browser = await launch()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
  await site?.remove()
})

/** The archive of a language, with what it asked for beyond itself and what went wrong in it. */
async function onArchive(
  use: (page: Page, asked: string[]) => Promise<void>,
  { language = '', ...options }: BrowserContextOptions & { language?: string } = {},
) {
  const context = await browser.newContext({ timezoneId: 'UTC', ...options })
  const page = await context.newPage()
  const asked: string[] = []
  const faults: string[] = []
  page.on('request', (request) => {
    const { origin: of, pathname, search } = new URL(request.url())
    // A style sheet may carry the digest of its text; nothing carries what somebody typed.
    if (of !== origin || !/^(\?[0-9a-f]{8})?$/.test(search)) faults.push(request.url())
    if (pathname.startsWith('/repo/search/')) asked.push(pathname.slice('/repo/search/'.length))
  })
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(error.message))
  try {
    await page.goto(`${origin}/repo${language}/incidents/`)
    await use(page, asked)
    expect(faults).toEqual([])
  } finally {
    await context.close()
  }
}

const hits = (page: Page) => page.locator('[data-search] li h2').allInnerTexts()
const said = (page: Page) => page.locator('[data-search] [role=status]')

/** Types as a person does and waits until the answer is spoken. */
async function look(page: Page, words: string, answer: RegExp | string) {
  await page.getByRole('searchbox').fill(words)
  await said(page).getByText(answer).waitFor()
}

describe.skipIf(skipWithoutBrowser)('the search over the archive', () => {
  test('has an index in each language, in parts that a phone can load', async () => {
    const folder = join(site.out, 'search')
    const names = await readdir(folder)
    expect(names.sort()).toEqual(['ar', 'en', 'ja', 'tr'].flatMap((tag) => [`${tag}-1.json`, `${tag}-2.json`]))
    for (const name of names) {
      const text = await readFile(join(folder, name))
      expect(text.length, name).toBeLessThan(210_000)
      expect(text.includes('<'), name).toBe(false)
    }
  })

  test('loads nothing before its field has the focus, and then only what it needs for an answer', async () => {
    await onArchive(async (page, asked) => {
      await page.waitForLoadState('networkidle')
      expect(asked).toEqual([])
      await page.getByRole('searchbox').focus()
      await page.waitForLoadState('networkidle')
      expect(asked).toEqual(['en-2.json'])
      await look(page, 'disk', 'The newest found: 20')
      expect(asked).toEqual(['en-2.json'])
      await look(page, 'zanzibar', 'Found: 1')
      expect(asked).toEqual(['en-2.json', 'en-1.json'])
      expect(await hits(page)).toEqual(['Disk 99 is full'])
      // What was typed is nobody's business but the reader's.
      expect(page.url()).toBe(`${origin}/repo/incidents/#q=zanzibar`)
    })
  })

  test.each([
    [
      '',
      {
        'DATABASE planned': 'Database failover took longer than "planned" <script>window.harmed = 5</script>',
        'größten strasse': 'Ausfall in der Größten Straße',
        storung: 'Störung beim E-Mail-Versand',
        елка: 'Ёлка и йод: сбой',
        'no such word': null,
      },
    ],
    [
      '/ja',
      {
        数据库故障: '数据库今天发生故障',
        データベース障害: 'データベースの接続に障害',
        ﾃﾞｰﾀﾍﾞｰｽ: 'データベースの接続に障害',
        // Titles made by us are found in the words of the page.
        '監視失敗 東京': '東京リージョン の監視に失敗しています',
      },
    ],
    ['/ar', { 'الاسكندرية 2026': 'تعطّل مركز الإسكندريّة ٢٠٢٦' }],
    [
      '/tr',
      {
        'istanbul ışık': 'İSTANBUL ile bağlantı yok, IŞIK hattı',
        BAGLANTI: 'İSTANBUL ile bağlantı yok, IŞIK hattı',
        'denetimler 東京': 'Denetimler başarısız: 東京リージョン',
      },
    ],
  ])(
    'at %s/incidents/ finds words however they are written',
    async (language, wanted: Record<string, string | null>) => {
      await onArchive(
        async (page) => {
          const found: typeof wanted = {}
          for (const words of Object.keys(wanted)) {
            await said(page).evaluate((e) => {
              e.textContent = ''
            })
            await page.getByRole('searchbox').fill(words)
            await page.getByRole('searchbox').press('Enter')
            await page.locator('[role=status]:text-matches("[0-9٠-٩.]$")').waitFor()
            found[words] = (await hits(page)).join(' | ') || null
          }
          expect(found).toEqual(wanted)
        },
        { language },
      )
    },
  )

  test('shows hostile titles and texts as text, with what was found marked', async () => {
    await onArchive(async (page) => {
      await look(page, 'onerror', 'Found: 1')
      expect(await hits(page)).toEqual(['A title with </title><img src=x onerror=alert(1)> & "quotes"'])
      expect(await page.locator('[data-search] mark').allInnerTexts()).toEqual(['onerror', 'onerror'])
      expect(await page.locator('[data-search] li :is(img, script, style, iframe)').count()).toBe(0)
      expect(await page.evaluate(() => 'harmed' in window)).toBe(false)
      expect(await page.locator('[data-search] .facts').innerText()).toMatch(/^Resolved[\s·]+30 Oct 2026/)
    })
  })

  test('shows more on demand and leads the focus to the first of them', async () => {
    await onArchive(async (page) => {
      await look(page, 'disk full', 'The newest found: 20')
      expect(await page.locator('#archive').isVisible()).toBe(false)
      await page.getByRole('button', { name: 'Show more' }).click()
      await said(page).getByText('40').waitFor()
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Disk 20 is full')
      await page.getByRole('button', { name: 'Show more' }).click()
      await said(page).getByText('60').waitFor()
      await look(page, 'disk 9', 'Found: 19')
      expect(await page.getByRole('button', { name: 'Show more' }).isVisible()).toBe(false)
    })
  })

  test('is used from the keyboard, and is as it was on the way back from a hit', async () => {
    await onArchive(async (page) => {
      await look(page, 'disk 58', 'Found: 1')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.waitForURL(`**/incidents/${idOf(64)}/`)
      await page.goBack()
      await said(page).getByText('Found: 1').waitFor()
      expect(await page.getByRole('searchbox').inputValue()).toBe('disk 58')
      await page.getByRole('searchbox').press('Escape')
      expect(await hits(page)).toEqual([])
      expect(await page.locator('#archive').isVisible()).toBe(true)
      expect(page.url()).toBe(`${origin}/repo/incidents/`)
    })
  })

  test('says so when its index cannot be had, and leaves the archive', async () => {
    await onArchive(async (page) => {
      await page.route('**/search/*.json', (route) => route.fulfill({ status: 503 }))
      await look(page, 'disk', 'could not be loaded')
      expect(await hits(page)).toEqual([])
      expect(await page.locator('#archive').isVisible()).toBe(true)
      await page.unroute('**/search/*.json')
      await look(page, 'disk 77', 'Found: 1')
    })
  })

  test('stays as it is when a newer page is taken in', async () => {
    await onArchive(async (page) => {
      await look(page, 'disk 58', 'Found: 1')
      await page.route(
        ({ pathname }) => pathname.endsWith('/incidents/'),
        async (route) => {
          const answer = await route.fetch()
          await route.fulfill({ body: (await answer.text()).replace('>Incidents</h1>', '>News</h1>') })
        },
      )
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
      await page.locator('h1', { hasText: 'News' }).waitFor()
      expect(await hits(page)).toEqual(['Disk 58 is full'])
      expect(await page.getByRole('searchbox').inputValue()).toBe('disk 58')
      expect(await page.locator('#archive').isVisible()).toBe(false)
    })
  })

  test('is not shown where no script runs, and the archive by month is', async () => {
    await onArchive(
      async (page, asked) => {
        expect(await page.locator('[data-search]').isVisible()).toBe(false)
        expect(await page.locator('#archive').isVisible()).toBe(true)
        expect(asked).toEqual([])
      },
      { javaScriptEnabled: false },
    )
  })

  test.each([
    ['light', ''],
    ['dark', '/ar'],
  ] as const)('breaks no rule of WCAG 2.2 AA with hits on a phone, %s', async (colorScheme, language) => {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    await onArchive(
      async (page) => {
        await look(page, 'disk', /20|٢٠/)
        expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
          0,
        )
        await page.evaluate(axe)
        const { violations } = (await page.evaluate('axe.run(document)')) as AxeResults
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).toEqual([])
      },
      { language, colorScheme, viewport: { width: 320, height: 640 } },
    )
  })
})
