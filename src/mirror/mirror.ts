import process from 'node:process'
import type { Place } from '../config/mirror-place.ts'
import { pushSite } from '../git/site-branch.ts'
import type { Instant } from '../time/instant.ts'
import type { Copied, Guard } from './copied.ts'
import { copyByRclone } from './rclone.ts'
import { copyByRsync } from './rsync.ts'
import { allOf, type SiteFiles } from './site-files.ts'
import { withSsh } from './ssh.ts'
import { wordsFile } from './words.ts'

/**
 * Brings a built site to one place, so that only what changed travels and what visitors see there is a whole page at
 * every moment. Throws a Failure that says what they see now.
 */
export async function copyTo(
  place: Place,
  site: SiteFiles,
  root: string,
  now: Instant,
  guard: Guard = () => {},
): Promise<Copied> {
  if (place.kind === 'rsync') return copyByRsync(site, place, guard)
  if (place.kind === 'git') {
    const { remote, branch } = place
    const { MIRROR_GIT_TOKEN: token, MIRROR_SSH_KEY: key, GIT_SSH_COMMAND: own } = process.env
    return withSsh(async (command) => {
      // Without a key of the workflow the person's own way to ssh stands.
      const ssh = key === undefined && own !== undefined ? own : command
      const look = { file: wordsFile, guard }
      return pushSite({ root, folder: site.folder, files: allOf(site), remote, branch, now, ssh, token, look })
    })
  }
  return copyByRclone(site, place, guard)
}
