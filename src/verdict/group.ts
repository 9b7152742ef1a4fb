import { type Finding, type Verdict, verdictOf, worse } from './classes.ts'

const words = { degraded: 'degraded_performance', partial: 'partial_outage', down: 'major_outage' } as const

function reported(verdict: 'up' | keyof typeof words): Finding {
  if (verdict === 'up') return { verdict, class: null, detail: null }
  return { verdict: verdictOf('reported', words[verdict]), class: 'reported', detail: words[verdict] }
}

/**
 * What the members of a group come to: the worst of them, unknown ones abstaining as places do; or, where `atLeast` so
 * many (up or degraded) are enough, down below that number, degraded above it while one is not up. Unknown
 * (`checker:members`) when nothing is known, or when those that are unknown would decide. Pure.
 */
export function groupFinding(members: readonly Verdict[], atLeast: number | null): Finding {
  const known = members.filter((verdict) => verdict !== 'unknown')
  const unknown: Finding = { verdict: 'unknown', class: 'checker', detail: 'members' }
  if (known.length === 0) return unknown
  const worst = known.reduce(worse, 'up') as Exclude<Verdict, 'unknown'>
  if (atLeast === null) return reported(worst)
  const working = known.filter((verdict) => verdict === 'up' || verdict === 'degraded').length
  if (working >= atLeast) return reported(worst === 'up' ? 'up' : 'degraded')
  return members.length - known.length + working >= atLeast ? unknown : reported('down')
}
