import type { Post } from '../incidents/incident.ts'
import { resolvedAt } from '../status/folding.ts'
import type { Snapshot } from '../status/snapshot.ts'
import { day, type Instant } from '../time/instant.ts'
import { failingAdvice } from './failing.ts'
import { orderAdvice } from './order.ts'
import { silenceAdvice } from './silence.ts'
import { windowAdvice } from './windows.ts'

const weeks = 28 * day

/** Something that a careful colleague would point out. It never stops anything. */
export interface Advice {
  /** Closed list; scripts and messages may rely on it. */
  kind:
    | 'update_missing'
    | 'update_overdue'
    | 'resolved_but_failing'
    | 'failing_unspoken'
    | 'maintenance_ends_failing'
    | 'ends_before_start'
    | 'maintenances_overlap'
    | 'window_past'
  /** The same matter has the same key from look to look, so that it is told once. */
  key: string
  /** The file it is about; null when there is none yet. */
  post: string | null
  /** Line of that file, from 1. */
  line: number
  /** One sentence. */
  message: string
  /** What to do, with the command to type below it. */
  hint: string
}

/**
 * The posts of which there is anything to say at `now`. Of thousands of incidents few are open or of these weeks, and a
 * snapshot of them all would take longer than reading them.
 */
export function worthALook(posts: readonly Post[], now: Instant): Post[] {
  return posts.filter(({ kind, updates }) => {
    const said = updates.filter(({ at }) => at <= now)
    return kind !== 'incident' || resolvedAt(said) === null || said.at(-1)!.at > now - weeks
  })
}

/** Everything a careful colleague would point out at the snapshot's `now`; the most pressing first. */
export function adviseOn(snapshot: Snapshot): Advice[] {
  return [
    ...failingAdvice(snapshot),
    ...silenceAdvice(snapshot),
    ...orderAdvice(snapshot.posts),
    ...windowAdvice(snapshot),
  ]
}
