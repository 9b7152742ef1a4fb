import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import type { Browser, Page, Route } from 'playwright-core'
import { Statuspage } from 'statuspage.io'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listen } from '../../src/commands/listen.ts'
import { launch, skipWithoutBrowser } from './chromium.ts'
import { servedSite } from './served.ts'

const require = createRequire(import.meta.url)
const run = promisify(execFile)

/** A program of somebody who uses the client, in a process of its own: the client's undici 5 bears no newer one beside it. */
const aeroProgram = `
const { StatusPageClient, maintenances } = require('@aero/statuspage')
// One for each question: a client remembers the way of its last one and adds the next to it.
const client = () => new StatusPageClient(process.argv[1])
const name = (one) => one.name
;(async () => {
  const summary = await client().summary()
  console.log(JSON.stringify({
    page: [summary.page.name, summary.page.url],
    description: summary.status.description,
    tree: summary.components.map((one) => [one.name, one.children.map(name)]),
    update: summary.incidents[0].updates[0].status,
    indicator: (await client().status()).status.indicator,
    components: (await client().components()).map(name),
    incidents: (await client().incidents()).length,
    unresolved: (await client().incidents(true)).map(name),
    maintenances: (await client().maintenances(maintenances.ALL)).length,
    active: (await client().maintenances(maintenances.ACTIVE)).map((one) => one.status),
    upcoming: (await client().maintenances(maintenances.UPCOMING)).map((one) => one.status),
  }))
})()
`

let status: Awaited<ReturnType<typeof servedSite>>
let browser: Browser
let customer: { origin: string; server: Server }
/** What the customer's site answers on `/`; its policy comes along. */
let shown = { html: '', policy: '' }

beforeAll(async () => {
  status = await servedSite('', ['en', 'ar'])
  if (!skipWithoutBrowser) browser = await launch()
  const widget = await readFile(require.resolve('@statuspage/status-widget/dist/index.js'))
  const server = createServer((request, response) => {
    if (request.url === '/widget.js') response.setHeader('content-type', 'text/javascript').end(widget)
    else if (request.url !== '/') response.writeHead(204).end()
    else {
      if (shown.policy !== '') response.setHeader('content-security-policy', shown.policy)
      response.setHeader('content-type', 'text/html').end(shown.html)
    }
  })
  customer = { server, origin: await listen(server, 0) }
}, 120_000)
afterAll(async () => {
  customer?.server.closeAllConnections()
  customer?.server.close()
  await Promise.all([browser?.close(), status?.close()])
})

describe('npm clients, unmodified', () => {
  test('@aero/statuspage reads the summary, the tree of components, incidents and maintenances', async () => {
    const { stdout } = await run(process.execPath, ['-e', aeroProgram, status.origin], { cwd: import.meta.dirname })
    const seen = JSON.parse(stdout)
    expect(seen).toMatchObject({
      page: ['Acme Status', 'https://acme.example'],
      description: 'Minor Service Outage',
      update: 'identified',
      indicator: 'minor',
      components: ['Core platform', 'Edge network', 'Messages', 'For people'],
      incidents: 5,
      unresolved: ['Elevated error rates on the API'],
      maintenances: 3,
      active: ['in_progress'],
      upcoming: ['scheduled'],
    })
    expect(seen.tree[0]).toEqual([
      'Core platform',
      ['Public API', 'Web application', 'Sign-in & single sign-on', 'Database', 'Background jobs'],
    ])
  })

  test('statuspage.io reads every list it knows, through its own setApiUrl', async () => {
    const client = new Statuspage('acme')
    client.setApiUrl(status.origin)
    const { api } = client
    expect((await api.getStatus()).status.indicator).toBe('minor')
    expect((await api.getComponents()).components).toHaveLength(24)
    const summary = await api.getSummary()
    expect(summary.incidents).toHaveLength(1)
    expect(summary.scheduled_maintenances).toHaveLength(2)
    expect((await api.incidents.getAll()).incidents).toHaveLength(5)
    expect((await api.incidents.getUnresolved()).incidents).toHaveLength(1)
    // It asks for the upcoming ones three times, whatever the name: its own mistake.
    for (const list of ['getUpcoming', 'getActive', 'getAll'] as const)
      expect((await api.scheduledMaintenances[list]()).scheduled_maintenances).toHaveLength(1)
  })
})

