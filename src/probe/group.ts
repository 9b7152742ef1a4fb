import { vote } from '../checks/votes.ts'
import type { CheckOf, Component } from '../config/config.ts'
import type { Instant } from '../time/instant.ts'
import type { Result, Verdict } from '../verdict/classes.ts'
import { groupFinding } from '../verdict/group.ts'
import type { ProbeResult } from './probe.ts'
import type { LastResult } from './targets.ts'

/** What the newest run before this round said of a component. */
interface SeenMember {
  verdict: Verdict
  time: Instant
  columns: ReadonlyMap<string, LastResult>
}

/** What a round knows when its groups are summed up. */
export interface MemberResults {
  /** Every component there is, by whose `stale_after` older results hold. */
  all: readonly Component[]
  results: readonly ProbeResult[]
  seen: ReadonlyMap<string, SeenMember>
  now: Instant
}

type State = Pick<Result, 'verdict' | 'ms'>
type GroupComponent = Component & { check: CheckOf<'group'> }

/** A group has no network of its own: it is summed up when its members have their results. */
export function isGroup(component: Component): component is GroupComponent {
  return component.check?.type === 'group'
}

/** Those of `all` that are asked for, and every group that one of them belongs to: news of a member is news of it. */
export function withTheirGroups(asked: readonly Component[], all: readonly Component[]): Component[] {
  const ids = new Set(asked.map(({ id }) => id))
  const groups = all.filter(isGroup)
  for (let before = -1; before !== ids.size; ) {
    before = ids.size
    for (const { id, check } of groups) if (check.members.some((member) => ids.has(member))) ids.add(id)
  }
  return all.filter(({ id }) => ids.has(id))
}

/**
 * A result for each group among `components`: of their members' results of this round, else their newest ones as long
 * as those hold. Groups of groups too; a ring (which config refuses) counts as unknown. Retired members do not count.
 */
export function groupResults(components: readonly Component[], known: MemberResults): ProbeResult[] {
  const byId = new Map(known.all.map((component) => [component.id, component]))
  const groups = new Map(components.filter(isGroup).map((group) => [group.id, group]))
  const found = new Map<string, Result>()
  const begun = new Set<string>()

  const stateOf = (id: string): State => {
    const group = groups.get(id)
    if (group !== undefined) return resultOf(group)
    const own = known.results.filter((result) => result.component === id)
    if (own.length > 0) return { verdict: vote(own).verdict, ms: Math.max(...own.map(({ ms }) => ms)) }
    const before = known.seen.get(id)
    const holds = byId.get(id)?.check?.stale_after ?? 0
    if (before === undefined || known.now - before.time > holds) return { verdict: 'unknown', ms: 0 }
    return { verdict: before.verdict, ms: Math.max(0, ...[...before.columns.values()].map(({ ms }) => ms)) }
  }
  const resultOf = ({ id, check }: GroupComponent): Result => {
    const done = found.get(id)
    if (done !== undefined) return done
    if (begun.has(id)) return { ...groupFinding([], null), ms: 0 }
    begun.add(id)
    const members = check.members.filter((member) => !isRetired(byId.get(member), known.now)).map(stateOf)
    const finding = groupFinding(
      members.map(({ verdict }) => verdict),
      check.at_least ?? null,
    )
    const result = { ...finding, ms: Math.max(0, ...members.map(({ ms }) => ms)) }
    found.set(id, result)
    return result
  }
  return [...groups.values()].map((group) => asProbed(group.id, resultOf(group)))
}

function isRetired(component: Component | undefined, now: Instant): boolean {
  return component?.retired != null && component.retired <= now
}

/** In the form of what was probed; its ms is that of its slowest member. */
function asProbed(component: string, result: Result): ProbeResult {
  const timings = { dns: null, connect: null, tls: null, ttfb: null, total: result.ms }
  return { component, place: null, ...result, timings, attempts: [{ ...result, timings, final: true }] }
}
