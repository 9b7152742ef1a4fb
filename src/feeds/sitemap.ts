import { formatInstant, type Instant } from '../time/instant.ts'
import { escaped } from './carried-text.ts'

/** The protocol allows 50,000; what is further back is found through the archive's pages. */
const most = 10_000

export interface SitemapPage {
  /** Its absolute address in each language of the site, in their order. */
  urls: { language: string; url: string }[]
  changed: Instant | null
}

/** https://www.sitemaps.org/protocol.html; pages of several languages name each other. */
export function sitemapXml(pages: readonly SitemapPage[]): string {
  const entries = pages.flatMap(({ urls, changed }) => {
    const others =
      urls.length < 2
        ? ''
        : [...urls, { language: 'x-default', url: urls[0]!.url }]
            .map(
              ({ language, url }) =>
                `<xhtml:link rel="alternate" hreflang="${escaped(language)}" href="${escaped(url)}"/>`,
            )
            .join('')
    const lastmod = changed === null ? '' : `<lastmod>${formatInstant(changed)}</lastmod>`
    return urls.map(({ url }) => `<url><loc>${escaped(url)}</loc>${lastmod}${others}</url>`)
  })
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${entries.slice(0, most).join('\n')}
</urlset>
`
}

/** Everything may be found; on a project page, whose robots.txt nobody asks for, it does no harm. */
export function robotsText(sitemapUrl: string): string {
  return `User-agent: *\nAllow: /\n\nSitemap: ${sitemapUrl}\n`
}
