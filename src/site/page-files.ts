/** A page of the site's tree, as it lies in src/site/pages. */
export interface PageFile {
  /** `./pages/[...lang]/incidents/index.astro`. */
  source: string
  /** A page for people; else a file for machines, whose name says all. */
  isPage: boolean
}

/** Fixed names before names from data, so that nobody's page takes the place of one of ours. */
export function inOrder(sources: string[]): PageFile[] {
  return sources
    .map((source) => ({ source, isPage: source.endsWith('.astro') }))
    .sort((a, b) => holes(a) - holes(b) || (a.source < b.source ? -1 : 1))
}

/** How much of its name comes from data; a rest that may be anything weighs most. */
const holes = ({ source }: PageFile) =>
  source
    .split('/')
    .reduce(
      (sum, part) => sum + (part === '[...lang]' || !part.includes('[') ? 0 : part.startsWith('[...') ? 100 : 1),
      0,
    )

/**
 * The file that a page is written to, from the top of the site: `incidents/2026-11-21-mail/index.html`. Null where a
 * name would lead out of the site.
 */
export function fileOf({ source, isPage }: PageFile, params: Record<string, string | undefined>): string | null {
  const parts = source
    .replace(/^\.\/pages\//, '')
    .replace(/\.(astro|ts)$/, '')
    .split('/')
    .map((part) => part.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => params[name] ?? ''))
    .filter((part) => part !== '')
  const path = parts.join('/')
  if (path.split('/').some((part) => part === '.' || part === '..' || part.includes('\0'))) return null
  if (!isPage) return path
  if (path === '404') return '404.html'
  return path === 'index' || path.endsWith('/index') ? `${path}.html` : `${path}/index.html`
}
