import type { GitHub } from './client.ts'
import { onlyOnce } from './only-once.ts'

export interface Issue {
  number: number
  title: string
  body: string
  state: 'open' | 'closed'
  /** Who opened it; `isBot` as GitHub says, not as the name looks. */
  author: { login: string; isBot: boolean }
  labels: string[]
  isPullRequest: boolean
  /** Where people look at it. */
  url: string
}

export interface NewIssue {
  title: string
  body: string
  labels?: string[]
  /** Who is asked to look; those who may not be assigned are left out by GitHub. */
  assignees?: string[]
}

export type IssueChange = Partial<NewIssue> & {
  state?: 'open' | 'closed'
  reason?: 'completed' | 'not_planned' | 'reopened'
}

interface Raw {
  number: number
  title: string
  body?: string | null
  state: string
  user: { login: string; type: string } | null
  labels: (string | { name?: string })[]
  pull_request?: unknown
  html_url: string
}

export async function issue(github: GitHub, number: number): Promise<Issue> {
  return issueFrom(
    await github.call(`read issue #${number}`, (octokit, base) =>
      octokit.rest.issues.get({ ...base, issue_number: number }),
    ),
  )
}

/** Issues, the newest first, pull requests left out. `since`: those that changed from then on. */
export async function issues(
  github: GitHub,
  filter: { state?: 'open' | 'closed' | 'all'; labels?: string[]; creator?: string; since?: string } = {},
): Promise<Issue[]> {
  const { labels, ...rest } = filter
  const all = await github.list('list the issues', (octokit, base) =>
    octokit.paginate.iterator(octokit.rest.issues.listForRepo, {
      ...base,
      state: 'open',
      ...rest,
      labels: labels?.join(','),
      per_page: 100,
    }),
  )
  return all.map(issueFrom).filter((one) => !one.isPullRequest)
}

/**
 * Opens an issue whose body holds `mark` (a hidden line that no other issue of ours has), or gives the one that is there
 * already: GitHub may have made it and failed to say so.
 */
export async function openIssueOnce(github: GitHub, order: NewIssue, mark: string): Promise<Issue> {
  return onlyOnce(github, {
    find: async () => {
      const ours = await issues(github, { state: 'all', labels: order.labels })
      return ours.find((one) => one.author.isBot && one.body.includes(mark)) ?? null
    },
    make: async () =>
      issueFrom(
        await github.callOnce('open an issue', (octokit, base) => octokit.rest.issues.create({ ...base, ...order })),
      ),
  })
}

export async function changeIssue(github: GitHub, number: number, change: IssueChange): Promise<Issue> {
  const { reason, ...rest } = change
  return issueFrom(
    await github.call(`change issue #${number}`, (octokit, base) =>
      octokit.rest.issues.update({ ...base, ...rest, issue_number: number, ...(reason && { state_reason: reason }) }),
    ),
  )
}

export function closeIssue(github: GitHub, number: number): Promise<Issue> {
  return changeIssue(github, number, { state: 'closed', reason: 'completed' })
}

function issueFrom(raw: Raw): Issue {
  return {
    number: raw.number,
    title: raw.title,
    body: raw.body ?? '',
    state: raw.state === 'closed' ? 'closed' : 'open',
    author: { login: raw.user?.login ?? 'ghost', isBot: raw.user?.type === 'Bot' },
    labels: raw.labels.map((label) => (typeof label === 'string' ? label : (label.name ?? ''))),
    isPullRequest: raw.pull_request !== undefined,
    url: raw.html_url,
  }
}
