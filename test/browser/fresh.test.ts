import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { staticServer } from '../../src/commands/static-server.ts'
import { builtSite } from '../site/built.ts'
import { snapshotOf } from '../status/page-of.ts'
import { launch, skipWithoutBrowser } from './chromium.ts'

const config = `candor: 1
site: { name: Acme, url: https://status.acme.example }
defaults: { stale_after: 40m }
groups: [{ id: more, name: More, collapsed: true }]
components:
  - { id: api, name: API, check: { type: http, url: https://api.acme.example/ } }
  - { id: web, name: Website, check: { type: http, url: https://acme.example/ } }
  - { id: mail, name: E-mail, group: more, check: { type: http, url: https://mail.acme.example/ } }
`
const checks = {
  '2026-11-21.csv': `time,run,api,web,mail,end_mark
2026-11-21T10:00:00Z,a.1,80,90,70,.
2026-11-21T10:05:00Z,a.2,81,91,71,.
`,
}
const work = `---
title: Faster disks
components: [api]
maintenance: { start: 2026-11-21 10:15 UTC, end: 2026-11-21 10:25 UTC }
---

## Scheduled · 2026-11-20 09:00 UTC

We exchange the disks.
`
const errors = `# Errors at login

## Investigating · 2026-11-21 10:06 UTC {web=major}

Nobody can log in. We look into it.
`
const identified = `${errors}
## Identified · 2026-11-21 10:07 UTC

A certificate ran out. We exchange it.
`

let browser: Browser
let server: Server
let origin: string
let sites: Record<'calm' | 'incident' | 'update', Awaited<ReturnType<typeof builtSite>>>
/** Which of them is the page now, and what was asked of it. */
let shown: keyof typeof sites
let asked: string[]
/** What the server says of the age of all its files; null: nothing. */
let dated: string | null

beforeAll(async () => {
  if (skipWithoutBrowser) return
  const site = (incidents: Record<string, string>, now: string) =>
    builtSite(snapshotOf({ config, checks, incidents: { work, ...incidents }, now: `2026-11-21T${now}Z` }))
  const [calm, incident, update] = await Promise.all([
    site({}, '10:05:30'),
    site({ errors }, '10:06:30'),
    site({ errors: identified }, '10:07:30'),
  ])
  sites = { calm, incident, update }
  const servers = Object.fromEntries(Object.entries(sites).map(([name, { out }]) => [name, staticServer(out, '')]))
  server = createServer((request, response) => {
    asked.push(request.url!)
    if (dated !== null) response.setHeader('last-modified', dated)
    servers[shown]!.emit('request', request, response)
  }).listen(0, '127.0.0.1')
  origin = await new Promise((resolve) => {
    server.once('listening', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })
  browser = await launch()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
  for (const site of Object.values(sites ?? {})) await site.remove()
})
beforeEach(() => {
  shown = 'calm'
  asked = []
  dated = null
})

/** A page at 10:06:30, whose clock goes on only when told; with all it did that it should not have. */
async function withPage(use: (page: Page) => Promise<void>, { zone = 'UTC', height = 800 } = {}): Promise<void> {
  const context = await browser.newContext({ timezoneId: zone, viewport: { width: 390, height } })
  const faults: string[] = []
  const page = await context.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('request', (request) => {
    if (!request.url().startsWith(origin)) faults.push(`asked ${request.url()}`)
  })
  try {
    await page.clock.install({ time: new Date('2026-11-21T10:06:00Z') })
    await page.goto(`${origin}/`)
    await page.waitForLoadState('networkidle')
    await page.clock.pauseAt(new Date('2026-11-21T10:06:30Z'))
    await use(page)
    expect(faults).toEqual([])
    expect(await context.cookies()).toEqual([])
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0])
  } finally {
    await context.close()
  }
}

