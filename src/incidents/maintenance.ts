import { day, type Instant } from '../time/instant.ts'
import { dateIn } from '../time/zone.ts'
import type { MaintenanceStatus, Occurrence, Post, Update } from './incident.ts'
import { Repeat } from './repeat.ts'

/** How far back a repeating maintenance is expanded, and how many of its windows to come. */
const lookBack = 400 * day
const lookAhead = 12

/** An update speaks of a window from a day before it until a day after it. */
const reach = day

/**
 * The windows of a maintenance, oldest first: one, or of a repeating post those that began within the last 400 days
 * and the next 12 after `now`, without the days it leaves out. Updates have moved them (`start`, `end`, `Completed`):
 * a window completed before it began is called off.
 */
export function occurrences(post: Post, timezone: string, now: Instant): Occurrence[] {
  const { maintenance } = post
  if (maintenance === null) return []
  const { start, end, repeat, except = [] } = maintenance
  if (repeat === null) return [moved(planned(post.id, post, { start, end }, [...post.updates]))]

  const starts = new Repeat(repeat, start, timezone).starts(
    Math.max(start, now - lookBack),
    now,
    lookAhead + except.length,
  )
  const taken = new Set<string>()
  const windows = starts.flatMap((at): Occurrence[] => {
    const date = dateIn(timezone, at)
    if (except.includes(date)) return []
    const bare = `${post.id}-${date.replaceAll('-', '')}`
    let id = bare
    for (let count = 2; taken.has(id); count += 1) id = `${bare}-${count}`
    taken.add(id)
    // Of one length to the second, also over a clock change (RFC 5545, 3.8.5.3).
    return [planned(id, post, { start: at, end: at + (end - start) }, [])]
  })
  for (const update of post.updates) {
    for (const window of windowsOf(update, windows)) window.updates.push(update)
  }
  // Days left out are made up for: the next twelve are twelve.
  const past = windows.filter((window) => window.start <= now).length
  return windows.slice(0, past + lookAhead).map(moved)
}

/** What the occurrence is at `now`: the clock starts and ends it, a person may say that it is being verified. */
export function occurrenceStatus(occurrence: Occurrence, now: Instant): MaintenanceStatus {
  const { start, end, updates, calledOff } = occurrence
  if (calledOff !== null) return calledOff <= now ? 'completed' : 'scheduled'
  if (now >= end) return 'completed'
  if (now < start) return 'scheduled'
  const said = updates.findLast(({ at, status }) => at <= now && status !== 'scheduled')
  return said?.status === 'verifying' ? 'verifying' : 'in_progress'
}

/** The nearest window within reach. What is within reach of none speaks of the post: of every window after it. */
function windowsOf(update: Update, windows: readonly Occurrence[]): Occurrence[] {
  const distance = ({ start, end }: Occurrence) => Math.max(0, start - update.at, update.at - end)
  let nearest: Occurrence | null = null
  for (const window of windows) {
    if (distance(window) > reach) continue
    if (nearest === null || distance(window) < distance(nearest)) nearest = window
  }
  if (nearest !== null) return [nearest]
  const later = windows.filter(({ start }) => start > update.at)
  // A window can be moved, and ended, only one at a time.
  return update.start !== null || update.end !== null || update.status !== 'scheduled' ? later.slice(0, 1) : later
}

function planned(id: string, post: Post, window: Occurrence['planned'], updates: Update[]): Occurrence {
  return { id, post, ...window, planned: window, calledOff: null, updates }
}

function moved(occurrence: Occurrence): Occurrence {
  let { start, end } = occurrence
  let completed: Instant | null = null
  for (const update of occurrence.updates) {
    if (update.start !== null) {
      // Moved without a new end it keeps its length.
      if (update.end === null) end = update.start + (end - start)
      start = update.start
    }
    if (update.end !== null && update.end > start) end = update.end
    completed = update.status === 'completed' ? (completed ?? update.at) : null
  }
  const calledOff = completed !== null && completed <= start ? completed : null
  if (completed !== null) end = Math.max(start, Math.min(end, completed))
  return { ...occurrence, start, end: Math.max(start, end), calledOff }
}
