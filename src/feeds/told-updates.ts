import type { Entry, EntryUpdate, Snapshot } from '../status/snapshot.ts'
import type { Instant } from '../time/instant.ts'

/** One update of one entry, as feeds list them. */
export interface Told {
  /** Stable over the life of the update, and unique among all: the entry it belongs to. */
  owner: string
  entry: Entry
  update: EntryUpdate
}

/** The newest updates of all entries, or of those that name a component; newest first. */
export function newestUpdates(snapshot: Snapshot, most: number, component: string | null = null): Told[] {
  const entries = component === null ? everything(snapshot) : (byComponent(snapshot).get(component) ?? [])
  const told = new Map<string, Told>()
  for (const entry of entries) {
    // An entry's newest update comes first, so the newest updates of all are among the newest entries.
    if (told.size >= most && entry.updates[0]!.at < oldestOf([...told.values()], most)) break
    for (const update of entry.updates) {
      const owner = ownerOf(entry, update)
      const key = `${owner}#${update.id}`
      const known = told.get(key)
      if (known === undefined || isNearer(entry, known.entry, snapshot.now)) told.set(key, { owner, entry, update })
    }
  }
  return [...told.values()].sort(newestFirst).slice(0, most)
}

function oldestOf(told: Told[], most: number): number {
  return told.sort(newestFirst)[most - 1]!.update.at
}

/** Of windows that share an announcement the next one that is not over is the one to link. */
function isNearer(entry: Entry, known: Entry, now: Instant): boolean {
  if (entry.window === null || known.window === null || entry.window.end <= now) return false
  return known.window.end <= now || entry.window.start < known.window.start
}

/** A repeating maintenance is announced once for all its windows: the announcement belongs to the file, not to one of them. */
function ownerOf(entry: Entry, update: EntryUpdate): string {
  return entry.kind === 'maintenance' && update.status === 'scheduled' ? (entry.post ?? entry.id) : entry.id
}

const lists = new WeakMap<Snapshot, Entry[]>()
const indices = new WeakMap<Snapshot, Map<string, Entry[]>>()

/** By newest update. */
function everything(snapshot: Snapshot): Entry[] {
  const known = lists.get(snapshot)
  if (known !== undefined) return known
  const list = [...snapshot.incidents, ...snapshot.maintenances, ...snapshot.notices]
    .filter((entry) => entry.updates.length > 0)
    .sort((a, b) => b.updates[0]!.at - a.updates[0]!.at || compare(a.id, b.id))
  lists.set(snapshot, list)
  return list
}

function byComponent(snapshot: Snapshot): Map<string, Entry[]> {
  const known = indices.get(snapshot)
  if (known !== undefined) return known
  const index = new Map<string, Entry[]>()
  for (const entry of everything(snapshot)) {
    for (const { id } of entry.components) {
      const list = index.get(id)
      if (list === undefined) index.set(id, [entry])
      else list.push(entry)
    }
  }
  indices.set(snapshot, index)
  return index
}

const newestFirst = (a: Told, b: Told) =>
  b.update.at - a.update.at || compare(a.entry.id, b.entry.id) || compare(b.update.id, a.update.id)
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
