import { readdir } from 'node:fs/promises'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listen } from '../../src/commands/listen.ts'
import { staticServer } from '../../src/commands/static-server.ts'
import { launch, skipWithoutBrowser } from '../browser/chromium.ts'
import { builtSite } from '../site/built.ts'
import { type Harm, provoke, watched } from './canary.ts'
import { hostilePage, idOf, now } from './hostile-page.ts'
import { vectors } from './vectors.ts'

const snapshot = hostilePage()
let site: Awaited<ReturnType<typeof builtSite>>
let origin: string
let browser: Browser
let close = () => {}

beforeAll(async () => {
  if (skipWithoutBrowser) return
  ;[site, browser] = await Promise.all([builtSite(snapshot), launch()])
  const server = staticServer(site.out)
  origin = await listen(server, 0)
  close = () => {
    server.closeAllConnections()
    server.close()
  }
}, 180_000)
afterAll(async () => {
  close()
  await Promise.all([browser?.close(), site?.remove()])
})

/** Runs in the page: what stands in it that a text of a person may not bring along. */
function foreign(): string[] {
  const found: string[] = []
  for (const one of document.querySelectorAll('main *, header *, footer *')) {
    const name = one.localName
    if (
      /^(script|style|iframe|object|embed|form|input|button|base|meta|link|img|video|audio|math|template)$/.test(name)
    ) {
      if (one.closest('[data-own]') === null && one.closest('.prose') !== null) found.push(`<${name}>`)
      if (/^(iframe|object|embed|base|math|meta)$/.test(name)) found.push(`<${name}>`)
    }
    for (const { name: attribute, value } of one.attributes) {
      if (/^on/.test(attribute)) found.push(`${attribute} of <${name}>`)
      if (/^(href|src|action|formaction|xlink:href|poster|background|ping|srcset)$/.test(attribute)) {
        const address = new URL(value, location.href)
        // The page itself offers its calendar to programs.
        const calendar = value === 'webcal://status.acme.example/maintenance.ics'
        if (!calendar && !/^(https?|mailto):$/.test(address.protocol)) found.push(`${attribute}=${value}`)
        if (attribute !== 'href' && address.origin !== location.origin) found.push(`${attribute}=${value}`)
      }
      if (
        /^(style|id|name|class|srcdoc|target)$/.test(attribute) &&
        one.closest('.prose') !== null &&
        !one.matches('.prose')
      )
        found.push(`${attribute}=${value} of <${name}>`)
    }
  }
  const body = getComputedStyle(document.body)
  if (body.display === 'none' || body.visibility !== 'visible') found.push('the page is hidden')
  const over = document.documentElement.scrollWidth - window.innerWidth
  if (over > 0) found.push(`it is ${over} px wider than the screen`)
  const [header, main, footer] = ['header.site', 'main', 'footer.site'].map((one) =>
    document.querySelector(one)?.getBoundingClientRect(),
  )
  if (!header || !main || !footer || header.bottom > main.top + 1 || main.bottom > footer.top + 1)
    found.push('header, main and footer do not stand one below the other')
  return found
}

/** Every page that a vector is on, in a few tabs side by side. */
async function openAll(paths: string[]): Promise<{ harm: Harm; found: string[]; errors: string[] }> {
  const context: BrowserContext = await browser.newContext({ viewport: { width: 320, height: 640 } })
  await context.clock.setFixedTime(new Date(now))
  const harm = await watched(context, (url) => url.startsWith(`${origin}/`))
  const found: string[] = []
  const errors: string[] = []
  const queue = [...paths]
  const tab = async () => {
    const page = await context.newPage()
    page.on('pageerror', (error) => errors.push(error.message))
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      const answer = await page.goto(`${origin}${path}`, { waitUntil: 'load' })
      if (answer!.status() !== 200) found.push(`${path}: ${answer!.status()}`)
      await provoke(page, 'main')
      found.push(...(await page.evaluate(foreign)).map((what) => `${path}: ${what}`))
      if (page.url() !== `${origin}${path}`) found.push(`${path}: led to ${page.url()}`)
    }
  }
  await Promise.all([tab(), tab(), tab()])
  await context.close()
  return { harm, found, errors }
}

const shown = new Set(snapshot.incidents.map(({ id }) => id))
const deep = process.env['CANDOR_DEEP'] !== undefined
const quiet = { harm: { ran: [], asked: [] }, found: [], errors: [] }

describe.skipIf(skipWithoutBrowser)(`${vectors.length} hostile texts, opened in a browser`, () => {
  test('are all on the page: none was lost, but for files that are no text', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(200)
    const lost = vectors.filter((_, index) => !shown.has(idOf(index)))
    expect(lost.filter((vector) => !vector.includes('\0'))).toEqual([])
    expect(lost).toHaveLength(2)
  })

  test('run nothing, ask for nothing and break out of nothing where they are listed', async () => {
    const files = await readdir(site.out, { recursive: true })
    const paths = files
      .filter(
        (file) => /(^|\/)index\.html$/.test(file) && !/^incidents\/./.test(file.replace('incidents/index.html', '')),
      )
      .map((file) => `/${file.slice(0, -'index.html'.length)}`)
    expect(paths).toEqual(expect.arrayContaining(['/', '/incidents/', '/history/2026-11/', '/components/c-0/']))
    expect(await openAll(paths)).toEqual(quiet)
  }, 120_000)

  test('run nothing, ask for nothing and break out of nothing on pages of their own', async () => {
    // Every one of them stands on a page that is opened above; on its own each tenth, in the deep run every one; their texts all run through test/hostile/rendered.
    const paths = vectors.flatMap((_vector, index) =>
      shown.has(idOf(index)) && (deep || index % 10 === 0) ? [`/incidents/${idOf(index)}/`] : [],
    )
    expect(await openAll(paths)).toEqual(quiet)
  }, 300_000)
})
