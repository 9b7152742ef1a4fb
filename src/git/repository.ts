import { ask, git } from './git.ts'
import { gitFailure } from './trouble.ts'

/** What has to be known of a clone before results can travel. */
export interface Repository {
  /** Absolute path of the page's folder inside the clone. */
  root: string
  /** From the top of the clone to `root`, with a slash at its end; empty when they are the same. */
  prefix: string
  /** Absolute path of Git's own folder, the common one of all worktrees. */
  gitFolder: string
  /** History is cut off: a fetch may cut too. In a whole clone it must not, or it would cut the person's history. */
  shallow: boolean
  /** Files are fetched one by one when they are looked at (`--filter=blob:none`): better ask for them in one go. */
  partial: boolean
  remote: string
  /** Seconds that one exchange with the remote may take, where somebody waits; else `networkLimit`. */
  patience?: number
}

/** Looks at the clone that holds `root`. Throws a Failure when there is none. */
export async function openRepository(root: string, remote = 'origin'): Promise<Repository> {
  const answer = await git(root, [
    'rev-parse',
    '--is-shallow-repository',
    '--show-prefix',
    '--path-format=absolute',
    '--git-common-dir',
  ])
  if (answer.code !== 0) throw gitFailure(answer)
  const [shallow, prefix = '', gitFolder = ''] = answer.stdout.toString('utf8').split('\n')
  const promisor = await ask(root, ['config', '--get', `remote.${remote}.promisor`])
  return { root, prefix, gitFolder, shallow: shallow === 'true', partial: promisor === 'true', remote }
}

/** Whether there is a remote to exchange with, by that name (an address always is). */
export async function hasRemote(repository: Repository): Promise<boolean> {
  if (/[:/]/.test(repository.remote)) return true
  return (await ask(repository.root, ['remote', 'get-url', repository.remote])) !== null
}

/** As `openRepository`, for those who cannot do without the remote: throws a Failure when there is none. */
export async function openRemote(
  root: string,
  remote: string | undefined,
  branch: string,
  patience?: number,
): Promise<Repository> {
  const repository = { ...(await openRepository(root, remote)), patience }
  if (await hasRemote(repository)) return repository
  const stderr = `error: No such remote '${repository.remote}'`
  throw gitFailure({ code: 2, stdout: Buffer.alloc(0), stderr }, repository.remote, branch)
}
