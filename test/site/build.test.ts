import { createHash } from 'node:crypto'
import { access, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildSite } from '../../src/commands/build-site.ts'
import { builtSite, engine } from './built.ts'
import { sampleSnapshot } from './sample.ts'

let site: Awaited<ReturnType<typeof builtSite>>
let again: Awaited<ReturnType<typeof builtSite>>
beforeAll(async () => {
  // At once, as two jobs on one machine would.
  ;[site, again] = await Promise.all([builtSite(sampleSnapshot()), builtSite(sampleSnapshot())])
}, 120_000)
afterAll(async () => {
  await Promise.all([site?.remove(), again?.remove()])
})

const read = (path: string) => readFile(join(site.out, path), 'utf8')

async function files(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}

async function digest(folder: string): Promise<Record<string, string>> {
  const names = await files(folder)
  const sums = names.map(async (name) =>
    createHash('sha256')
      .update(await readFile(join(folder, name)))
      .digest('hex'),
  )
  return Object.fromEntries((await Promise.all(sums)).map((sum, index) => [names[index], sum]))
}

describe('a built site', () => {
  test('holds every page and file that the site map names', async () => {
    const names = await files(site.out)
    for (const name of [
      'index.html',
      '404.html',
      'components/api/index.html',
      'incidents/index.html',
      'incidents/2026-11-21-api-errors/index.html',
      'incidents/2026-11-12-störung-日本/index.html',
      'incidents/2026-11-24-network/index.html',
      'history/2026-11/index.html',
      'history/2026-09/index.html',
      'uptime/index.html',
      'maintenance/index.html',
      'subscribe/index.html',
      'reports/2026-10/index.html',
      'search/en-1.json',
      'feed.xml',
      'version.json',
      'api/v2/summary.json',
      'api/v2/incidents/2026-11-21-api-errors.json',
    ]) {
      expect(names).toContain(name)
    }
    // What other sites embed, and the style of incidents' pages; all others carry their own.
    expect(names.filter((name) => /\.(m?js|css)$/.test(name))).toEqual(['embed.js', 'style.css'])
  })

  test('is the same byte for byte when the same input is built again', async () => {
    expect(await digest(again.out)).toEqual(await digest(site.out))
  })

  test('weighs at most 14 KB for the home page with 20 components and 90 days, in at most 2 requests', async () => {
    const html = await read('index.html')
    const subresources = [
      ...html.matchAll(/<(?:script|img|iframe)[^>]+src=|<link[^>]+rel="(?:stylesheet|icon|preload)"[^>]*>/g),
    ]
    const weight = gzipSync(html).length + gzipSync(await read('favicon.svg')).length
    expect(weight).toBeLessThanOrEqual(14 * 1024)
    expect(1 + subresources.length).toBeLessThanOrEqual(2)
  })

  test('carries at most 2.5 KB of script when compressed: 2 for what is fresh, the rest for the theme', async () => {
    const scripts = [...(await read('index.html')).matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text]) => text!)
    expect(scripts.length).toBeLessThanOrEqual(4)
    const fresh = scripts.at(-1)!
    expect(gzipSync(fresh).length).toBeLessThanOrEqual(2048)
    // What is known before the page is drawn: the theme, whether it is out of date, who reads.
    expect(gzipSync(scripts.slice(0, -1).join('')).length).toBeLessThanOrEqual(512)
  })

  test('allows by its policy only the style and the script it carries', async () => {
    for (const page of [
      'index.html',
      '404.html',
      'components/api/index.html',
      'incidents/2026-10-30-hostile/index.html',
    ]) {
      const html = await read(page)
      const policy = html.match(/Content-Security-Policy" content="([^"]*)"/)![1]!
      // Angle brackets need no escape inside an attribute: some of what looks like an element here is a title.
      const textsOf = (tag: string) =>
        [...html.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))].map(
          ([, text]) => `'sha256-${createHash('sha256').update(text!).digest('base64')}'`,
        )
      const allowed = (tag: string) => policy.match(new RegExp(`${tag}-src ([^;]*)`))![1]!.split(' ')
      expect(policy).toContain("default-src 'none'")
      const linked = html.includes('<link rel="stylesheet"') ? ["'self'"] : []
      expect(textsOf('script')).toEqual(expect.arrayContaining(allowed('script')))
      expect(allowed('script')).toContain(textsOf('script').at(-1))
      expect([...linked, ...textsOf('style')].sort()).toEqual([...new Set(allowed('style'))].sort())
      const tags = [...html.matchAll(/<[a-z]\w*((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/g)].map(
        ([, attributes]) => attributes!,
      )
      const names = tags.flatMap((attributes) =>
        [...attributes.matchAll(/\s([\w:-]+)(?:="[^"]*")?/g)].map(([, name]) => name!),
      )
      expect(names.length).toBeGreaterThan(50)
      expect(names.filter((name) => /^(on|style$)/.test(name))).toEqual([])
    }
  })

  test('shows what is unknown as no recent data and never as operational', async () => {
    const html = await read('components/ruh/index.html')
    expect(html).toContain('No recent data')
    expect(html).not.toContain('Operational')
  })

  test('says when it was checked and until when that holds, without script', async () => {
    const html = (await read('index.html')).replaceAll(/<[^>]+>/g, '')
    expect(html).toContain('Checked 10:04 UTC, next by 11:04 UTC')
  })

  test('says which commit and run it was made of', async () => {
    expect(JSON.parse(await read('version.json'))).toEqual({
      commit: '0123456789abcdef0123456789abcdef01234567',
      run: '42.1',
      checked_at: '2026-11-21T10:04:00Z',
      fresh_until: '2026-11-21T11:04:00Z',
    })
  })
})

/** Of schema.org's types those that we use, with what search engines ask of each. */
const asked: Record<string, string[]> = {
  WebSite: ['name', 'inLanguage', 'publisher'],
  LiveBlogPosting: ['headline', 'datePublished', 'dateModified', 'coverageStartTime', 'liveBlogUpdate', 'author'],
  Event: ['name', 'startDate', 'endDate', 'eventStatus', 'eventAttendanceMode', 'location', 'organizer'],
  Article: ['headline', 'datePublished', 'dateModified', 'author'],
}

describe('the data for search engines', () => {
  test.each([
    ['', 'WebSite'],
    ['incidents/2026-11-17-db-failover/', 'LiveBlogPosting'],
    ['incidents/2026-10-30-hostile/', 'LiveBlogPosting'],
    ['incidents/2026-11-24-network/', 'Event'],
    ['incidents/tls-12-ends/', 'Article'],
  ])('of /%s is a whole %s', async (path, type) => {
    const html = await read(`${path}index.html`)
    const found = [...html.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)]
    expect(found).toHaveLength(1)
    const data = JSON.parse(found[0]![1]!)
    expect(data).toMatchObject({
      '@context': 'https://schema.org',
      '@type': type,
      url: `https://status.acme.example/${path}`,
    })
    for (const name of asked[type]!) expect(data[name], name).toBeTruthy()
    for (const [name, value] of Object.entries(data))
      if (/Date$|^date|Time$/.test(name)) expect(value, name).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    for (const update of data.liveBlogUpdate ?? [])
      expect(update).toMatchObject({ '@type': 'BlogPosting', datePublished: expect.any(String) })
  })
})

describe('where a build goes', () => {
  test('leaves no folder of its own behind, in the engine or beside the site', async () => {
    await expect(access(join(engine, 'file:'))).rejects.toThrow()
    expect(await readdir(join(site.out, '..'))).toEqual(['site'])
  })

  test('refuses to replace a folder that holds something else', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'candor-out-'))
    await writeFile(join(folder, 'letters.txt'), 'mine')
    const build = buildSite(sampleSnapshot(), { out: folder, root: engine })
    await expect(build).rejects.toThrow('no Candor site')
    expect(await readdir(folder)).toEqual(['letters.txt'])
    await rm(folder, { recursive: true })
  })

  test('refuses to replace the folder with components.yml, or one around it', async () => {
    await expect(buildSite(sampleSnapshot(), { out: engine, root: engine })).rejects.toThrow('would be replaced')
    await expect(buildSite(sampleSnapshot(), { out: join(engine, '..'), root: engine })).rejects.toThrow(
      'would be replaced',
    )
  })
})
