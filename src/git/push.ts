import { git, networkLimit } from './git.ts'
import type { Repository } from './repository.ts'
import { ownRef } from './tip.ts'
import { gitFailure } from './trouble.ts'

/** Pushes a commit only if the branch is still where we saw it (`expected`; null: not there yet). */
export async function push(
  repository: Repository,
  branch: string,
  commit: string,
  expected: string | null,
): Promise<void> {
  const { root, remote, patience = networkLimit } = repository
  const ref = `refs/heads/${branch}`
  // Always with the commit: a bare lease is that of the last fetch, whoever made it.
  const lease = `--force-with-lease=${ref}:${expected ?? ''}`
  const answer = await git(root, ['push', '--porcelain', '--no-verify', lease, remote, `${commit}:${ref}`], {
    limit: patience,
  })
  if (answer.code !== 0) throw gitFailure(answer, remote, branch)
  // Only saves the next fetch some work.
  await git(root, ['update-ref', ownRef(branch), commit])
}
