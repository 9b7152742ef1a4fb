import type { Config } from '../config/config.ts'
import type { Outage } from '../outages/outage.ts'
import { type Instant, minute } from '../time/instant.ts'

const beginTogether = 5 * minute
const sameAgain = 15 * minute

/**
 * Puts outages that people would call one event together: those that begin within 5 minutes of each other,
 * overlap and share a dependency, or are of one component less than 15 minutes apart.
 * Groups and their members are in order of start; a group keeps the id of its first outage.
 */
export function groupOutages(outages: readonly Outage[], config: Config, now: Instant): Outage[][] {
  const needs = new Map(
    config.components.map((component) => [component.id, new Set([component.id, ...component.depends_on])]),
  )
  const sorted = [...outages].sort((a, b) => a.start - b.start || (a.component < b.component ? -1 : 1))
  const groups: Outage[][] = []
  /** Those that an outage still to come could belong to: years of history are not gone through again for each. */
  let recent: Outage[][] = []
  for (const outage of sorted) {
    recent = recent.filter((members) => members.some((member) => mayGoOn(member, outage.start)))
    const group = recent.find((members) => members.some((member) => belongTogether(member, outage)))
    if (group) group.push(outage)
    else {
      const begun = [outage]
      groups.push(begun)
      recent.push(begun)
    }
  }
  return groups

  function mayGoOn({ start, end }: Outage, at: Instant): boolean {
    return at - start <= beginTogether || at < (end ?? now) + sameAgain
  }

  function belongTogether(earlier: Outage, later: Outage): boolean {
    const end = earlier.end ?? now
    if (later.start - earlier.start <= beginTogether) return true
    if (earlier.component === later.component) return later.start - end < sameAgain
    return later.start < end && shareDependency(earlier.component, later.component)
  }

  function shareDependency(a: string, b: string): boolean {
    const ofA = needs.get(a)
    const ofB = needs.get(b)
    return ofA !== undefined && ofB !== undefined && [...ofA].some((id) => ofB.has(id))
  }
}
