import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { trackedLinks } from '../git/changed-files.ts'
import { Failure } from '../problem/problem.ts'

/**
 * Throws a Failure when a file or folder that is read or written here is a link: what somebody proposes could show
 * files of this machine to everybody, or lead what is written to another place.
 */
export async function refuseLinks(root: string): Promise<void> {
  const links = await trackedLinks(root, ['checks', 'components.yml'])
  for (const name of ['checks', 'incidents', 'components.yml']) {
    const about = await lstat(join(root, name)).catch(() => null)
    if (about?.isSymbolicLink()) links.unshift(name)
  }
  if (links[0] === undefined) return
  const words = `${links[0]} is a link to another place; it was not followed.\n  Expected the file or folder itself.`
  throw new Failure(words, { exitCode: 1 })
}
