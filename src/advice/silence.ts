import type { Entry, Snapshot } from '../status/snapshot.ts'
import { hour, type Instant } from '../time/instant.ts'
import type { Advice } from './advice.ts'
import { roughly } from './length.ts'

const tooLong = hour

/** Open incidents and running maintenances in which people wait for a word: one that was promised, or any at all. */
export function silenceAdvice({ incidents, maintenances, posts, now }: Snapshot): Advice[] {
  const lines = new Map(posts.map(({ id, updates }) => [id, updates.findLast(({ at }) => at <= now)?.line ?? 1]))
  return [...incidents, ...maintenances].flatMap((entry) => {
    const found = silence(entry, now)
    return found === null ? [] : [{ ...found, post: entry.post, line: Math.max(1, lines.get(entry.post!) ?? 1) }]
  })
}

function silence(entry: Entry, now: Instant): Pick<Advice, 'kind' | 'key' | 'message' | 'hint'> | null {
  // Of one that was resolved and fails still, the failure is what to write about.
  if (entry.automatic || entry.post === null || entry.resolvedAt !== null || !entry.open) return null
  const newest = entry.updates[0]
  if (newest === undefined) return null
  const hint = `Say where it stands, even if nothing is new:\n  ./candor update ${entry.post} --next 30m --message "..."`
  if (newest.next !== null) {
    if (newest.next >= now) return null
    const message = `The next word on "${entry.title}" was promised ${roughly(now - newest.next)} ago.`
    return { kind: 'update_overdue', key: `update_overdue ${entry.id} ${newest.id}`, message, hint }
  }
  if (entry.kind !== 'incident' || now - newest.at <= tooLong) return null
  const message = `"${entry.title}" is open, and the last word on it was ${roughly(now - newest.at)} ago.`
  return { kind: 'update_missing', key: `update_missing ${entry.id} ${newest.id}`, message, hint }
}
