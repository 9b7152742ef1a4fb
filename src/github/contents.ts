import type { GitHub } from './client.ts'
import { GitHubFailure } from './trouble.ts'

/** A file as a branch has it. `sha` names this version of it. */
export interface Content {
  text: string
  sha: string
}

/** The text of a file on main, where there is no clone to ask; null when it is not there. */
export async function content(github: GitHub, path: string, ref = 'main'): Promise<Content | null> {
  try {
    const data = await github.call(`read ${path}`, (octokit, base) =>
      octokit.rest.repos.getContent({ ...base, path, ref }),
    )
    if (Array.isArray(data) || data.type !== 'file' || !('content' in data)) return null
    return { text: Buffer.from(data.content, 'base64').toString('utf8'), sha: data.sha }
  } catch (error) {
    if (error instanceof GitHubFailure && error.trouble === 'missing') return null
    throw error
  }
}
