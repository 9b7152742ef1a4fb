import type { OperatorWord } from '../checks/operators.ts'
import type { Instant } from '../time/instant.ts'
import type { Mistake } from './command.ts'
import type { Marker } from './marker.ts'

/** Who says it, where and when. */
export interface Saying {
  marker: Marker
  /** Login at GitHub. */
  by: string
  at: Instant
}

/** A file of incidents/ as it is to be. */
export interface PostPlan {
  kind: 'post'
  /** Of the file: its name without `.md`. */
  id: string
  text: string
  /** For the log: `Resolve 2026-11-21-api`. */
  subject: string
  /** What its writer should know besides, a sentence each. */
  notes: string[]
}

/** What is to be done, on main as it is now. */
export type Plan =
  | PostPlan
  /** For checks/operators.csv. */
  | { kind: 'words'; words: OperatorWord[] }
  /** It is so already; the sentence says what. */
  | { kind: 'nothing'; id: string | null; message: string }
  | Mistake

export function refuse(message: string, corrected: string | null = null): Mistake {
  return { kind: 'mistake', messages: [message], corrected }
}

export function planned(id: string, text: string, verb: string): PostPlan {
  return { kind: 'post', id, text, subject: `${verb} ${id}`, notes: [] }
}
