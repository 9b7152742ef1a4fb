import type { APIRoute, GetStaticPathsResult } from 'astro'
import { sitemapXml } from '../../feeds/sitemap.ts'
import { textAnswer } from '../answers.ts'
import { inLanguage } from '../links.ts'
import { shared } from '../material.ts'
import { editions } from '../site.ts'

interface PageFile {
  getStaticPaths?: () => GetStaticPathsResult | Promise<GetStaticPathsResult>
}
// Whatever has a page is in it: the files themselves say which pages they make.
const files = import.meta.glob<PageFile>('./[[]...lang]/**/*.astro')

export const GET: APIRoute = async () => {
  const paths = (await Promise.all(Object.entries(files).map(([file, load]) => pathsOf(file, load)))).flat()
  const pages = [...new Set(paths)].sort(byWorth).map((path) => ({
    urls: editions.map(({ tag, prefix }) => ({ language: tag, url: shared.address.url(inLanguage(path, prefix)) })),
    changed: entryAt(path)?.updatedAt ?? null,
  }))
  return textAnswer(sitemapXml(pages), 'application/xml')
}

/** The pages of one file in the site's first language: `./[...lang]/incidents/[id]/index.astro` -> `/incidents/x/`, ... */
async function pathsOf(file: string, load: () => Promise<PageFile>): Promise<string[]> {
  const pattern = file.replace(/^\.\/\[\.\.\.lang\]/, '').replace(/(\/index)?\.astro$/, '/')
  const made = (await (await load()).getStaticPaths?.()) ?? []
  return made
    .filter(({ params }) => params['lang'] === undefined)
    .map(({ params }) =>
      pattern
        .replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
        .replace(/\/{2,}$/, '/'),
    )
}

const entryAt = (path: string) => {
  const id = /^\/incidents\/([^/]+)\/$/.exec(path)?.[1]
  return id === undefined ? undefined : shared.entriesById.get(decodeURIComponent(id))
}

/** A sitemap has an end: pages that stand for themselves first, then incidents, the newest first. */
function byWorth(a: string, b: string): number {
  const [of, to] = [entryAt(a)?.updatedAt ?? Infinity, entryAt(b)?.updatedAt ?? Infinity]
  return of === to ? (a < b ? -1 : 1) : of > to ? -1 : 1
}
