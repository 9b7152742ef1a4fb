import type { Finding, Verdict } from '../verdict/classes.ts'

/** What was found of one component. */
export interface Told extends Pick<Finding, 'verdict' | 'class'> {
  component: string
}

/** Git's own habit: what is longer is cut off in most lists of commits. */
const longest = 72
const worstFirst: Verdict[] = ['down', 'partial', 'degraded', 'unknown']

/**
 * The subject of a commit of results, for a person who reads the log: `All 20 up`, `api down: timeout; 19 up`,
 * `3 down: api, web, db; 17 up`. Null when nothing was found.
 */
export function subjectOf(results: readonly Told[]): string | null {
  if (results.length === 0) return null
  const up = results.filter(({ verdict }) => verdict === 'up').length
  if (up === results.length) return up === 1 ? `${results[0]!.component} up` : `All ${up} up`
  const groups = worstFirst.map((verdict) => results.filter((result) => result.verdict === verdict))
  const tail = up > 0 ? [`${up} up`] : []
  // As many names as fit; without any, the counts still do.
  for (let names = results.length; names > 0; names -= 1) {
    const subject = [...groups.flatMap((group) => words(group, names)), ...tail].join('; ')
    if (subject.length <= longest) return subject
  }
  return [...groups.flatMap((group) => words(group, 0)), ...tail].join('; ')
}

function words(group: readonly Told[], names: number): string[] {
  const [first] = group
  if (first === undefined) return []
  const { verdict } = first
  if (names === 0) return [`${group.length} ${verdict}`]
  if (group.length === 1) return [`${first.component} ${verdict}${first.class === null ? '' : `: ${first.class}`}`]
  const named = group.slice(0, names).map(({ component }) => component)
  const more = group.length - named.length
  return [`${group.length} ${verdict}: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`]
}
