import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { Failure } from '../problem/problem.ts'

/** A built site, as it is copied: in this order, and only then what is gone is removed. */
export interface SiteFiles {
  /** Absolute. */
  folder: string
  /** Paths inside it, with `/`. Pictures and scripts: whatever page needs one finds it. */
  assets: string[]
  /** Pages, feeds and data; the home page is the last of them. */
  pages: string[]
  /** It says which page this is, so it comes when all else is there. */
  last: string[]
}

/** The one file that every site of ours has at its top. */
export const sign = 'version.json'

const asset = /\.(js|mjs|css|png|jpe?g|webp|avif|gif|svg|ico|woff2?)$/i

/** Lists a built site. Throws a Failure for a folder that is none, and for links: they could lead anywhere. */
export async function listSite(dir: string): Promise<SiteFiles> {
  const folder = resolve(dir)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
      return [] as Dirent[]
    },
  )
  const files: string[] = []
  for (const entry of entries) {
    const path = relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/')
    if (entry.isDirectory()) continue
    if (!entry.isFile()) throw unsafe(path, 'is a link, or no plain file')
    if (/\p{C}/u.test(path)) throw unsafe(JSON.stringify(path), 'has a name that not every host takes')
    files.push(path)
  }
  if (!files.includes(sign) || !files.includes('index.html')) {
    throw new Failure(
      `There is no built page in ${folder}.\n  Expected one with index.html and ${sign}; make it: ./candor build`,
    )
  }
  files.sort()
  const pages = files.filter((path) => !asset.test(path) && path !== sign && path !== 'index.html')
  return {
    folder,
    assets: files.filter((path) => asset.test(path)),
    pages: [...pages, 'index.html'],
    last: [sign],
  }
}

export function allOf({ assets, pages, last }: SiteFiles): string[] {
  return [...assets, ...pages, ...last]
}

/**
 * What a place has too much; a Failure when it holds something that is no site of ours. What begins with a dot at its
 * top (`.well-known`, `.htaccess`) is the host's own.
 */
export function surplus(site: SiteFiles, there: string[], place: string): string[] {
  const others = there.filter((path) => !path.startsWith('.'))
  if (others.length > 0 && !others.includes(sign)) {
    throw new Failure(
      `${place} holds something that is no Candor page, such as ${others[0]}; nothing was copied.\n  Expected an empty place, or one that only ./candor mirror writes to.`,
    )
  }
  const ours = new Set(allOf(site))
  return others.filter((path) => !ours.has(path))
}

function unsafe(path: string, what: string): Failure {
  return new Failure(`${path} of the built page ${what}; nothing was copied.\n  Build it again: ./candor build`)
}
