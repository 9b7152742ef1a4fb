import { impactOf } from '../incidents/impact.ts'
import type { Post, Update } from '../incidents/incident.ts'
import { componentName } from '../status/components.ts'
import type { Entry, Snapshot } from '../status/snapshot.ts'
import type { PostChange } from './changes.ts'
import { cutLine, cutText } from './cut.ts'
import { most, type ReportPost, type ReportUpdate } from './report.ts'

/** A changed post as visitors will find it, its newest words first. */
export function timelineOf(change: PostChange, after: Snapshot): ReportPost {
  const post = change.after ?? change.before!
  const entries = [...after.incidents, ...after.maintenances, ...after.notices].filter((one) => one.post === post.id)
  const shown = change.after === null ? 'removed' : shownAs(post, entries, after)
  const updates = updatesOf(change, after)
  return {
    file: cutLine(change.file),
    from: change.from === null ? null : cutLine(change.from),
    redirects: post.was?.includes(change.before?.id ?? '') ?? false,
    change: change.change,
    kind: post.kind,
    id: cutLine(post.id),
    title: cutLine(post.title),
    impact: post.kind === 'notice' ? null : impact(post, entries[0]),
    shown,
    window: windowOf(post, entries),
    updates: updates.slice(0, most.updates),
    olderUpdates: Math.max(0, updates.length - most.updates),
  }
}

function shownAs(post: Post, entries: readonly Entry[], { now }: Snapshot): ReportPost['shown'] {
  if (post.draft) return 'draft'
  if (post.audience === 'internal') return 'internal'
  if (entries.length > 0) return 'shown'
  return post.until !== null && post.until <= now ? 'over' : 'later'
}

function impact(post: Post, entry: Entry | undefined): ReportPost['impact'] {
  if (post.kind === 'maintenance') return 'maintenance'
  const { impact: written } = post
  return entry?.impact ?? written ?? impactOf(Object.values(post.components))
}

/** The window that is running or comes next; the last one when all are over. */
function windowOf(post: Post, entries: readonly Entry[]): ReportPost['window'] {
  if (post.maintenance === null) return null
  const repeats = post.maintenance.repeat !== null
  const windows = entries.flatMap(({ window, status }) => (window === null ? [] : [{ ...window, status }]))
  const next = windows.toSorted((a, b) => a.start - b.start).find(({ status }) => status !== 'completed')
  const { start, end } = next ?? windows[0] ?? post.maintenance
  return { start, end, repeats }
}

function updatesOf({ before, after }: PostChange, { config }: Snapshot): ReportUpdate[] {
  const known = new Map((before?.updates ?? []).map((update) => [keyOf(update), update]))
  const words = (after ?? before)!.updates.map((update): ReportUpdate => {
    const was = known.get(keyOf(update))
    return {
      status: update.status,
      at: update.at,
      body: cutText(update.body),
      cut: update.body.length > most.text,
      change: was === undefined ? 'new' : says(was) === says(update) ? 'same' : 'changed',
      components: Object.entries(update.components)
        .slice(0, most.components)
        .map(([id, status]) => ({ name: cutLine(componentName(config, id)), status })),
      next: update.next,
      quiet: update.quiet,
    }
  })
  return words.reverse()
}

/** An update stays the same one while its status and its time do. */
function keyOf({ status, at }: Update): string {
  return `${status} ${at}`
}

function says({ body, components, next, quiet, language, start, end, translations }: Update): string {
  return JSON.stringify([body, components, next, quiet, language, start, end, translations])
}
