import { Failure } from '../problem/problem.ts'

/** What a copy did. */
export interface Copied {
  /** Files that were new or different. */
  copied: number
  removed: number
}

/** Is shown the file of words that a place has, or null; throws when it is to be left as it is. */
export type Guard = (there: string | null) => void

/** How far a copy had come when it stopped: what visitors see there now. */
export type Stage = 'looking' | 'assets' | 'pages' | 'removing'

const state: Record<Stage, string> = {
  looking: 'Nothing was copied; the page there is as it was.',
  assets: 'The page there is the old one, whole: only pictures and scripts had been copied.',
  pages: 'Each file there is whole; some may be of the old page, some of the new one.',
  removing: 'The page there is the new one; only files that are gone were not removed.',
}

export function stopped(place: string, stage: Stage, why: string, whole = false): Failure {
  const now = whole && stage === 'pages' ? 'The page there is the old one, whole.' : state[stage]
  return new Failure(`The copy to ${place} stopped: ${why}\n  ${now} The next copy does the rest; now: ./candor mirror`)
}
