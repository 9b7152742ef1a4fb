import type { Instant } from '../time/instant.ts'
import { makeCommit } from './commit.ts'
import { git } from './git.ts'
import { push } from './push.ts'
import { openRemote, type Repository } from './repository.ts'
import { duringRun } from './run-folder.ts'
import { fetchBranch, plainFiles, readFiles } from './tip.ts'
import { inTries, type Pause } from './tries.ts'
import { GitFailure, gitFailure } from './trouble.ts'

/** What people wrote, as main has it now. */
export interface Main {
  commit: string
  /** Text by path from the page's folder: components.yml and the files of incidents/. */
  files: Map<string, string>
}

/** What is to be written; null: nothing. */
export interface Change {
  /** From the page's folder. */
  path: string
  text: string
  subject: string
}

export interface PostOrder {
  now: Instant
  /** Names what is posted, the same for each delivery of it: `comment-492700400`. It is done at most once. */
  key: string
  /** A line or two below the subject: who said it, and where. */
  about: string
  author?: { name: string; email: string }
  /** Whether what has this key may be on main since about then. */
  since: Instant
  /** Asked again for every newer main. `scratch` is a folder of its own, that is gone afterwards. */
  change: (main: Main, scratch: string) => Promise<Change | null>
  remote?: string
  pause?: Pause
  /** Somebody waits: one try, of at most this many seconds an exchange. */
  patience?: number
}

/** `proposed`: main takes no push from us, so it stands on a branch of its own. `already`: by an earlier delivery. */
export type Posted =
  | { kind: 'posted' | 'already'; commit: string; path: string | null }
  | { kind: 'proposed'; commit: string; path: string; branch: string; subject: string }
  | { kind: 'nothing' }

const target = 'main'

/**
 * Writes one file to main as one commit on its newest, pushed only if that is still the newest; else again. The checkout
 * stays as it is. Throws a Failure (exit 3) when it cannot; then nothing was written.
 */
export async function post(root: string, order: PostOrder): Promise<Posted> {
  const repository = await openRemote(root, order.remote, target, order.patience)
  return duringRun(repository, (scratch) =>
    inTries(
      async () => {
        const main = await fetchMain(repository)
        const already = await commitOf(repository, main.commit, order)
        if (already !== null) return { kind: 'already', ...already }
        const change = await order.change(main, scratch)
        if (change === null) return { kind: 'nothing' }
        const { path, text, subject } = change
        const commit = await makeCommit(repository, scratch, {
          parent: main.commit,
          changes: new Map([[`${repository.prefix}${path}`, text]]),
          subject: `${subject}\n\n${order.about}\n\n${trailer(order.key)}`,
          now: order.now,
          author: order.author,
        })
        try {
          await push(repository, target, commit, main.commit)
          return { kind: 'posted', commit, path }
        } catch (error) {
          if (!(error instanceof GitFailure) || !['protected', 'refused'].includes(error.trouble)) throw error
        }
        const branch = `candor/${order.key}`
        await propose(repository, branch, commit)
        return { kind: 'proposed', commit, path, branch, subject }
      },
      order.pause,
      order.patience === undefined ? undefined : 1,
    ),
  )
}

async function fetchMain(repository: Repository): Promise<Main> {
  const commit = await fetchBranch(repository, target)
  if (commit === null) {
    const stderr = `fatal: couldn't find remote ref ${target}`
    throw gitFailure({ code: 1, stdout: Buffer.alloc(0), stderr }, repository.remote, target)
  }
  const [own, posts] = await Promise.all(
    ['', 'incidents/'].map((folder) => plainFiles(repository, commit, folder, target)),
  )
  const wanted = [
    ...own!.filter(({ name }) => name === 'components.yml').map(({ name, oid }) => ({ path: name, oid })),
    ...posts!.filter(({ name }) => /\.md$/i.test(name)).map(({ name, oid }) => ({ path: `incidents/${name}`, oid })),
  ]
  const texts = await readFiles(repository, [...new Set(wanted.map(({ oid }) => oid))])
  return { commit, files: new Map(wanted.map(({ path, oid }) => [path, texts.get(oid) ?? ''])) }
}

const trailer = (key: string) => `Candor-Post: ${key}`

/** The commit of an earlier delivery: a run may be started again by hand, or have lost its answer. */
async function commitOf(
  { root, prefix }: Repository,
  tip: string,
  { key, since }: PostOrder,
): Promise<{ commit: string; path: string | null } | null> {
  const words = ['log', '-1', '--format=%H', '--name-only', '--fixed-strings', `--grep=${trailer(key)}`]
  // Clocks differ, and a commit has the time of its own machine.
  const answer = await git(root, [...words, `--since=${since - 86_400}`, tip, '--'])
  const [commit = '', ...names] = answer.stdout.toString('utf8').trim().split('\n')
  if (answer.code !== 0 || commit === '') return null
  return { commit, path: names.find((name) => name.startsWith(`${prefix}incidents/`))?.slice(prefix.length) ?? null }
}

/** The branch is ours alone. When it is there, an earlier delivery put it there. */
async function propose(repository: Repository, branch: string, commit: string): Promise<void> {
  try {
    await push(repository, branch, commit, null)
  } catch (error) {
    if (!(error instanceof GitFailure) || error.trouble !== 'moved') throw error
  }
}

/** Whether `commit` holds what `ours` wrote; fetches main when it does not know it. */
export async function holds(root: string, commit: string, ours: string): Promise<boolean> {
  if (commit === ours) return true
  const isAncestor = async () => (await git(root, ['merge-base', '--is-ancestor', ours, commit])).code === 0
  if (await isAncestor()) return true
  const known = await git(root, ['cat-file', '-e', `${commit}^{commit}`])
  if (known.code === 0) return false
  await fetchBranch(await openRemote(root, undefined, target), target)
  return isAncestor()
}
