import type { Instant } from '../time/instant.ts'
import { dateIn } from '../time/zone.ts'
import { noBraces } from './braces.ts'
import type { ComponentStatus, Post } from './incident.ts'
import { slugOf } from './slug.ts'
import { writePost } from './write.ts'

/** Where people write posts in the browser. */
export interface Editor {
  /** Of the pages people look at: `https://github.com`, or a company's own. */
  server: string
  /** `owner/name`. */
  repository: string
  /** The branch that the page is made of. */
  branch: string
  /** From the top of the repository to the page's folder, with a slash at its end; mostly nothing. */
  prefix: string
}

/** What is known of an outage before anybody has written about it. */
export interface Unwritten {
  title: string
  /** The worst that the probes saw, by component. */
  components: Record<string, ComponentStatus>
  startedAt: Instant
}

/** What a person puts their own words in place of: true as it stands, should they not. */
const firstWords = 'We are looking into it.'

/**
 * GitHub's editor with a new incident in it: file name, title, components and time are filled in, the words are still to
 * be written. It opens for whoever may write to the repository; to others GitHub offers to propose it.
 */
export function newPostLink(editor: Editor, outage: Unwritten, timezone: string): string {
  const { title, components, startedAt } = outage
  const id = `${dateIn(timezone, startedAt)}-${slugOf(title)}`
  const post: Post = {
    id,
    kind: 'incident',
    title,
    impact: null,
    components,
    updates: [{ ...noBraces, status: 'investigating', at: startedAt, body: firstWords, line: 0 }],
    draft: false,
    audience: 'public',
    maintenance: null,
    until: null,
    falseAlarm: [],
    language: null,
  }
  const query = [
    ['filename', `${id}.md`],
    ['value', writePost(post, timezone)],
  ].map(([key, value]) => `${key}=${encodeURIComponent(value!)}`)
  return `${address(editor, 'new')}?${query.join('&')}`
}

/** GitHub's editor with a post that is there; the cursor stands in it, an update goes to its end. */
export function editPostLink(editor: Editor, id: string): string {
  return `${address(editor, 'edit')}/${encodeURIComponent(id)}.md`
}

function address({ server, repository, branch, prefix }: Editor, what: 'new' | 'edit'): string {
  const path = `${branch}/${prefix}incidents`.split('/').map(encodeURIComponent).join('/')
  return `${server.replace(/\/+$/, '')}/${repository}/${what}/${path}`
}
