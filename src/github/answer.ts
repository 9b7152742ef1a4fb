import type { Octokit } from 'octokit'
import type { z } from 'zod'
import type { GitHub } from './client.ts'
import { GitHubFailure } from './trouble.ts'

/**
 * Reads what is asked for out of an answer. A company's old server, or somebody who answers in GitHub's place, may say
 * anything: what has another shape is told as such, and never taken for an empty answer.
 */
export function read<S extends z.ZodType>(doing: string, shape: S, data: unknown): z.output<S> {
  const { success, data: known, error } = shape.safeParse(data)
  if (success) return known
  const where = error.issues[0]?.path.join('.') ?? ''
  throw new GitHubFailure(
    'strange',
    `GitHub's answer is none we know (${where === '' ? 'as a whole' : `\`${where}\``}), when we wanted to ${doing}.`,
    error,
  )
}

type Base = Parameters<Parameters<GitHub['call']>[1]>[1]

/** A call whose "no" is an answer: null when there is nothing there (404). */
export async function ifThere<T>(
  github: GitHub,
  doing: string,
  ask: (octokit: Octokit, base: Base) => Promise<{ data: T }>,
): Promise<T | null> {
  try {
    return await github.call(doing, ask)
  } catch (error) {
    if (error instanceof GitHubFailure && error.trouble === 'missing') return null
    throw error
  }
}
