import { isUtf8 } from 'node:buffer'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '../problem/problem.ts'

const mostBytes = 50 * 1024 * 1024
const mostFiles = 20_000

/** Whether a source is a file, a folder or not there. */
export async function kindOfPath(path: string): Promise<'file' | 'folder' | null> {
  const found = await stat(path).catch(() => null)
  if (found === null) return null
  return found.isDirectory() ? 'folder' : found.isFile() ? 'file' : null
}

/** The files below a folder with one of these ends, by path within it, sorted. Folders such as .git are left out. */
export async function filesBelow(folder: string, ends: readonly string[]): Promise<string[]> {
  const found: string[] = []
  const look = async (prefix: string, depth: number): Promise<void> => {
    for (const entry of await readdir(join(folder, prefix), { withFileTypes: true })) {
      if (entry.name === '.git' || entry.name === 'node_modules') continue
      const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`
      if (entry.isDirectory() && depth < 8) await look(path, depth + 1)
      else if (entry.isFile() && ends.some((end) => entry.name.toLowerCase().endsWith(end))) found.push(path)
      if (found.length > mostFiles)
        throw new Failure(`${folder} holds more than ${mostFiles} files.\n  Expected a page's own folder.`)
    }
  }
  await look('', 0)
  return found.sort()
}

/** The text of a file; null when it is none in UTF-8. Throws a Failure for one that is too large. */
export async function textOfFile(path: string): Promise<string | null> {
  const { size } = await stat(path)
  if (size > mostBytes)
    throw new Failure(`${path} is larger than 50 MiB; nothing was imported.\n  Expected a saved page or its parts.`)
  const bytes = await readFile(path)
  return isUtf8(bytes) ? bytes.toString('utf8').replace(/^\uFEFF/, '') : null
}
