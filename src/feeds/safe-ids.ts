import type { Entry, Snapshot } from '../status/snapshot.ts'
import { isSafeId } from './address.ts'

/** Without entries whose id could not be a folder of its own: the second wall, behind the reading of incidents/. */
export function withSafeIds(snapshot: Snapshot): Snapshot {
  const safe = (list: Entry[]) => list.filter((entry) => isSafeId(entry.id))
  return {
    ...snapshot,
    incidents: safe(snapshot.incidents),
    maintenances: safe(snapshot.maintenances),
    notices: safe(snapshot.notices),
  }
}
