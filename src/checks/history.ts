import type { Interval } from '../intervals/interval.ts'
import type { Instant } from '../time/instant.ts'
import type { Finding, Verdict } from '../verdict/classes.ts'
import type { OperatorWord } from './operators.ts'

/** A stretch in which a component had one verdict, from its first result to the next other one. */
export interface Stretch extends Interval, Finding {}

/** The newest result of a component. */
export interface LatestResult extends Finding {
  time: Instant
  ms: number
  /** How long it holds: `time` + `stale_after`. */
  freshUntil: Instant
}

/** All that results say of one component, from spans (closed days) and rows (open days) together. */
export interface History {
  component: string
  /** When its first result was; null when there is none. */
  first: Instant | null
  /** Covered by a result that is not unknown. Sorted, apart, merged. */
  observed: Interval[]
  /** What was not plainly up and not unknown (down, partial, degraded), in order, neighbours that are equal joined. */
  bad: Stretch[]
  /** Stretches with a result of verdict unknown (not gaps). */
  unknown: Stretch[]
  latest: LatestResult | null
  /** The newest result that was not unknown; unknown ones abstain. */
  latestKnown: LatestResult | null
  /** What the confirmed timeline says right after `latestKnown`; null when there is none. */
  state: Finding | null
}

/** p50 and p95 of the time to the first byte, one entry a closed UTC day. */
export interface DailyLatency {
  date: string
  runs: number
  p50: number
  p95: number
}

export interface LatencyPoint {
  time: Instant
  ms: number
  verdict: Verdict
}

/** Everything the site and the commands read of checks/. */
export interface Results {
  /** By component id, for each component of the config (an empty history when it has no results). */
  histories: Map<string, History>
  latency: Map<string, { daily: DailyLatency[]; recent: LatencyPoint[] }>
  /** Time of the newest row that is not in the future; null when nobody ever looked. */
  checkedAt: Instant | null
  /** What operators said of outages, oldest first. */
  operators: OperatorWord[]
}
