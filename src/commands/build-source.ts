import process from 'node:process'
import { git } from '../git/git.ts'
import type { BuildInput } from '../site/build-input.ts'

/** The commit that is checked out (not the one an event names: a newer one may have been fetched) and the run. */
export async function sourceOf(root: string): Promise<BuildInput['source']> {
  const answer = await git(root, ['rev-parse', '--verify', 'HEAD'])
  const commit = answer.code === 0 ? answer.stdout.toString('utf8').trim() : null
  const { GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt } = process.env
  return { commit, run: run === undefined ? null : `${run}.${attempt ?? '1'}` }
}
