import type { GitHub } from './client.ts'
import { GitHubFailure } from './trouble.ts'

/** The roles that may push; what a role of a company's own allows is told by its nearest of these. */
export type Permission = 'admin' | 'write' | 'read' | 'none'

/** What a person may do in the repository, asked now: an event says only what they once were. A stranger may do nothing. */
export async function permissionOf(github: GitHub, login: string): Promise<Permission> {
  try {
    const { permission } = await github.call(`see what @${login} may do`, (octokit, base) =>
      octokit.rest.repos.getCollaboratorPermissionLevel({ ...base, username: login }),
    )
    return (['admin', 'write', 'read'] as const).find((known) => known === permission) ?? 'none'
  } catch (error) {
    if (error instanceof GitHubFailure && error.trouble === 'missing') return 'none'
    throw error
  }
}
