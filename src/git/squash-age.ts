import { day, type Instant } from '../time/instant.ts'
import { historySince } from './branch-readme.ts'
import { git } from './git.ts'
import type { Repository } from './repository.ts'
import { readFiles } from './tip.ts'
import { gitFailure } from './trouble.ts'

const week = 7 * day

/** What is known of a branch's history without fetching it (a workflow's clone has one commit). */
export interface HistoryAge {
  /** It is one commit: there is nothing to squash. */
  single: boolean
  /** When its first commit was made; null when nothing tells. */
  since: Instant | null
}

/** From the newest commit itself, and the line in the README.md that was written with the first. */
export async function historyAge(repository: Repository, commit: string): Promise<HistoryAge> {
  // Raw: `git log` would take a shallow clone's one commit for the first.
  const raw = await git(repository.root, ['cat-file', 'commit', commit])
  if (raw.code !== 0) throw gitFailure(raw, repository.remote)
  const header = raw.stdout.toString('utf8').split('\n\n', 1)[0]!
  const [, time] = /^committer .* (\d+) [+-]\d{4}$/m.exec(header) ?? []
  if (!/^parent /m.test(header)) return { single: true, since: time === undefined ? null : Number(time) }
  return { single: false, since: historySince(await readmeOf(repository, commit)) }
}

async function readmeOf(repository: Repository, commit: string): Promise<string> {
  const listed = await git(repository.root, ['ls-tree', '--full-tree', commit, '--', 'README.md'])
  const [, oid] = /^100\d+ blob (\w+)\t/.exec(listed.stdout.toString('utf8')) ?? []
  return oid === undefined ? '' : ((await readFiles(repository, [oid])).get(oid) ?? '')
}

/** Weekly. A history whose age nobody knows, or that begins in the future, is as good as old: squashing does no harm. */
export function isOld({ single, since }: HistoryAge, now: Instant): boolean {
  return !single && (since === null || since > now + day || now - since >= week)
}
