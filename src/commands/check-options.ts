import { Failure } from '../problem/problem.ts'
import { parseDuration } from '../time/duration.ts'
import type { Shard } from './check-due.ts'

/** What commander hands over. */
export interface CheckFlags {
  root: string
  now?: string
  json?: boolean
  dryRun?: boolean
  failOnDown?: boolean
  publish?: boolean
  notify?: boolean
  askForPage?: boolean
  watch: boolean
  shard?: string
  every?: string
  for?: string
}

function wrongUse(what: string, expected: string): never {
  throw new Failure(`${what}\n  Expected ${expected}`, { exitCode: 2 })
}

export function shardOf(text: string | undefined): Shard | null {
  if (text === undefined) return null
  const [, index, count] = (/^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? []).map(Number)
  if (index === undefined || count === undefined || index < 1 || index > count) {
    wrongUse(
      `\`--shard ${text}\` is no share of the components.`,
      'the number of this job and of all, as in: --shard 1/4',
    )
  }
  return { index, count }
}

function secondsOf(flag: string, text: string, example: string): number {
  const seconds = parseDuration(text)
  if (seconds === null || seconds <= 0)
    wrongUse(`\`--${flag} ${text}\` is no length of time.`, `for example: --${flag} ${example}`)
  return seconds
}

/** A steady beat: seconds from one round to the next, and for how long (null: until it is stopped). */
export interface Beat {
  every: number
  lasts: number | null
}

export function beatOf(flags: Pick<CheckFlags, 'every' | 'for'>): Beat | null {
  if (flags.every === undefined) {
    if (flags.for !== undefined)
      wrongUse('`--for` says how long a beat lasts, and there is none.', 'for example: --every 60s --for 55m')
    return null
  }
  const lasts = flags.for === undefined ? null : secondsOf('for', flags.for, '55m')
  return { every: secondsOf('every', flags.every, '60s'), lasts }
}
