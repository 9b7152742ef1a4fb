import type { APIRoute } from 'astro'
import { redirectPage } from '../../feeds/redirect-page.ts'
import { type Redirect, redirects } from '../../feeds/redirects.ts'
import { inLanguage } from '../links.ts'
import { shared } from '../material.ts'
import { editions, type Site, siteOf } from '../site.ts'

/** Addresses that were pages once, in every language: each leads on. */
export function getStaticPaths() {
  return redirects(shared.snapshot).flatMap(({ from, to, title }) =>
    editions.map(({ prefix }) => {
      const site = siteOf({ params: { lang: prefix } })
      return {
        params: { moved: inLanguage(`/${from}/index.html`, prefix).slice(1) },
        props: { site, to, title: nameOf(title, site) },
      }
    }),
  )
}

function nameOf(title: Redirect['title'], site: Site): string {
  if (typeof title === 'string') return title
  if ('component' in title) return site.componentNames.get(title.component)!
  return title.page === '/' ? site.name : site.t(`${title.page.slice(1, -1)}.title`)
}

interface Props extends Record<string, unknown> {
  site: Site
  to: string
  title: string
}

export const GET: APIRoute<Props> = ({ props: { site, to, title } }) => {
  const there = inLanguage(to, site.prefix)
  const { path, url } = site.address
  return new Response(redirectPage({ path: path(there), url: url(there) }, title, site.language), {
    headers: { 'content-type': 'text/html; charset=utf-8' },
  })
}
