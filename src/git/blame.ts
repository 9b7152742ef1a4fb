import type { Instant } from '../time/instant.ts'
import { cutCommits } from './cut-commits.ts'
import { git } from './git.ts'

/** When a line (from 1) was added; null when no commit tells. */
export type LineTimes = (line: number) => Instant | null

/**
 * The author's time of the commit that added each line of a file: the time of a heading written without one.
 * Null for lines not committed yet, outside Git, and where the history was cut off before them. The file is taken as it
 * is here, or as `commit` has it.
 */
export async function headingTimes(root: string, file: string, commit?: string): Promise<LineTimes> {
  const of = commit === undefined ? [] : [commit]
  const answer = await git(root, ['blame', '--line-porcelain', '-w', ...of, '--', file])
  if (answer.code !== 0) return () => null
  const cut = await cutCommits(root)
  const times = new Map<number, Instant>()
  let line = 0
  let added = ''
  for (const text of answer.stdout.toString('utf8').split('\n')) {
    const head = /^([0-9a-f]{40,64}) \d+ (\d+)/.exec(text)
    if (head) {
      added = head[1]!
      line = Number(head[2])
    } else if (text.startsWith('author-time ') && !/^0+$/.test(added) && !cut.has(added)) {
      times.set(line, Number(text.slice('author-time '.length)))
    }
  }
  return (wanted) => times.get(wanted) ?? null
}
