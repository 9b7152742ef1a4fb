import { z } from 'zod'
import { read } from './answer.ts'
import type { GitHub } from './client.ts'
import { GitHubFailure } from './trouble.ts'

const shape = z.array(z.object({ name: z.string() }))

/** Names of the secrets that workflows of the repository may use, its own and its organisation's. GitHub tells no values. */
export async function secretNames(github: GitHub): Promise<string[]> {
  const doing = 'list the names of the secrets'
  const own = await github.list(doing, (octokit, base) =>
    octokit.paginate.iterator(octokit.rest.actions.listRepoSecrets, { ...base, per_page: 100 }),
  )
  const shared = await github
    .list(doing, (octokit, base) =>
      octokit.paginate.iterator(octokit.rest.actions.listRepoOrganizationSecrets, { ...base, per_page: 100 }),
    )
    .catch((error: unknown) => {
      // A person's own repository has no organisation.
      if (error instanceof GitHubFailure && error.trouble === 'missing') return []
      throw error
    })
  return read(doing, shape, [...own, ...shared]).map(({ name }) => name)
}
