import { lstat, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Config } from '../config/config.ts'
import { readConfig } from '../config/read.ts'
import { headingTimes } from '../git/blame.ts'
import { type ChangedFile, fileAt } from '../git/changed-files.ts'
import { deepen } from '../git/deepen.ts'
import type { Post } from '../incidents/incident.ts'
import type { Known } from '../incidents/read.ts'
import type { PostChange } from '../review/changes.ts'
import { isPost } from '../review/strays.ts'
import { type CommitTimes, loadPost } from '../store/incidents-folder.ts'

/** What a page was made of at the commit that a change starts from. */
export interface Base {
  config: () => Promise<Config | null>
  /** Every changed post, as it was and as it is (one of `posts`). */
  changes: (files: readonly ChangedFile[], posts: readonly Post[], known: Known) => Promise<PostChange[]>
}

export function openBase(root: string, commit: string, times: (commit?: string) => CommitTimes): Base {
  const postAt = async (shelf: string, was: string, path: string, known: Known): Promise<Post | null> => {
    const bytes = await fileAt(root, commit, was)
    if (bytes === null) return null
    const aside = join(shelf, was)
    await writeFile(aside, bytes)
    // What no commit dates has the file's time, on both sides the same: else it would look changed.
    const about = await lstat(join(root, path)).catch(() => null)
    if (about !== null) await utimes(aside, about.mtime, about.mtime)
    return (await loadPost(shelf, basename(was), known, times(commit))).post
  }
  const changeOf = async (shelf: string, file: ChangedFile, posts: readonly Post[], known: Known) => {
    const { path, from, change } = file
    const was = from ?? path
    const before = change === 'added' || !isPost(was) ? null : await postAt(shelf, was, path, known)
    const after = isPost(path) ? (posts.find(({ id }) => id === basename(path).replace(/\.md$/i, '')) ?? null) : null
    const renamed = change === 'renamed' && before !== null && after !== null
    const gone = after === null && change !== 'changed'
    return {
      file: path,
      from: renamed ? from : null,
      change: renamed ? 'renamed' : before === null ? 'added' : gone ? 'removed' : 'changed',
      before,
      after,
    } satisfies PostChange
  }
  return {
    config: async () => {
      const bytes = await fileAt(root, commit, 'components.yml')
      return bytes === null ? null : readConfig(bytes.toString('utf8')).config
    },
    changes: async (files, posts, known) => {
      const shelf = await mkdtemp(join(tmpdir(), 'candor-base-'))
      try {
        await mkdir(join(shelf, 'incidents'))
        const changes: PostChange[] = []
        for (const file of files.filter(({ path, from }) => isPost(path) || (from !== null && isPost(from)))) {
          changes.push(await changeOf(shelf, file, posts, known))
        }
        return changes
      } finally {
        await rm(shelf, { recursive: true, force: true })
      }
    },
  }
}

/** Times of commits; a shallow checkout is made whole when the first one is asked for. */
export function commitTimes(root: string): (commit?: string) => CommitTimes {
  let whole: Promise<void> | null = null
  return (commit) => async (file) => {
    whole ??= deepen(root)
    await whole
    return headingTimes(root, file, commit)
  }
}
