import { good, noted, problem } from '../advice/finding.ts'
import { hasRemote, openRepository } from '../git/repository.ts'
import { remoteHost, repositorySlug } from '../git/state.ts'
import { GitFailure } from '../git/trouble.ts'
import type { Examination } from './doctor-examination.ts'

/** The clone and its remote: without one, results have nowhere to go. */
export const origin: Examination = {
  id: 'origin',
  about: 'the clone',
  link: 'doctor.md#origin',
  async look({ root, config, env }) {
    try {
      const repository = await openRepository(root)
      if (!(await hasRemote(repository))) {
        return problem('This clone has no remote `origin`: results are kept here, and no page is built of them.')
      }
    } catch (error) {
      if (!(error instanceof GitFailure) || error.trouble !== 'no_repository') throw error
      return problem('This folder is no Git repository yet: results are kept here, and no page is built of them.')
    }
    const [host, slug] = await Promise.all([remoteHost(root), repositorySlug(root)])
    const named = config.site.repository
    if (host !== null && host !== gitHubHost(env) && (env['GITHUB_REPOSITORY'] ?? named) === null) {
      return noted(`The remote is at ${host}: what only GitHub has is not looked at.`)
    }
    if (host === gitHubHost(env) && slug !== null && named !== null && slug.toLowerCase() !== named.toLowerCase()) {
      return problem(
        `\`site.repository\` is ${named}, and this clone's remote is ${slug}: the page would link to the other one.`,
      )
    }
    return good(slug === null || host === null ? 'The clone has a remote.' : `The remote is ${slug} at ${host}.`)
  },
}

export function gitHubHost(env: Readonly<Record<string, string | undefined>>): string {
  return URL.parse(env['GITHUB_SERVER_URL'] || 'https://github.com')?.hostname ?? 'github.com'
}
