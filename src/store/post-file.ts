import { isUtf8 } from 'node:buffer'
import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Failure } from '../problem/problem.ts'
import { writeWhole } from './file.ts'

/** Makes `incidents/<id>.md`, whole or not at all. False when there is one already: nothing is overwritten. */
export async function createPost(root: string, id: string, text: string): Promise<boolean> {
  const path = join(root, 'incidents', `${id}.md`)
  await mkdir(dirname(path), { recursive: true })
  const aside = `${path}.${randomBytes(4).toString('hex')}.tmp`
  try {
    await writeFile(aside, text)
    // A link, unlike a rename, refuses to take the place of another file.
    await link(aside, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(aside, { force: true })
  }
}

/** Changes a post by a function of its text, whole or not at all. */
export async function changePost(root: string, id: string, change: (text: string) => string): Promise<void> {
  const path = join(root, 'incidents', `${id}.md`)
  const before = await readFile(path)
  if (!isUtf8(before)) {
    throw new Failure(
      `incidents/${id}.md is not saved in UTF-8; nothing was written.\n  Save it as UTF-8 first, else its letters would be spoilt`,
    )
  }
  const changed = change(before.toString('utf8'))
  if (!(await readFile(path)).equals(before)) {
    throw new Failure(`incidents/${id}.md was changed by somebody else just now; nothing was written.\n  Try again.`)
  }
  await writeWhole(path, changed)
}
