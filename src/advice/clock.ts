import { formatDuration } from '../time/duration.ts'
import type { Instant } from '../time/instant.ts'
import { type Finding, good, noted, problem } from './finding.ts'

/** Rows that are further ahead than ten minutes are ignored; a minute is a clock that nobody sets. */
const allowed = 60

/** Our clock before and after GitHub was asked, against what GitHub said; null when they agree or it said nothing. */
export function judgeClock(before: Instant, after: Instant, theirs: Instant | null): Finding | null {
  if (theirs === null) return null
  const ahead = before - theirs
  const behind = theirs - after
  if (Math.max(ahead, behind) <= allowed) return null
  const by = formatDuration(Math.max(ahead, behind))
  return problem(
    `The clock of this machine is ${by} ${ahead > behind ? 'ahead' : 'behind'}: results made here would bear wrong times.`,
  )
}

/** The zone of times that people write without one. */
export function judgeZone(ours: string, machine: string): Finding {
  const isUtc = (zone: string) => /^(Etc\/)?(UTC|GMT|Zulu|Universal)$/i.test(zone)
  if (isUtc(ours) && !isUtc(machine)) {
    return noted(
      `Times without a zone are read as UTC, and this machine is in ${machine}: if people write those, set \`site.timezone: ${machine}\`.`,
    )
  }
  return good(`Times without a zone are read as ${ours}.`)
}
