import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { placesIn } from '../secrets/given-away.ts'
import type { Search } from '../secrets/search.ts'

/** What was looked through, and where secrets stand in it. */
export interface LookedThrough {
  files: number
  bytes: number
  places: string[]
}

/** Reading is most of the work: so many files are under way while one is looked through. */
const atOnce = 8

/** Looks through every byte of every file below a folder, and every name. `shown` is what people know the folder by. */
export async function lookThrough(search: Search, folder: string, shown: string): Promise<LookedThrough> {
  const paths = await filesBelow(folder)
  const sum: LookedThrough = { files: paths.length, bytes: 0, places: [] }
  const found = new Map<string, string[]>()
  let next = 0
  const work = async () => {
    for (let path = paths[next++]; path !== undefined; path = paths[next++]) {
      const bytes = await readFile(join(folder, path))
      sum.bytes += bytes.length
      const places = placesIn(search, { name: `${shown}/${path}`, bytes })
      if (places.length > 0) found.set(path, places)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  sum.places = paths.flatMap((path) => found.get(path) ?? [])
  return sum
}

/** With forward slashes, sorted. A link to a file is read as what it leads to: that is what hosts are given. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = await Promise.all(
    entries.map(async (entry) => {
      const path = join(entry.parentPath, entry.name)
      const isFile =
        entry.isFile() || (entry.isSymbolicLink() && (await stat(path).catch(() => null))?.isFile() === true)
      return isFile ? [path.slice(join(folder, '/').length).replaceAll('\\', '/')] : []
    }),
  )
  return paths.flat().sort()
}
