import type { Exclusion } from './exclusions.ts'

/** The gaps of one component together: a month of a late schedule has hundreds. */
export interface Unobserved {
  component: string
  seconds: number
  gaps: number
  longest: number
}

export function unobservedTogether(exclusions: readonly Exclusion[]): Unobserved[] {
  const byComponent = new Map<string, Unobserved>()
  for (const { component, kind, seconds } of exclusions) {
    if (kind !== 'unobserved') continue
    const known = byComponent.get(component) ?? { component, seconds: 0, gaps: 0, longest: 0 }
    known.seconds += seconds
    known.gaps += 1
    known.longest = Math.max(known.longest, seconds)
    byComponent.set(component, known)
  }
  return [...byComponent.values()]
}
