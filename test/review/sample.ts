import { readPost } from '../../src/incidents/read.ts'
import type { PostChange } from '../../src/review/changes.ts'
import type { Report, ReportUpdate } from '../../src/review/report.ts'
import { type ReviewInput, reviewOf } from '../../src/review/review.ts'
import { type Page, snapshotOf } from '../status/page-of.ts'

/** A page written as documents, before and after a change of its incidents (null: the file is gone). */
export interface Change extends Omit<Page, 'incidents'> {
  incidents?: Record<string, string>
  to: Record<string, string | null>
  problems?: ReviewInput['problems']
}

export function inputOf({ to, incidents = {}, problems = [], ...page }: Change): ReviewInput {
  const kept = Object.entries({ ...incidents, ...to }).filter((one): one is [string, string] => one[1] !== null)
  const before = snapshotOf({ ...page, incidents })
  const after = snapshotOf({ ...page, incidents: Object.fromEntries(kept) })
  const known = { components: before.config.components, timezone: before.config.site.timezone }
  // Drafts and internal posts are in no snapshot, and in the change all the same.
  const all = (from: Record<string, string>) =>
    Object.entries(from).flatMap(
      ([id, text]) => readPost({ id, path: `incidents/${id}.md`, text }, known, () => null).post ?? [],
    )
  const [old, now] = [all(incidents), all(Object.fromEntries(kept))]
  const changes = Object.keys(to).map((id): PostChange => {
    const [was, is] = [old.find((post) => post.id === id) ?? null, now.find((post) => post.id === id) ?? null]
    return {
      file: `incidents/${id}.md`,
      from: null,
      change: was === null ? 'added' : is === null ? 'removed' : 'changed',
      before: was,
      after: is,
    }
  })
  return { prefix: '', before, after, changes, problems, elsewhere: 0 }
}

export function reportOf(change: Change): Report {
  return reviewOf(inputOf(change))
}

export const config = `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: api, name: Public API }
  - { id: web, name: Website }
`

/** A report as short as one can be. */
export const empty: Report = {
  version: 1,
  timezone: 'UTC',
  at: 1_795_262_400,
  prefix: '',
  banner: { before: { state: 'none', text: 'Fine' }, after: { state: 'none', text: 'Fine' } },
  components: [],
  posts: [],
  channels: false,
  told: [],
  problems: [],
  elsewhere: 0,
  leftOut: { posts: 0, components: 0, problems: 0, channels: 0 },
}

/** A report in which every text that somebody else could choose is `text`. */
export function filledWith(text: string): Report {
  const update: ReportUpdate = {
    status: 'investigating',
    at: 1_795_262_000,
    body: text,
    cut: false,
    change: 'new',
    components: [{ name: text, status: 'major_outage' }],
    next: 1_795_263_000,
    quiet: true,
  }
  return {
    ...empty,
    timezone: text,
    banner: { before: { state: 'none', text }, after: { state: 'major', text: `${text}!` } },
    components: [{ name: text, before: 'operational', after: 'unknown' }],
    posts: [
      {
        file: text,
        from: text,
        redirects: false,
        change: 'renamed',
        kind: 'incident',
        id: text,
        title: text,
        impact: 'major',
        shown: 'shown',
        window: null,
        updates: [update],
        olderUpdates: 3,
      },
    ],
    channels: true,
    told: [{ id: text, type: text, audience: 'public', events: [text], quiet: false }],
    problems: [
      { file: text, line: 3, column: 4, severity: 'error', message: text, hint: text, fix: text },
      { file: 'incidents/a.md', line: 3, column: 4, severity: 'warning', message: text, hint: text, fix: text },
    ],
  }
}
