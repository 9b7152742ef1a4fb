import { randomUUID } from 'node:crypto'
import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import { Failure } from '../problem/problem.ts'

/** Refuses to replace what is no site of ours: the repository itself, or somebody's folder. */
export async function assertMayReplace(out: string, root: string): Promise<void> {
  const inside = relative(out, resolve(root))
  if (inside === '' || (!inside.startsWith('..') && !/^[A-Za-z]:/.test(inside))) {
    throw new Failure(
      `\`--out ${out}\` is, or holds, the folder with components.yml; it would be replaced.\n  Expected a folder for the site alone, as in: --out dist`,
      { exitCode: 2 },
    )
  }
  const names = await readdir(out).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    if (error.code === 'ENOTDIR') return ['a file']
    throw error
  })
  if (names.length > 0 && !names.includes('version.json')) {
    throw new Failure(
      `\`--out ${out}\` is there already and holds something that is no Candor site.\n  Expected an empty folder, a new one, or one that an earlier build made.`,
      { exitCode: 2 },
    )
  }
}

/** Puts a finished folder in the place of another. At every moment the place holds a whole site, or for an instant none. */
export async function replaceFolder(made: string, place: string): Promise<void> {
  const mark = randomUUID().slice(0, 8)
  const [fresh, old] = [`${place}.new-${mark}`, `${place}.old-${mark}`]
  await mkdir(dirname(place), { recursive: true })
  try {
    // The place may be on another disk, where a rename cannot reach.
    await rename(made, fresh).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EXDEV') throw error
      await cp(made, fresh, { recursive: true })
    })
    await rename(place, old).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    })
    await rename(fresh, place)
  } finally {
    await rm(fresh, { recursive: true, force: true })
    await rm(old, { recursive: true, force: true })
  }
}
