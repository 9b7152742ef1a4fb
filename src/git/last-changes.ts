import type { Instant } from '../time/instant.ts'
import { cutCommits } from './cut-commits.ts'
import { ask } from './git.ts'

/**
 * When each file of a folder was last committed, by its path from the root. Files that Git does not know are not in it,
 * nor those that only the edge of a shallow clone speaks of: a commit without its parents seems to have added them all.
 */
export async function lastChanges(root: string, folder: string): Promise<Map<string, Instant>> {
  const format = ['--format=commit %H %ct', '--name-only', '--relative']
  const log = await ask(root, ['-c', 'core.quotePath=false', 'log', ...format, '--', folder])
  const cut = await cutCommits(root)
  const changes = new Map<string, Instant>()
  const passed = new Set<string>()
  let time: Instant | null = null
  for (const line of (log ?? '').split('\n')) {
    const [, commit, at] = /^commit ([0-9a-f]{40,64}) (\d+)$/.exec(line) ?? []
    if (commit !== undefined) time = cut.has(commit) ? null : Number(at)
    else if (line !== '' && !passed.has(line)) {
      passed.add(line)
      if (time !== null) changes.set(line, time)
    }
  }
  return changes
}
