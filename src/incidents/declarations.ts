import type { Instant } from '../time/instant.ts'
import type { ComponentStatus, Declaration, Occurrence, Post } from './incident.ts'

interface Change {
  at: Instant
  /** Null: nothing is said from here on. */
  status: ComponentStatus | null
}

/**
 * What people declared of components, by post, up to `now`: nothing that begins later. While an incident is open it
 * speaks for every component it names, also where it says operational; resolved, it says nothing. `post` is the
 * occurrence's id for a maintenance. Drafts say nothing.
 */
export function declarations(posts: readonly Post[], windows: readonly Occurrence[], now: Instant): Declaration[] {
  const incidents = posts.filter(({ kind, draft }) => kind === 'incident' && !draft)
  return [
    ...incidents.flatMap((post) => stretches(post.id, incidentChanges(post), now)),
    ...windows.filter(({ post }) => !post.draft).flatMap((window) => stretches(window.id, windowChanges(window), now)),
  ]
}

function incidentChanges(post: Post): Map<string, Change[]> {
  const changes = new Map<string, Change[]>()
  const status = new Map(Object.entries(post.components))
  for (const update of post.updates) {
    if (update.status === 'postmortem') continue
    const over = update.status === 'resolved'
    // What it said before it was resolved holds again when it is opened once more.
    if (!over) for (const [component, said] of Object.entries(update.components)) status.set(component, said)
    for (const [component, said] of status) note(changes, component, { at: update.at, status: over ? null : said })
  }
  return changes
}

function windowChanges({ post, start, end, updates }: Occurrence): Map<string, Change[]> {
  const changes = new Map<string, Change[]>()
  const say = (component: string, at: Instant, status: ComponentStatus) =>
    note(changes, component, { at, status: status === 'operational' ? null : status })
  for (const [component, status] of Object.entries(post.components)) {
    say(component, start, status === 'operational' ? status : 'under_maintenance')
  }
  for (const update of updates) {
    for (const [component, status] of Object.entries(update.components)) {
      if (update.at < end) say(component, Math.max(start, update.at), status)
    }
  }
  for (const component of changes.keys()) note(changes, component, { at: end, status: null })
  return changes
}

function note(changes: Map<string, Change[]>, component: string, change: Change): void {
  const list = changes.get(component)
  if (list === undefined) changes.set(component, [change])
  else list.push(change)
}

/** Turns changes, oldest first, into stretches: none empty, equal neighbours joined. */
function stretches(post: string, changes: Map<string, Change[]>, now: Instant): Declaration[] {
  const result: Declaration[] = []
  for (const [component, list] of changes) {
    let open: Declaration | null = null
    for (const { at, status } of list) {
      if (at > now) break
      if (open !== null && open.status === status) continue
      if (open !== null) open.end = at
      open = status === null ? null : { post, component, status, start: at, end: null }
      if (open !== null) result.push(open)
    }
  }
  return result.filter(({ start, end }) => end === null || end > start)
}
