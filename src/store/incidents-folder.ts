import { lstatSync, readFileSync } from 'node:fs'
import { readdir, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { Config } from '../config/config.ts'
import { decodePost } from '../incidents/encoding.ts'
import type { Post } from '../incidents/incident.ts'
import { type Known, readPost } from '../incidents/read.ts'
import { sizeLimit } from '../incidents/source.ts'
import type { Problem } from '../problem/problem.ts'
import type { Instant } from '../time/instant.ts'
import { type PostFiles, sortFiles, translatePosts } from './translations-folder.ts'

/**
 * When the lines (from 1) of a file, named relative to the root, were committed; null for one that is not committed
 * yet. Asked only for files in which a time is missing.
 */
export type CommitTimes = (file: string) => Promise<(line: number) => Instant | null>

export interface LoadedPosts {
  /** By id. */
  posts: Post[]
  problems: Problem[]
  /** Files that cannot be shown: the page then says that an update is being prepared. */
  refused: string[]
}

/** Reads every `incidents/*.md` whose name does not begin with `_` and is not README.md. */
export async function loadPosts(root: string, config: Config, commitTimes: CommitTimes): Promise<LoadedPosts> {
  const known = { components: config.components, timezone: config.site.timezone }
  const result: LoadedPosts = { posts: [], problems: [], refused: [] }
  const foreign = await foreignFolder(root)
  if (foreign !== null) return { posts: [], problems: [foreign], refused: [foreign.file] }
  const files = await incidentFiles(root)
  const names = files.posts
  for (let index = 0; index < names.length; index += 64) {
    const some = names.slice(index, index + 64)
    for (const { path, post, problems } of await Promise.all(
      some.map((name) => loadPost(root, name, known, commitTimes)),
    )) {
      result.problems.push(...problems)
      if (post === null) result.refused.push(path)
      else result.posts.push(post)
    }
  }
  const translated = translatePosts(root, result.posts, files, config.site)
  return { ...result, posts: translated.posts, problems: [...result.problems, ...translated.problems] }
}

/** Names of the files that are read, sorted. An absent folder holds none. */
export async function incidentFiles(root: string): Promise<PostFiles> {
  try {
    const names = await readdir(join(root, 'incidents'))
    return sortFiles(
      names.filter((name) => /\.md$/i.test(name) && !name.startsWith('_') && !/^readme\.md$/i.test(name)).sort(),
    )
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { posts: [], translations: [] }
    throw error
  }
}

/**
 * Why nothing of incidents/ may be read, or null: a folder that is a link out of the root would show files of this
 * machine to everybody.
 */
export async function foreignFolder(root: string): Promise<Problem | null> {
  try {
    const [home, folder] = await Promise.all([realpath(root), realpath(join(root, 'incidents'))])
    if (folder.startsWith(home + sep)) return null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  return {
    file: 'incidents',
    line: 1,
    column: 1,
    severity: 'error',
    message: 'This folder is a link to another place; it was not followed.',
    hint: 'Expected the folder itself.',
  }
}

/**
 * Reads one file of the folder. `post` is null when it cannot be shown. Synchronous within: of thousands of small
 * files the waiting for threads would cost more than the reading.
 */
export async function loadPost(
  root: string,
  name: string,
  known: Known,
  commitTimes: CommitTimes,
): Promise<{ path: string; post: Post | null; problems: Problem[] }> {
  const path = `incidents/${name}`
  const refused = (message: string, hint: string) => ({
    path,
    post: null,
    problems: [{ file: path, line: 1, column: 1, severity: 'error' as const, message, hint }],
  })
  const full = join(root, 'incidents', name)
  let bytes: Buffer
  let changed: Instant
  try {
    const about = lstatSync(full)
    if (about.isSymbolicLink())
      return refused('This is a link to another place; it was not followed.', 'Expected the file itself.')
    if (!about.isFile()) return refused('This is no file.', 'Expected a Markdown file, or another name.')
    if (about.size > sizeLimit)
      return refused('This file is larger than 1 MiB.', 'Expected a text; link to large things instead.')
    changed = Math.floor(about.mtimeMs / 1000)
    bytes = readFileSync(full)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    return refused(`This file cannot be read (${code}).`, 'Expected a file that may be read.')
  }
  const { text, problem } = decodePost(bytes, path)
  if (text === null) return { path, post: null, problems: [problem] }
  const file = { id: name.replace(/\.md$/i, ''), path, text }
  // Most files write their times: Git is asked only when a first reading misses one.
  let missing = false
  const first = readPost(file, known, () => {
    missing = true
    return changed
  })
  const withDecoding = ({ post, problems }: typeof first) => ({
    path,
    post,
    problems: problem === null ? problems : [problem, ...problems],
  })
  if (!missing) return withDecoding(first)
  const times = await commitTimes(path)
  return withDecoding(readPost(file, known, (line) => times(line) ?? changed))
}
