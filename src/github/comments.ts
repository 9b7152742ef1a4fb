import type { GitHub } from './client.ts'
import { onlyOnce } from './only-once.ts'

export interface Comment {
  id: number
  body: string
  author: { login: string; isBot: boolean }
  url: string
}

/** What GitHub lets us put under a comment. */
export type Reaction = '+1' | '-1' | 'confused' | 'eyes' | 'hooray' | 'rocket'

interface Raw {
  id: number
  body?: string
  user: { login: string; type: string } | null
  html_url: string
}

/** Every comment of an issue or pull request, the oldest first. `since`: those that changed from then on. */
export async function comments(github: GitHub, number: number, since?: string): Promise<Comment[]> {
  const all = await github.list(`read the comments of #${number}`, (octokit, base) =>
    octokit.paginate.iterator(octokit.rest.issues.listComments, {
      ...base,
      issue_number: number,
      since,
      per_page: 100,
    }),
  )
  return all.map(commentFrom)
}

/**
 * Writes a comment whose body holds `mark` (a hidden line that no other comment there has). When ours is there already
 * it is made to say this, so that a second run or a failure of GitHub's never leaves two. A stranger's copy of the mark
 * is not ours.
 */
export async function sayOnce(github: GitHub, number: number, body: string, mark: string): Promise<Comment> {
  const said = await onlyOnce(github, {
    find: async () => {
      const all = await comments(github, number)
      return all.find((one) => one.author.isBot && one.body.includes(mark)) ?? null
    },
    make: async () =>
      commentFrom(
        await github.callOnce(`answer on #${number}`, (octokit, base) =>
          octokit.rest.issues.createComment({ ...base, issue_number: number, body }),
        ),
      ),
  })
  return said.body === body ? said : changeComment(github, said.id, body)
}

export async function changeComment(github: GitHub, id: number, body: string): Promise<Comment> {
  return commentFrom(
    await github.call('change our comment', (octokit, base) =>
      octokit.rest.issues.updateComment({ ...base, comment_id: id, body }),
    ),
  )
}

/** Puts a sign under a comment; done twice it is there once. */
export async function react(github: GitHub, comment: number, content: Reaction): Promise<void> {
  await github.call('react to a comment', (octokit, base) =>
    octokit.rest.reactions.createForIssueComment({ ...base, comment_id: comment, content }),
  )
}

function commentFrom(raw: Raw): Comment {
  return {
    id: raw.id,
    body: raw.body ?? '',
    author: { login: raw.user?.login ?? 'ghost', isBot: raw.user?.type === 'Bot' },
    url: raw.html_url,
  }
}
