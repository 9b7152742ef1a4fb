import type { Instant } from '../time/instant.ts'

/** `2026-11-21T10:05:03.000Z`, as Statuspage's clients expect a time. */
export function millisecondTime(instant: Instant): string {
  return new Date(instant * 1000).toISOString()
}

export function millisecondTimeOrNull(instant: Instant | null): string | null {
  return instant === null ? null : millisecondTime(instant)
}