interface Visit {
  html: string
  policy?: string
  /** The summary it is given instead of the real one; null: none at all. */
  summary?: ((summary: Summary) => void) | null
  now?: string
}
interface Summary {
  status: { indicator: string; description: string }
  incidents: { name: string; shortlink: string }[]
  scheduled_maintenances: unknown[]
  page: { candor: { fresh_until: string; unknown: string[] } }
}
const calm = (summary: Summary) => {
  summary.status = { indicator: 'none', description: 'All Systems Operational' }
  summary.incidents = []
  summary.scheduled_maintenances = []
  summary.page.candor.unknown = []
}

/** Somebody else's page, opened; with everything that went wrong on it and everyone it asked. */
async function visit<T>(
  { html, policy = '', summary, now = '2026-11-21T10:06:00Z' }: Visit,
  use: (page: Page, seen: { errors: string[]; asked: string[] }) => Promise<T>,
): Promise<T> {
  shown = { html: `<!doctype html><html lang="en"><title>Customer</title><body><h1>Shop</h1>${html}`, policy }
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } })
  const seen = { errors: [] as string[], asked: [] as string[] }
  const page = await context.newPage()
  page.on('pageerror', (error) => seen.errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && seen.errors.push(message.text()))
  page.on('request', (request) => seen.asked.push(request.url()))
  if (summary === null) await page.route('**/summary.json', (route) => route.abort())
  else if (summary !== undefined) await page.route('**/summary.json', (route) => changed(route, summary))
  try {
    await page.clock.install({ time: new Date(now) })
    await page.goto(`${customer.origin}/`, { waitUntil: 'networkidle' })
    return await use(page, seen)
  } finally {
    await context.close()
  }
}

async function changed(route: Route, change: (summary: Summary) => void): Promise<void> {
  const answer = await route.fetch()
  const json = (await answer.json()) as Summary
  change(json)
  await route.fulfill({ response: answer, json })
}

const embed = (attributes = '', folder = '') =>
  `<script src="${status.origin}/${folder}embed.js" ${attributes}></script>`
const strict = () => `default-src 'none'; script-src ${status.origin}; connect-src ${status.origin}`

describe.skipIf(skipWithoutBrowser)("Atlassian's own widget", () => {
  test.each(['basic', 'badge'])('shows the status, as %s', async (appearance) => {
    const html = `<statuspage-widget src="${status.origin}" appearance="${appearance}"></statuspage-widget><script src="/widget.js"></script>`
    await visit({ html }, async (page, { errors }) => {
      const widget = page.locator('statuspage-widget')
      await widget.getByText('Minor Service Outage').waitFor()
      expect(await widget.locator('.status-indicator').getAttribute('class')).toContain('minor')
      // Its own bundle looks for a global of the tool that made it, once it has drawn itself.
      expect(errors.filter((error) => error !== 'parcelRequire is not defined')).toEqual([])
    })
  })
})

