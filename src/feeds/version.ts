import type { Snapshot } from '../status/snapshot.ts'
import { formatInstant } from '../time/instant.ts'

/** Which source the page was made of: what a deployment reads back to know its own page. */
export interface Source {
  commit: string | null
  run: string | null
}

/** `/version.json` */
export function version(snapshot: Snapshot, source: Source) {
  return {
    commit: source.commit,
    run: source.run,
    checked_at: snapshot.checkedAt === null ? null : formatInstant(snapshot.checkedAt),
    fresh_until: snapshot.freshUntil === null ? null : formatInstant(snapshot.freshUntil),
  }
}