/** Lets a minute pass, and waits until what was asked has come. */
async function nextMinute(page: Page): Promise<void> {
  const answer = page.waitForResponse(`${origin}/`)
  await page.clock.runFor(60_000)
  await (await answer).finished()
  // The clock stands; messages still go round, and each is a turn of the page's event loop.
  for (let turn = 0; turn < 5; turn += 1) {
    await page.evaluate(() => {
      const { port1, port2 } = new MessageChannel()
      return new Promise<void>((resolve) => {
        port1.onmessage = () => resolve()
        port2.postMessage(null)
      })
    })
  }
}

const banner = (page: Page) => page.locator('.banner:visible h2').textContent()
const voice = (page: Page) => page.locator('[role=status]').textContent()

describe.skipIf(skipWithoutBrowser)('an open page', () => {
  test("shows times in the reader's zone", async () => {
    await withPage(
      async (page) => {
        expect(await page.locator('.banner:visible time').first().textContent()).toBe('15:35 GMT+5:30')
        expect(await page.locator('.banner:visible time').first().getAttribute('title')).toBe('10:05 UTC')
      },
      { zone: 'Asia/Kolkata' },
    )
  })

  test('asks for itself on load and every minute, and for nothing else, an hour long', async () => {
    await withPage(async (page) => {
      expect(asked.filter((path) => path !== '/favicon.svg')).toEqual(['/', '/'])
      asked = []
      for (let minute = 0; minute < 60; minute += 1) await nextMinute(page)
      expect(asked).toEqual(Array(60).fill('/'))
    })
  })

  test('asks nothing while nobody looks, and at once when somebody does again', async () => {
    await withPage(async (page) => {
      const look = (hidden: boolean) =>
        page.evaluate((value) => {
          Object.defineProperty(document, 'hidden', { value, configurable: true })
          document.dispatchEvent(new Event('visibilitychange'))
        }, hidden)
      await look(true)
      asked = []
      await page.clock.runFor(10 * 60_000)
      expect(asked).toEqual([])
      const answer = page.waitForResponse(`${origin}/`)
      await look(false)
      await answer
      expect(asked).toEqual(['/'])
    })
  })

  test('takes in a new incident and says it, keeping focus, scroll and open panels', async () => {
    await withPage(
      async (page) => {
        await page.locator('summary', { hasText: 'More' }).click()
        await page.locator('#c-web h3 a').focus()
        await page.evaluate(() => document.querySelector('#c-web')!.scrollIntoView())
        const place = () =>
          page.evaluate(() => Math.round(document.querySelector('#c-web')!.getBoundingClientRect().top))
        const before = await place()
        shown = 'incident'
        await nextMinute(page)
        await page.locator('article.open h3', { hasText: 'Errors at login' }).waitFor()
        expect(await page.locator('#c-web .status:visible').textContent()).toBe('Major outage')
        expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Website')
        expect(await page.locator('details', { hasText: 'E-mail' }).getAttribute('open')).not.toBeNull()
        expect(Math.abs((await place()) - before)).toBeLessThanOrEqual(1)
        expect(await voice(page)).toContain('Nobody can log in')

        shown = 'update'
        await nextMinute(page)
        await page.locator('article.open', { hasText: 'A certificate ran out' }).waitFor()
        expect(await voice(page)).toContain('A certificate ran out')
        expect(await voice(page)).not.toContain('Nobody can log in')

        shown = 'calm'
        await nextMinute(page)
        expect(await banner(page)).toBe('All Systems Operational')
        expect(await voice(page)).toBe('All Systems Operational')
      },
      { height: 400 },
    )
  })

  test.each(['Thu, 01 Jan 1970 00:00:00 GMT', 'Thu, 01 Jan 1970 00:00:01 GMT'])(
    'takes in what is new from a server that dates all its files %s',
    async (date) => {
      dated = date
      await withPage(async (page) => {
        shown = 'incident'
        await nextMinute(page)
        expect(await page.locator('article.open h3').first().textContent()).toContain('Errors at login')
      })
    },
  )

  test('passes over a first answer that is dated as the page itself', async () => {
    dated = 'Sat, 21 Nov 2026 10:05:30 GMT'
    await withPage(async (page) => {
      // Something else under the same date: it is not taken in only where the date is believed.
      await page.route(`${origin}/`, async (route) => {
        shown = route.request().isNavigationRequest() ? 'calm' : 'incident'
        await route.continue()
      })
      const answer = page.waitForResponse((response) => !response.request().isNavigationRequest())
      await page.reload()
      await page.clock.runFor(1000)
      await (await answer).finished()
      expect(await banner(page)).toBe('All Systems Operational')
      await nextMinute(page)
      expect(await page.locator('article.open h3').first().textContent()).toContain('Errors at login')
    })
  })

  test('says nothing aloud when nothing happened', async () => {
    await withPage(async (page) => {
      for (let minute = 0; minute < 3; minute += 1) await nextMinute(page)
      expect(await voice(page)).toBe('')
    })
  })

  test('flips a maintenance at its minute, and back, without a newer page', async () => {
    await withPage(async (page) => {
      const status = () => page.locator('#c-api .status:visible').textContent()
      await page.clock.runFor((8 * 60 + 29) * 1000)
      expect([await banner(page), await status()]).toEqual(['All Systems Operational', 'Operational'])
      await page.clock.runFor(1000)
      expect([await banner(page), await status()]).toEqual(['Service Under Maintenance', 'Under maintenance'])
      expect(await page.locator('article .tag:visible').textContent()).toBe('In progress')
      expect(await voice(page)).toBe('Service Under Maintenance')
      await page.clock.runFor(10 * 60_000)
      expect([await banner(page), await status()]).toEqual(['All Systems Operational', 'Operational'])
      expect(await page.locator('article .tag:visible').textContent()).toBe('Completed')
    })
  })

  test('no longer says that all is well when it is past its time', async () => {
    await withPage(async (page) => {
      const stale = page.locator('.stale')
      await page.clock.runFor((38 * 60 + 29) * 1000)
      expect([await stale.isVisible(), await banner(page)]).toEqual([false, 'All Systems Operational'])
      await page.clock.runFor(1000)
      expect([await stale.isVisible(), await banner(page)]).toEqual([true, 'No recent data'])
      expect(await page.locator('#c-web .status:visible').textContent()).toBe('No recent data')
      expect(await voice(page)).toMatch(/out of date/)
    })
  })

  test('says that it is past its time before the rest of it came, so that nothing jumps', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.clock.install({ time: new Date('2026-11-21T12:00:00Z') })
    await page.route(`${origin}/`, async (route) => {
      const html = await (await route.fetch()).text()
      await route.fulfill({ contentType: 'text/html', body: html.slice(0, html.indexOf('<footer')) })
    })
    await page.goto(`${origin}/`)
    expect(await page.locator('.stale').isVisible()).toBe(true)
    await context.close()
  })

  test('tells a day of the bars by arrow keys, one tab stop a row', async () => {
    await withPage(async (page) => {
      await page.locator('#c-api h3 a').focus()
      await page.keyboard.press('Tab')
      const bars = page.locator('#c-api svg.bars')
      expect(await bars.evaluate((e) => e === document.activeElement)).toBe(true)
      expect(await bars.getAttribute('aria-valuetext')).toBe('21 Nov: No problems')
      await page.keyboard.press('ArrowLeft')
      expect(await bars.getAttribute('aria-valuetext')).toBe('20 Nov: No data')
      expect(await page.locator('#c-api .told').textContent()).toBe('20 Nov: No data')
      await nextMinute(page)
      expect(await bars.evaluate((e) => e === document.activeElement)).toBe(true)
      await page.keyboard.press('Home')
      expect(await bars.getAttribute('aria-valuetext')).toBe('24 Aug: No data')
      await page.keyboard.press('Tab')
      expect(await page.locator('#c-api .told').count()).toBe(0)
      expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/uptime$/)
    })
  })

  test('is complete without script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${origin}/`)
    expect(await page.locator('.banner:visible').textContent()).toMatch(
      /All Systems Operational\s*Checked 10:05 UTC, next by 10:45 UTC/,
    )
    expect(await page.locator('.stale').isVisible()).toBe(false)
    await context.close()
  })
})
