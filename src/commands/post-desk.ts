import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { aheadAtMost } from '../checks/read.ts'
import type { Desk } from '../comments/subject.ts'
import { headingTimes } from '../git/blame.ts'
import type { Main } from '../git/post.ts'
import type { Post } from '../incidents/incident.ts'
import { Failure } from '../problem/problem.ts'
import { takeSnapshot } from '../status/take.ts'
import { loadResults } from '../store/checks-folder.ts'
import { loadConfig } from '../store/config-file.ts'
import { loadPosts } from '../store/incidents-folder.ts'
import type { Instant } from '../time/instant.ts'

/** Main as it is now, which may be newer than what is checked out, with the results that are in `root`. */
export async function deskOf(main: Main, root: string, scratch: string, now: Instant): Promise<Desk> {
  const folder = join(scratch, main.commit)
  await mkdir(join(folder, 'incidents'), { recursive: true })
  const files = [...main.files]
  for (let index = 0; index < files.length; index += 64) {
    await Promise.all(files.slice(index, index + 64).map(([path, text]) => writeFile(join(folder, path), text)))
  }
  const { config, current } = await configOf(folder, root)
  const [{ posts, refused }, results] = await Promise.all([
    loadPosts(folder, config, (file) => headingTimes(root, file, main.commit)),
    loadResults(root, config, now),
  ])
  return {
    config,
    posts,
    texts: new Map(
      files
        .filter(([path]) => path.startsWith('incidents/'))
        .map(([path, text]) => [path.slice('incidents/'.length).replace(/\.md$/i, ''), text]),
    ),
    snapshot: takeSnapshot({
      now: notBefore(posts, now),
      audience: 'internal',
      config,
      configIsCurrent: current,
      results,
      posts,
      refused,
    }),
  }
}

/**
 * Another runner's clock may be ahead: what somebody has said on main just now is not in the future, or a word that was
 * written before it and comes after it would not find its incident.
 */
function notBefore(posts: readonly Post[], now: Instant): Instant {
  const said = posts.flatMap(({ updates }) => updates.map(({ at }) => at))
  return said.reduce((latest, at) => (at <= now + aheadAtMost ? Math.max(latest, at) : latest), now)
}

/** When the components.yml of main is broken, the last good one, which lies beside the results. */
async function configOf(folder: string, root: string) {
  try {
    return await loadConfig(folder)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return loadConfig(root)
  }
}
