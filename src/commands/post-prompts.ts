import process from 'node:process'
import type { Config } from '../config/config.ts'
import { wordsIn } from '../config/scalars.ts'
import { componentStatuses, type Post } from '../incidents/incident.ts'
import { type Status, statusTitles } from '../incidents/words.ts'
import { Failure } from '../problem/problem.ts'

/** Whether there is a person to ask. */
export function canAsk(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true
}

/** The value of a flag, or what the person at the terminal types; a Failure (wrong use) when there is nobody to ask. */
export async function given(
  value: string | undefined,
  flag: string,
  question: string,
  example: string,
): Promise<string> {
  if (value !== undefined && value.trim() !== '') return value.trim()
  if (!canAsk())
    throw new Failure(`--${flag} is missing.\n  Expected it as in: --${flag} ${JSON.stringify(example)}`, {
      exitCode: 2,
    })
  const { text } = await import('@clack/prompts')
  return answered(
    await text({
      message: question,
      placeholder: example,
      validate: (typed) => (typed?.trim() ? undefined : 'Please type something.'),
    }),
  ).trim()
}

/** As many `api=partial_outage` as the person picks. */
export async function askComponents(config: Config, statuses: boolean): Promise<string[]> {
  if (!canAsk() || config.components.length === 0) return []
  const { multiselect, select } = await import('@clack/prompts')
  const language = config.site.languages[0]
  const options = config.components
    .filter(({ retired }) => retired === null)
    .map(({ id, name }) => ({ value: id, label: wordsIn(name, language, language), hint: id }))
  const ids = answered(
    await multiselect({ message: 'Which components? (space picks, enter goes on)', options, required: false }),
  )
  if (!statuses) return ids
  const words: string[] = []
  for (const id of ids) {
    const choices = componentStatuses
      .filter((status) => status !== 'under_maintenance')
      .map((value) => ({ value, label: value.replaceAll('_', ' ') }))
    words.push(
      `${id}=${answered(await select({ message: `How is ${id}?`, options: choices, initialValue: 'partial_outage' as const }))}`,
    )
  }
  return words
}

/** One of several posts; null when there is nobody to ask, or nothing to choose from. */
export async function askPost(posts: readonly Post[]): Promise<Post | null> {
  if (!canAsk() || posts.length === 0) return null
  const { select } = await import('@clack/prompts')
  const options = posts.slice(0, 12).map((post) => ({ value: post, label: post.title, hint: post.id }))
  return answered(await select({ message: 'Which one?', options }))
}

export async function askKind(kinds: readonly string[]): Promise<string | null> {
  if (!canAsk()) return null
  const { select } = await import('@clack/prompts')
  return answered(await select({ message: 'What is it?', options: kinds.map((value) => ({ value, label: value })) }))
}

export async function askStatus(allowed: readonly Status[], initial: Status): Promise<Status> {
  if (!canAsk()) return initial
  const { select } = await import('@clack/prompts')
  const options = allowed.map((value) => ({ value, label: statusTitles[value] }))
  return answered(await select({ message: 'Where are we?', options, initialValue: initial }))
}

/** Ctrl-C is an answer too: nothing is written. */
export function answered<T>(answer: T): Exclude<T, symbol> {
  if (typeof answer === 'symbol') throw new Failure('cancelled; nothing was written.')
  return answer as Exclude<T, symbol>
}
