import type { Config } from '../config/config.ts'
import type { Instant } from '../time/instant.ts'

/** What an examination is given. */
export interface Patient {
  root: string
  config: Config
  now: Instant
}

/** What it finds: one line. */
export interface Diagnosis {
  state: 'good' | 'problem'
  line: string
}

/** One thing that a page needs in order to work. It looks and says; it changes nothing. */
export interface Examination {
  id: string
  /** The page of docs/ that says what to do. */
  link: string
  look: (patient: Patient) => Promise<Diagnosis>
}
