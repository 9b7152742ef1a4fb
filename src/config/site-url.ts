/** The path under which the page lives, with a slash at both ends: `/` or `/status/`. */
export function basePath(siteUrl: string): string {
  const { pathname } = new URL(siteUrl)
  return pathname.endsWith('/') ? pathname : `${pathname}/`
}

/** A page of one repository, `org.github.io/repo/`: it does not own the root of its origin. */
export function isProjectPage(siteUrl: string): boolean {
  const url = URL.parse(siteUrl)
  return url !== null && /\.github\.io$/i.test(url.hostname) && url.pathname !== '/'
}
