import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audiencePage, secretWord } from './audience-page.ts'
import { builtSite } from './built.ts'

let shown: Awaited<ReturnType<typeof builtSite>>
let names: string[]
beforeAll(async () => {
  shown = await builtSite(audiencePage('public'))
  const entries = await readdir(shown.out, { recursive: true, withFileTypes: true })
  names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(shown.out.length + 1))
}, 120_000)
afterAll(() => shown?.remove())

const read = (path: string) => readFile(join(shown.out, path), 'utf8')

describe('the page for everybody', () => {
  test('holds not one byte of what is internal: no name, id or text, in no file and no file name', async () => {
    // The page for the team has all of it, so that the look below looks for something.
    expect(JSON.stringify(audiencePage('internal')).match(new RegExp(secretWord, 'gi'))!.length).toBeGreaterThan(50)
    const found = names.filter((name) => name.toLowerCase().includes(secretWord))
    for (const name of names) {
      const bytes = await readFile(join(shown.out, name))
      if (bytes.toString('latin1').toLowerCase().includes(secretWord)) found.push(name)
    }
    expect(found).toEqual([])
    expect(names.length).toBeGreaterThan(40)
  })

  test('keeps what is public of a post that names both', async () => {
    const { incident } = JSON.parse(await read('api/v2/incidents/2026-11-21-api.json'))
    expect(incident.components.map((one: { id: string }) => one.id)).toEqual(['api'])
    expect(incident.impact).toBe('critical')
  })
})

describe('what machines find on a built page', () => {
  test('is every file of the site map', () => {
    for (const name of [
      ...['feed.xml', 'rss.xml', 'feed.json', 'maintenance.ics', 'status.txt', 'embed.js', 'og.png', 'version.json'],
      ...['sitemap.xml', 'robots.txt', 'api/uptime.json', 'components/api/feed.xml', 'components/old-api/feed.xml'],
      ...['badges/all/status.svg', 'badges/all/uptime.json', 'badges/api/status.json', 'badges/old-api/uptime.svg'],
      ...['summary', 'status', 'components', 'incidents', 'incidents/unresolved', 'scheduled-maintenances'].map(
        (list) => `api/v2/${list}.json`,
      ),
      ...['upcoming', 'active'].map((list) => `api/v2/scheduled-maintenances/${list}.json`),
    ]) {
      expect(names).toContain(name)
    }
  })

  test('is a sitemap of all pages, in each language, and of nothing else', async () => {
    const listed = [...(await read('sitemap.xml')).matchAll(/<loc>([^<]*)<\/loc>/g)].map(
      ([, url]) => new URL(url!).pathname,
    )
    const pages = await Promise.all(
      names
        .filter((name) => name.endsWith('index.html'))
        .map(async (name) =>
          (await read(name)).includes('name="robots" content="noindex"') ? [] : [`/${name.slice(0, -10)}`],
        ),
    )
    expect(listed.map(decodeURIComponent).sort()).toEqual(pages.flat().sort())
    expect(listed).toContain('/de/components/api/')
  })

  test('is a page at each former address that leads on, in each language', async () => {
    expect(await read('components/old-api/index.html')).toContain('url=/components/api/"')
    expect(await read('de/components/old-api/index.html')).toContain('url=/de/components/api/"')
    expect(await read('de/components/old-api/index.html')).toContain('>Öffentliche API</a>')
    expect(await read('incidents/api-20261121T100000Z/index.html')).toContain('url=/incidents/2026-11-21-api/"')
  })

  test.each([
    ['incidents/abc123def456/', '/incidents/2026-11-21-api/', 'The API fails'],
    ['incident/7/', '/incidents/2026-11-21-api/', 'The API fails'],
    ['history/api/', '/components/api/', 'Public API'],
    ['history/', '/incidents/', 'Incidents'],
    ['de/history/', '/de/incidents/', 'Vorfälle'],
    ['posts/', '/', 'Acme Status'],
    // What stands below a language is that language's own.
    ['de/posts/', '/de/', 'Acme Status'],
  ])('is at %s, where another page had it, a page that leads to %s', async (from, to, name) => {
    const html = await read(`${from}index.html`)
    expect(html).toContain(`url=${to}"`)
    expect(html).toContain(`>${name}</a>`)
  })

  test.each([
    ['history.atom', 'feed.xml'],
    ['history.rss', 'rss.xml'],
    ['alt/index.xml', 'rss.xml'],
    ['affected/api.v2/index.xml', 'components/api/feed.xml'],
  ])('is at %s, which readers of an earlier page ask, the feed itself', async (old, now) => {
    expect(await read(old)).toBe(await read(now))
  })

  test('leaves the home page of a language as it is, whatever leads elsewhere', async () => {
    expect(await read('de/index.html')).not.toContain('http-equiv="refresh"')
  })

  test('is, in each page, where its feeds are and what to show of a link to it', async () => {
    const html = await read('components/api/index.html')
    for (const [type, path] of [
      ['application/atom+xml', '/feed.xml'],
      ['application/rss+xml', '/rss.xml'],
      ['application/feed+json', '/feed.json'],
      ['application/atom+xml', '/components/api/feed.xml'],
    ]) {
      expect(html).toMatch(
        new RegExp(
          `<link rel="alternate" type="${type!.replace('+', '\\+')}"[^>]*href="https://status.acme.example${path}"`,
        ),
      )
    }
    expect(html).toContain('<meta property="og:image" content="https://status.acme.example/og.png">')
    // Chat programs keep it for days: it says nothing of how things stand.
    const said = [...html.matchAll(/<meta property="og:(?:title|description)" content="([^"]*)"/g)].map(
      ([, text]) => text,
    )
    expect(said).toEqual(['Public API', 'Acme Status'])
  })

  test('is a picture of 1200 x 630 that is the same whatever happens', async () => {
    const png = await readFile(join(shown.out, 'og.png'))
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630])
  })

  test('is JSON-LD that says what an incident and the site are', async () => {
    const dataOf = async (path: string) =>
      JSON.parse(/<script type="application\/ld\+json">([^<]*)<\/script>/.exec(await read(path))![1]!)
    expect(await dataOf('index.html')).toMatchObject({ '@type': 'WebSite', name: 'Acme Status' })
    expect(await dataOf('incidents/2026-11-21-api/index.html')).toMatchObject({
      '@type': 'LiveBlogPosting',
      headline: 'The API fails',
    })
  })
})
