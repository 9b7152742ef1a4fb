import { createHash } from 'node:crypto'
import type { GitHub } from './client.ts'
import { onlyOnce } from './only-once.ts'
import { GitHubFailure } from './trouble.ts'

/** A comment on a line of a pull request; its body holds the line as it should be. */
export interface LineComment {
  /** From the top of the repository. */
  path: string
  line: number
  body: string
}

/**
 * Comments on lines of a pull request, all in one review (one mail), none of them twice: what was said of a line before
 * is not said again. How many were new. GitHub refuses all of them when one line is not part of the change: then none.
 */
export async function commentLinesOnce(
  github: GitHub,
  pull: { number: number; commit: string },
  comments: readonly LineComment[],
  words: string,
): Promise<number> {
  let fresh: LineComment[] = []
  try {
    await onlyOnce(github, {
      find: async () => {
        const said = comments.length === 0 ? '' : await saidSoFar(github, pull.number)
        fresh = comments.filter((comment) => !said.includes(markOf(comment)))
        return fresh.length === 0 ? true : null
      },
      make: async () => {
        await github.callOnce(`suggest lines in #${pull.number}`, (octokit, base) =>
          octokit.rest.pulls.createReview({
            ...base,
            pull_number: pull.number,
            commit_id: pull.commit,
            event: 'COMMENT',
            body: words,
            comments: fresh.map((comment) => ({
              ...comment,
              body: `${markOf(comment)}\n${comment.body}`,
              side: 'RIGHT',
            })),
          }),
        )
        return true
      },
    })
    return fresh.length
  } catch (error) {
    if (error instanceof GitHubFailure && error.trouble === 'invalid') return 0
    throw error
  }
}

/** The bodies of all comments of ours on its lines. */
async function saidSoFar(github: GitHub, number: number): Promise<string> {
  const all = await github.list(`read the comments on the lines of #${number}`, (octokit, base) =>
    octokit.paginate.iterator(octokit.rest.pulls.listReviewComments, { ...base, pull_number: number, per_page: 100 }),
  )
  return all
    .filter((one) => one.user?.type === 'Bot')
    .map(({ body }) => body)
    .join('\n')
}

function markOf({ path, line, body }: LineComment): string {
  const digest = createHash('sha256').update(JSON.stringify([path, line, body]))
  return `<!-- candor:line:${digest.digest('hex').slice(0, 16)} -->`
}