describe.skipIf(skipWithoutBrowser)('embed.js', () => {
  test('is at most 2 KB when compressed', async () => {
    const script = await readFile(join(status.out, 'embed.js'))
    expect(gzipSync(script).length).toBeLessThanOrEqual(2048)
  })

  test('puts a banner with the open incident on top of a page whose policy allows no inline style', async () => {
    await visit({ html: embed(), policy: strict() }, async (page, { errors, asked }) => {
      const link = page.getByRole('status').getByRole('link')
      expect(await link.innerText()).toBe('Elevated error rates on the API')
      expect(await link.getAttribute('href')).toBe('https://acme.example/incidents/2026-11-21-api-errors/')
      const banner = page.getByRole('status')
      expect(await banner.evaluate((one) => getComputedStyle(one).backgroundColor)).not.toBe('rgba(0, 0, 0, 0)')
      expect((await banner.boundingBox())!.y).toBeLessThan(20)
      expect(errors).toEqual([])
      expect(asked.map((url) => url.replace(status.origin, ''))).toEqual([
        `${customer.origin}/`,
        '/embed.js',
        '/api/v2/summary.json',
      ])
    })
  })

  test('can be closed, and comes back for another incident', async () => {
    await visit({ html: embed() }, async (page) => {
      await page.getByRole('button', { name: 'Close' }).click()
      expect(await page.getByRole('status').count()).toBe(0)
      await page.route('**/summary.json', (route) =>
        changed(route, ({ incidents }) => (incidents[0]!.name = 'Another')),
      )
      await page.clock.runFor(301_000)
      await page.getByRole('link', { name: 'Another' }).waitFor()
    })
  })

  test('says nothing in a banner while all is well', async () => {
    await visit({ html: embed(), summary: calm }, async (page) => {
      expect(await page.getByRole('status').count()).toBe(0)
    })
  })

  test('shows a badge where its script stands, also while all is well', async () => {
    await visit({ html: `<p>Status: ${embed('data-style="badge"')}</p>`, summary: calm }, async (page) => {
      expect(await page.locator('p').getByRole('status').innerText()).toBe('All Systems Operational')
      expect(await page.getByRole('link').getAttribute('href')).toBe(`${status.origin}/`)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    })
  })

  test('speaks the language of the pages it lies beside', async () => {
    const html = embed('data-style="badge"', 'ar/')
    await visit({ html, policy: strict(), summary: calm }, async (page, { errors }) => {
      expect(await page.getByRole('status').innerText()).toBe('جميع الأنظمة تعمل')
      expect(await page.getByRole('link').getAttribute('href')).toBe(`${status.origin}/ar/`)
      expect(errors).toEqual([])
    })
  })

  test('says in a badge how things stand, not what happened', async () => {
    await visit({ html: embed('data-style="badge"') }, async (page) => {
      expect(await page.getByRole('status').innerText()).toBe('Minor Service Outage')
    })
  })

  test('shows it where data-target says', async () => {
    const html = `<footer id="here"></footer>${embed('data-style="badge" data-target="#here" async')}`
    await visit({ html, summary: calm }, async (page) => {
      expect(await page.locator('#here').getByRole('status').innerText()).toBe('All Systems Operational')
    })
  })

  test('never says that all is well when nobody has looked', async () => {
    const late = '2026-11-21T12:00:00Z'
    await visit({ html: embed('data-style="badge"'), summary: calm, now: late }, async (page) => {
      expect(await page.getByRole('status').innerText()).toBe('No recent data')
    })
  })

  test('shows a hostile name as text, and no address but one of the web', async () => {
    const hostile = (summary: Summary) => {
      summary.incidents[0]!.name = '<img src=x onerror="window.harmed = 1"><script>window.harmed = 2</script>'
      summary.incidents[0]!.shortlink = 'javascript:window.harmed=3'
    }
    await visit({ html: embed(), summary: hostile }, async (page, { asked }) => {
      const link = page.getByRole('status').getByRole('link')
      expect(await link.innerText()).toContain('<img src=x')
      expect(await link.getAttribute('href')).toBe(`${status.origin}/`)
      expect(await page.evaluate(() => 'harmed' in window)).toBe(false)
      expect(asked).toHaveLength(3)
    })
  })

  test('says nothing, and breaks nothing, when the page cannot be asked', async () => {
    await visit({ html: `${embed()}${embed('data-style="badge"')}`, summary: null }, async (page, { errors }) => {
      expect(await page.getByRole('status').count()).toBe(0)
      expect(await page.locator('h1').innerText()).toBe('Shop')
      // The browser itself tells of the failed request; nothing of ours was thrown.
      expect(errors.filter((error) => !/Failed to load resource/.test(error))).toEqual([])
    })
  })

  test('asks again every five minutes', async () => {
    await visit({ html: embed('data-style="badge"') }, async (page, { asked }) => {
      const before = asked.length
      await page.clock.runFor(16 * 60_000)
      expect(asked.length - before).toBe(3)
    })
  })
})
