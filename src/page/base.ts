import { lstat, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import { readConfig } from '../config/read.ts'
import { headingTimes } from '../git/blame.ts'
import { type ChangedFile, fileAt, namesAt } from '../git/changed-files.ts'
import { deepen } from '../git/deepen.ts'
import type { Post } from '../incidents/incident.ts'
import type { PostChange } from '../review/changes.ts'
import { isPost } from '../review/strays.ts'
import { type CommitTimes, incidentFiles, loadPosts } from '../store/incidents-folder.ts'
import { type PostFiles, sortFiles } from '../store/translations-folder.ts'

type Times = (commit?: string) => CommitTimes

/** Every post that a change touches, or a translation of it, as it was at `commit` and as it is (one of `posts`). */
export async function changedPosts(
  { root, commit, config, times }: { root: string; commit: string; config: Config; times: Times },
  files: readonly ChangedFile[],
  posts: readonly Post[],
): Promise<PostChange[]> {
  const then = sortFiles((await namesAt(root, commit, 'incidents')).filter((name) => isPost(`incidents/${name}`)))
  const now = await incidentFiles(root)
  const ids = new Set(files.filter(({ change }) => change !== 'removed').flatMap(({ path }) => idOf(path, now) ?? []))
  const oldIds = new Set(
    files.filter(({ change }) => change !== 'added').flatMap(({ path, from }) => idOf(from ?? path, then) ?? []),
  )
  const renamed = new Map(
    files.flatMap(({ path, from }) => {
      const [id, old] = [idOf(path, now), from === null ? null : idOf(from, then)]
      return id === null || old === null || id === old || isTranslation(path, now) ? [] : [[id, old] as const]
    }),
  )
  const before = await postsAt({ root, commit, config, times }, then, new Set([...ids, ...oldIds]))
  const paired = new Set(renamed.values())
  return [...new Set([...ids, ...oldIds])]
    .filter((id) => ids.has(id) || !paired.has(id))
    .sort()
    .map((id): PostChange => {
      const old = renamed.get(id) ?? id
      const was = before.find((post) => post.id === old) ?? null
      const is = posts.find((post) => post.id === id) ?? null
      const isRenamed = old !== id && was !== null && is !== null
      return {
        file: `incidents/${id}.md`,
        from: isRenamed ? `incidents/${old}.md` : null,
        change: isRenamed ? 'renamed' : was === null ? 'added' : is !== null || ids.has(id) ? 'changed' : 'removed',
        before: was,
        after: is,
      }
    })
}

/** The post that a file is, or translates; null when it is neither. */
function idOf(path: string, files: PostFiles): string | null {
  if (!isPost(path)) return null
  const name = path.slice('incidents/'.length)
  return files.translations.find(({ file }) => file === name)?.of ?? name.replace(/\.md$/i, '')
}

function isTranslation(path: string, files: PostFiles): boolean {
  return files.translations.some(({ file }) => `incidents/${file}` === path)
}

/** Some posts as a commit has them, with their translations, read by the same reader. */
async function postsAt(
  { root, commit, config, times }: { root: string; commit: string; config: Config; times: Times },
  files: PostFiles,
  ids: ReadonlySet<string>,
): Promise<Post[]> {
  const shelf = await mkdtemp(join(tmpdir(), 'candor-base-'))
  try {
    await mkdir(join(shelf, 'incidents'))
    const names = [...files.posts, ...files.translations.map(({ file }) => file)]
    for (const name of names.filter((name) => ids.has(idOf(`incidents/${name}`, files)!))) {
      const path = join('incidents', name)
      const bytes = await fileAt(root, commit, `incidents/${name}`)
      if (bytes === null) continue
      await writeFile(join(shelf, path), bytes)
      // What no commit dates has the file's time, on both sides the same: else it would look changed.
      const about = await lstat(join(root, path)).catch(() => null)
      if (about !== null) await utimes(join(shelf, path), about.mtime, about.mtime)
    }
    return (await loadPosts(shelf, config, times(commit))).posts
  } finally {
    await rm(shelf, { recursive: true, force: true })
  }
}

/** components.yml as a commit has it; null when it has none that can be read. */
export async function configAt(root: string, commit: string): Promise<Config | null> {
  const bytes = await fileAt(root, commit, 'components.yml')
  return bytes === null ? null : readConfig(bytes.toString('utf8')).config
}

/** Times of commits; a shallow checkout is made whole when the first one is asked for. */
export function commitTimes(root: string): Times {
  let whole: Promise<void> | null = null
  return (commit) => async (file) => {
    whole ??= deepen(root)
    await whole
    return headingTimes(root, file, commit)
  }
}
