import { createHash } from 'node:crypto'
import { type DirectPost, forgetDirect, readDirect } from '../git/direct-posts.ts'
import { post } from '../git/post.ts'
import { openRepository, type Repository } from '../git/repository.ts'
import { repositorySlug } from '../git/state.ts'
import { carryOver } from '../incidents/carry-over.ts'
import { Failure } from '../problem/problem.ts'
import type { Clock } from '../time/clock.ts'
import { note, print } from './context.ts'

/**
 * Commits to main what went to the second host and is not there yet: one commit a post on the newest main, without
 * touching the checkout. Done twice, interrupted, or after somebody else did it, it is there once.
 */
export async function pushWaiting(root: string, clock: Clock, patience?: number): Promise<void> {
  const repository = await openRepository(root)
  const { prefix } = repository
  const waiting = Object.entries(await readDirect(repository)).filter(([path]) =>
    path.startsWith(`${prefix}incidents/`),
  )
  const pushed: string[] = []
  for (const [path, one] of waiting) {
    if (await pushOne(repository, path.slice(prefix.length), one, clock, patience))
      pushed.push(path.slice(prefix.length))
  }
  if (waiting.length === 0) print('Nothing waits to be pushed.')
  if (pushed.length > 0) {
    const main = 'git fetch origin && git merge --ff-only origin/main'
    note(`Bring your clone up to it, on main: git add ${pushed.join(' ')} && ${main}`)
  }
}

/** True when main has it now by a commit of ours. */
async function pushOne(
  repository: Repository,
  path: string,
  one: DirectPost,
  clock: Clock,
  patience?: number,
): Promise<boolean> {
  const { root, prefix } = repository
  const id = path.replace(/^incidents\/|\.md$/g, '')
  const done = await post(root, {
    now: clock(),
    since: one.at,
    // The same words are one post, however often they are sent.
    key: `direct-${createHash('sha256').update(`${path}\0${one.text}`).digest('hex').slice(0, 16)}`,
    about: 'Written on the second host while main could not be reached.',
    change: async ({ files }) => {
      const carried = carryOver(one.base, one.text, files.get(path) ?? null)
      if (carried.kind === 'conflict') throw conflict(path, id)
      if (carried.kind === 'there') return null
      return { path, text: carried.text, subject: `${one.base === null ? 'Report' : 'Update'} ${id}`.slice(0, 72) }
    },
    patience,
  })
  if (done.kind === 'proposed') {
    const slug = await repositorySlug(root)
    const where = slug === null ? '' : `:\n  https://github.com/${slug}/compare/main...${done.branch}?expand=1`
    print(`main takes no push from here, so ${path} is on the branch ${done.branch}; open a pull request of it${where}`)
    return false
  }
  await forgetDirect(repository, `${prefix}${path}`, one.text)
  print(done.kind === 'posted' ? `${path} is on main as ${done.commit.slice(0, 10)}.` : `${path} is on main already.`)
  return done.kind === 'posted'
}

function conflict(path: string, id: string): Failure {
  return new Failure(
    `${path} was written by somebody else too, in other words; nothing was pushed of yours.\n  Yours are in ${path} here and on the second host. If it is another incident give it another name:\n    mv ${path} incidents/${id}-2.md && ./candor post --direct`,
  )
}
