import { z } from 'zod'
import { read } from './answer.ts'
import type { GitHub } from './client.ts'
import { GitHubFailure } from './trouble.ts'

const peopleShape = z.array(z.object({ login: z.string() }))
const errorsShape = z.object({
  errors: z.array(z.object({ line: z.number(), kind: z.string(), path: z.string(), source: z.string().optional() })),
})

/** Logins of everybody who may push, and so post by comment. */
export async function writers(github: GitHub): Promise<string[]> {
  const doing = 'list who may write'
  const all = await github.list(doing, (octokit, base) =>
    octokit.paginate.iterator(octokit.rest.repos.listCollaborators, { ...base, permission: 'push', per_page: 100 }),
  )
  return read(doing, peopleShape, all).map(({ login }) => login)
}

/** What GitHub finds wrong in CODEOWNERS: owners who do not exist or may not write, and lines it cannot read. */
export async function codeownersErrors(github: GitHub) {
  const doing = 'read what is wrong in CODEOWNERS'
  const data = await github.call(doing, (octokit, base) => octokit.rest.repos.codeownersErrors({ ...base }))
  return read(doing, errorsShape, data).errors
}

/** Whether an issue may be assigned to them: they exist and belong to the repository. */
export async function isAssignable(github: GitHub, login: string): Promise<boolean> {
  try {
    await github.call(`see whether @${login} may be assigned`, (octokit, base) =>
      octokit.rest.issues.checkUserCanBeAssigned({ ...base, assignee: login }),
    )
    return true
  } catch (error) {
    if (error instanceof GitHubFailure && error.trouble === 'missing') return false
    throw error
  }
}
