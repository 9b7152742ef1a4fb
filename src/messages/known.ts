import { createHash } from 'node:crypto'
import type { NotifiedRow } from '../checks/notified.ts'
import type { OperatorWord } from '../checks/operators.ts'
import type { Problem } from '../problem/problem.ts'
import type { Snapshot } from '../status/snapshot.ts'
import type { Speak } from './words.ts'

/** What is known, to decide from who has to be told what. */
export interface Known {
  /** Everything, for operators. */
  internal: Snapshot
  /** Not one byte of what is internal, for the public. */
  public: Snapshot
  mistakes: readonly Mistakes[]
  /** Where people edit files, `https://github.com/acme/status`; null where that is not known. */
  repository: string | null
  /** `/ack` and `/mute`, as operators said them. */
  operators: readonly OperatorWord[]
  /** The words of each language, read when somebody has to be told something in it. */
  speak: Speak
  /** checks/notified.csv. */
  rows: readonly NotifiedRow[]
}

/** What is wrong with one file, and a digest of that: other mistakes are other news. */
export interface Mistakes {
  file: string
  problems: Problem[]
  digest: string
}

/** Mistakes by file; warnings are for those who validate. */
export function mistakesOf(problems: readonly Problem[]): Mistakes[] {
  const errors = problems.filter(({ severity }) => severity === 'error')
  return [...Map.groupBy(errors, ({ file }) => file)].map(([file, own]) => {
    const words = own.map(({ message, hint }) => `${message}\n${hint}`).join('\n')
    return { file, problems: own, digest: createHash('sha256').update(words).digest('hex').slice(0, 12) }
  })
}
