import { readFile } from 'node:fs/promises'
import process from 'node:process'
import { git } from '../git/git.ts'
import { serverOfPage } from '../git/server.ts'
import { ownRef } from '../git/tip.ts'
import type { Source } from '../site/build-input.ts'

/** The commit that is checked out (not the one an event names: a newer one may have been fetched) and the run. */
export async function sourceOf(root: string, resultsBranch: string | null = null): Promise<Source> {
  const commitAt = async (name: string) => {
    const answer = await git(root, ['rev-parse', '--verify', '--quiet', name])
    return answer.code === 0 ? answer.stdout.toString('utf8').trim() : null
  }
  const { GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt } = process.env
  const hidden = await privateRepository(process.env)
  return {
    commit: await commitAt('HEAD'),
    run: run === undefined ? null : `${run}.${attempt ?? '1'}`,
    results: resultsBranch === null ? null : await commitAt(ownRef(resultsBranch)),
    server: await serverOfPage(root, process.env),
    ...(hidden === null ? {} : { privateRepository: hidden }),
  }
}

/**
 * `owner/name` of the repository that this run of Actions is in, when its event says that not everybody may see it
 * (`private`, which GitHub also says of those that only a company sees). Null where nobody says so.
 */
export async function privateRepository(env: Record<string, string | undefined>): Promise<string | null> {
  const path = env['GITHUB_EVENT_PATH'] ?? ''
  if (path === '') return null
  try {
    const { repository } = JSON.parse(await readFile(path, 'utf8')) as {
      repository?: { private?: unknown; full_name?: unknown }
    }
    if (repository?.private !== true) return null
    return typeof repository.full_name === 'string' ? repository.full_name : (env['GITHUB_REPOSITORY'] ?? null)
  } catch {
    // No event, or one of a form we do not know: nobody says so.
    return null
  }
}
