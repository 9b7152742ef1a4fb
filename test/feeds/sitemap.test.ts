import { describe, expect, test } from 'vitest'
import { robotsText, sitemapXml } from '../../src/feeds/sitemap.ts'
import { parseInstant } from '../../src/time/instant.ts'

const page = (path: string, languages: string[], changed: string | null = null) => ({
  urls: languages.map((language, index) => ({
    language,
    url: `https://status.acme.example${index === 0 ? '' : `/${language}`}${path}`,
  })),
  changed: changed === null ? null : parseInstant(changed),
})

describe('sitemap.xml', () => {
  test('lists a page and when it changed', () => {
    expect(sitemapXml([page('/', ['en']), page('/incidents/a&b/', ['en'], '2026-11-21T10:00:00Z')])).toBe(
      `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
<url><loc>https://status.acme.example/</loc></url>
<url><loc>https://status.acme.example/incidents/a&amp;b/</loc><lastmod>2026-11-21T10:00:00Z</lastmod></url>
</urlset>
`,
    )
  })

  test('lets the languages of a page name each other, themselves and the default', () => {
    const xml = sitemapXml([page('/', ['en', 'de'])])
    const others =
      '<xhtml:link rel="alternate" hreflang="en" href="https://status.acme.example/"/>' +
      '<xhtml:link rel="alternate" hreflang="de" href="https://status.acme.example/de/"/>' +
      '<xhtml:link rel="alternate" hreflang="x-default" href="https://status.acme.example/"/>'
    expect(xml).toContain(`<url><loc>https://status.acme.example/</loc>${others}</url>`)
    expect(xml).toContain(`<url><loc>https://status.acme.example/de/</loc>${others}</url>`)
  })

  test('has an end', () => {
    const many = Array.from({ length: 12_000 }, (_, index) => page(`/incidents/${index}/`, ['en']))
    expect(sitemapXml(many).match(/<url>/g)).toHaveLength(10_000)
  })
})

test('robots.txt lets everybody in and says where the sitemap is', () => {
  expect(robotsText('https://status.acme.example/sitemap.xml')).toBe(
    'User-agent: *\nAllow: /\n\nSitemap: https://status.acme.example/sitemap.xml\n',
  )
})
