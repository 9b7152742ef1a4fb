import { formatInstant, type Instant } from '../time/instant.ts'

/** `2026-11-21T10:05:03.000Z`, as Statuspage's clients expect a time. */
export function millisecondTime(instant: Instant): string {
  return formatInstant(instant).replace('Z', '.000Z')
}

export function millisecondTimeOrNull(instant: Instant | null): string | null {
  return instant === null ? null : millisecondTime(instant)
}
