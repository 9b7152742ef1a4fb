/** Where the page lives. Every link, the site's and the feeds', is made here: the base path is in one place. */
export interface Address {
  /** `https://org.github.io` */
  origin: string
  /** `` at a root, `/repo` on a project page. */
  base: string
  /** A path of ours (`/components/api/`) as a link within the page: with the base, without the origin. */
  path: (path: string) => string
  /** The same as an absolute address, for feeds, the API and canonical links. */
  url: (path: string) => string
}

export function addressOf(siteUrl: string): Address {
  const { origin, pathname } = new URL(siteUrl)
  const base = pathname.replace(/\/+$/, '')
  const path = (ours: string) => `${base}${ours}`
  return { origin, base, path, url: (ours) => `${origin}${path(ours)}` }
}

/** `/incidents/<id>/`: ids are file names of people, in any script. */
export const incidentPath = (id: string) => `/incidents/${encodeURIComponent(id)}/`
export const componentPath = (id: string) => `/components/${encodeURIComponent(id)}/`
export const componentFeedPath = (id: string) => `${componentPath(id)}feed.xml`
export const monthPath = (month: string) => `/history/${month}/`

/** An id becomes a folder of the site, so nothing that leads out of its own may pass. */
export function isSafeId(id: string): boolean {
  return id !== '' && !id.startsWith('.') && !/[/\\\p{Cc}]/u.test(id)
}
