import type { Finding } from '../verdict/classes.ts'
import { findingOf } from './fault.ts'

/** An answer that is fine but later than `degraded_over` (seconds) is `slow`; `ms` null: there is nothing to measure. */
export function slowOr(finding: Finding, limit: number | null, ms: number | null): Finding {
  return limit !== null && ms !== null && ms > limit * 1000 ? findingOf('slow') : finding
}
