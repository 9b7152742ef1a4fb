import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { git } from './git.ts'
import type { Repository } from './repository.ts'

/** Git's own limits (gc.auto, gc.autoPackLimit); it counts loose objects as we do, in one of their 256 folders. */
const looseAtMost = 6700
const packsAtMost = 50
const limit = 300

/**
 * Packs what months of publishing leave behind in a clone that lives long (a server's, `start --publish`), by git's own
 * rules, in the foreground: a run in the background would be cut off with the job, and leave its locks. A fresh clone of
 * a workflow never gets there, and pays two directory listings.
 */
export async function tidy(repository: Repository): Promise<void> {
  const objects = join(repository.gitFolder, 'objects')
  const [loose, packs] = await Promise.all([listed(join(objects, '17')), listed(join(objects, 'pack'))])
  const full = loose.length * 256 > looseAtMost || packs.filter((name) => name.endsWith('.pack')).length > packsAtMost
  if (!full || (await isUnwanted(repository.root))) return
  // Cruft packs: what a squash left behind would otherwise become thousands of loose files, and call for the next `gc`.
  const rules = ['-c', `gc.auto=${looseAtMost}`, '-c', 'gc.autoDetach=false', '-c', 'gc.cruftPacks=true']
  // Whatever comes of it, the results are published.
  await git(repository.root, [...rules, 'gc', '--auto', '--quiet'], { limit })
}

async function listed(folder: string): Promise<string[]> {
  return await readdir(folder).catch(() => [])
}

/** A person may have set gc.auto to 0. The last value is the one we give to every git ourselves. */
async function isUnwanted(root: string): Promise<boolean> {
  const values = (await git(root, ['config', '--get-all', 'gc.auto'])).stdout.toString('utf8').trim().split('\n')
  return values.at(-2) === '0'
}
