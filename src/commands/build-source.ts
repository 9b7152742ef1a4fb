import process from 'node:process'
import { git } from '../git/git.ts'
import { ownRef } from '../git/tip.ts'
import type { Source } from '../site/build-input.ts'

/** The commit that is checked out (not the one an event names: a newer one may have been fetched) and the run. */
export async function sourceOf(root: string, resultsBranch: string | null = null): Promise<Source> {
  const commitAt = async (name: string) => {
    const answer = await git(root, ['rev-parse', '--verify', '--quiet', name])
    return answer.code === 0 ? answer.stdout.toString('utf8').trim() : null
  }
  const { GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt, GITHUB_SERVER_URL: server } = process.env
  return {
    commit: await commitAt('HEAD'),
    run: run === undefined ? null : `${run}.${attempt ?? '1'}`,
    results: resultsBranch === null ? null : await commitAt(ownRef(resultsBranch)),
    ...(server === undefined ? {} : { server }),
  }
}
