import { z } from 'zod'
import { type Instant, parseInstant } from '../time/instant.ts'
import { read } from './answer.ts'
import type { GitHub } from './client.ts'

/** What GitHub says of the repository as a whole. */
export interface About {
  isPrivate: boolean
  defaultBranch: string
  isArchived: boolean
  isFork: boolean
  hasIssues: boolean
  hasPages: boolean
  /** GitHub's clock when it answered; null when it did not say. */
  time: Instant | null
}

const shape = z.object({
  private: z.boolean(),
  default_branch: z.string(),
  archived: z.boolean(),
  fork: z.boolean(),
  has_issues: z.boolean(),
  has_pages: z.boolean(),
})

const doing = 'look at the repository'

export async function aboutRepository(github: GitHub): Promise<About> {
  const { data, date } = await github.call(doing, async (octokit, base) => {
    const { data, headers } = await octokit.rest.repos.get({ ...base })
    return { data: { data, date: headers.date } }
  })
  const known = read(doing, shape, data)
  const time = Date.parse(date ?? '')
  return {
    isPrivate: known.private,
    defaultBranch: known.default_branch,
    isArchived: known.archived,
    isFork: known.fork,
    hasIssues: known.has_issues,
    hasPages: known.has_pages,
    time: Number.isNaN(time) ? null : parseInstant(new Date(time).toISOString()),
  }
}
