import type { Finding } from '../advice/finding.ts'
import type { WorkflowFile } from '../advice/workflow-file.ts'
import type { Config } from '../config/config.ts'
import type { Environment } from '../github/place.ts'
import type { Problem } from '../problem/problem.ts'
import type { Instant } from '../time/instant.ts'
import type { Hub } from './doctor-hub.ts'

/** What an examination is given. */
export interface Patient {
  root: string
  config: Config
  /** What is wrong with components.yml, and what it warns of; `config` may be an earlier one. */
  problems: readonly Problem[]
  now: Instant
  env: Environment
  /** `owner/name`; null when nobody knows, or when it lives elsewhere. */
  slug: string | null
  /** The top of the clone; `root` where there is none. */
  top: string
  workflows: WorkflowFile[]
  /** The line to GitHub; null when there is none. */
  hub: Hub | null
  /** Why there is none: as the end of "cannot be seen ...", as a sentence that says what to do, and where more of it is. */
  whyNoHub: string
  why: string
  whyLink: string
  /** It lives at another Git host: what only GitHub has is not looked at. */
  isElsewhere: boolean
  /** In a run of Actions, the first one: the page is not there yet, and the secrets are in the environment. */
  isFirstRun: boolean
}

/** One thing that a page needs in order to work. It looks and says; it changes nothing. */
export interface Examination {
  /** Scripts may rely on it. */
  id: string
  /** What it looks at, for those who have to be told that it could not. */
  about: string
  /** The page of docs/ that says what to do, with its heading. */
  link: string
  /** Which can be made only where there is a line to GitHub. */
  needs?: 'github'
  /** A Failure it throws says why it could not be looked at. */
  look: (patient: Patient) => Promise<Finding>
}

/** An examination that needs GitHub, and is never made without. */
export function atGitHub(
  given: Omit<Examination, 'look' | 'needs'> & { look: (hub: Hub, patient: Patient) => Promise<Finding> },
): Examination {
  return {
    ...given,
    needs: 'github',
    look: async (patient) => {
      if (patient.hub === null) throw new TypeError(`${given.id} is made without GitHub`)
      return await given.look(patient.hub, patient)
    },
  }
}
