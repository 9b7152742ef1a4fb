import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ask } from './git.ts'

/** Commits whose parents a shallow clone does not have: blame gives them every older line, which is not the truth. */
export async function cutCommits(root: string): Promise<Set<string>> {
  const path = await ask(root, ['rev-parse', '--git-path', 'shallow'])
  try {
    return new Set((await readFile(resolve(root, path ?? ''), 'utf8')).trim().split('\n'))
  } catch {
    return new Set()
  }
}
