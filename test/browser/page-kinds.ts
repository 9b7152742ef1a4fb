import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

/** Every page of a built site, as a path. */
export async function pagesOf(out: string): Promise<string[]> {
  const files = await readdir(out, { recursive: true, withFileTypes: true })
  return files
    .filter((file) => file.isFile() && file.name.endsWith('.html'))
    .map((file) => `/${relative(out, join(file.parentPath, file.name)).split(sep).join('/')}`)
    .map((path) => path.replace(/\/index\.html$/, '/'))
    .sort()
}

/** At most `most` pages of each kind: pages of one component, one incident, one month are alike. */
export function oneOfEachKind(paths: readonly string[], most = 1): string[] {
  const kinds = new Map<string, string[]>()
  for (const path of paths) {
    const kind = path
      .replace(/(\/(?:components|incidents|history|reports|pages)\/)[^/]+\//, '$1*/')
      .replace(/\/\d+\/$/, '/*/')
    kinds.set(kind, [...(kinds.get(kind) ?? []), path])
  }
  return [...kinds.values()].flatMap((pages) => pages.slice(0, most))
}
