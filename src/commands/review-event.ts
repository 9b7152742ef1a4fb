import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { Failure } from '../problem/problem.ts'

/** The pull request that a run is about, as GitHub says. */
export interface PullRequest {
  number: number
  /** The newest commit of its head. */
  commit: string
  /** Its head lies in another repository, or in one that is gone. */
  isFork: boolean
}

/** The few words of GitHub's `pull_request` event that are looked at. */
const event = z.object({
  pull_request: z.object({
    number: z.int().positive(),
    head: z.object({
      sha: z.string().regex(/^[0-9a-f]{40,64}$/),
      repo: z.object({ full_name: z.string() }).nullable(),
    }),
    base: z.object({ repo: z.object({ full_name: z.string() }) }),
  }),
})

/** Reads the file that GITHUB_EVENT_PATH names. Throws a Failure (wrong use) for any other event. */
export async function pullRequestFrom(env: NodeJS.ProcessEnv): Promise<PullRequest> {
  const text = await readFile(env['GITHUB_EVENT_PATH'] ?? '', 'utf8').catch(() => '')
  const read = event.safeParse(parsed(text))
  if (!read.success) {
    throw new Failure(
      'this is no run of a pull request.\n  Expected the workflow pull-request.yml: `on: pull_request` (GITHUB_EVENT_PATH names its event).',
      { exitCode: 2 },
    )
  }
  const { number, head, base } = read.data.pull_request
  return { number, commit: head.sha, isFork: head.repo?.full_name !== base.repo.full_name }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
