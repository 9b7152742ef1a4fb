import { Settings } from './settings.ts'
import { shaped } from './shape.ts'

export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read'

export interface StoredIssue {
  number: number
  title: string
  body: string
  state: 'open' | 'closed'
  reason: string | null
  by: string
  labels: string[]
  assignees: string[]
  isPull: boolean
  changed: string
}

export interface StoredComment {
  id: number
  issue: number
  body: string
  by: string
  changed: string
}

/** What the tests' GitHub knows of one repository. A test may look at all of it and change it. */
export class State {
  readonly owner = 'acme'
  readonly name = 'status'
  /** Who speaks with a token. */
  readonly tokens = new Map([['token-of-the-run', 'github-actions[bot]']])
  /** Collaborators; everybody else may read, as in a public repository. */
  readonly people = new Map<string, Role>([['ada', 'admin']])
  readonly settings = new Settings()
  readonly issues: StoredIssue[] = []
  readonly comments: StoredComment[] = []
  readonly reactions: { comment: number; by: string; content: string }[] = []
  readonly pulls: { number: number; head: string; base: string; title: string; body: string; by: string }[] = []
  /** Comments on lines of pull requests, and the lines (`path:line`) that GitHub takes them on; null: on any. */
  readonly lines: { id: number; pull: number; path: string; line: number; body: string; by: string }[] = []
  proposed: Set<string> | null = null
  /** Bodies of reviews. */
  readonly reviews: { pull: number; commit: string; body: string }[] = []
  readonly files = new Map<string, string>()
  /** Workflows that were started, and events that were sent. */
  readonly dispatched: { workflow: string; ref: string; inputs?: unknown }[] = []
  readonly sent: { type: string; payload: unknown }[] = []
  /** When the newest run of a workflow was made. */
  readonly runs: { workflow: string; created: string }[] = []
  now: () => number = () => Date.now()
  /** Called when a workflow is started. */
  onDispatch: () => void = () => {}
  private last = 0

  next(): number {
    this.last += 1
    return this.last
  }

  private time(): string {
    return new Date(this.now()).toISOString().replace(/\.\d+Z$/, 'Z')
  }

  addIssue(given: {
    title: string
    body?: string
    by?: string
    labels?: string[]
    assignees?: string[]
    isPull?: boolean
  }) {
    const issue: StoredIssue = {
      number: this.next(),
      title: given.title,
      body: given.body ?? '',
      state: 'open',
      reason: null,
      by: given.by ?? 'github-actions[bot]',
      labels: given.labels ?? [],
      assignees: given.assignees ?? [],
      isPull: given.isPull ?? false,
      changed: this.time(),
    }
    this.issues.push(issue)
    return issue
  }

  addComment(issue: number, body: string, by: string): StoredComment {
    const comment = { id: 1000 + this.next(), issue, body, by, changed: this.time() }
    this.comments.push(comment)
    return comment
  }

  touch(one: { changed: string }): void {
    one.changed = this.time()
  }

  commentsOn(issue: number): StoredComment[] {
    return this.comments.filter((comment) => comment.issue === issue)
  }

  reactionsOn(comment: number): string[] {
    return this.reactions.filter((one) => one.comment === comment).map(({ content }) => content)
  }

  user(login: string): Record<string, unknown> {
    return shaped('simple-user', { login, id: 1, type: login.endsWith('[bot]') ? 'Bot' : 'User' })
  }

  issue(stored: StoredIssue): Record<string, unknown> {
    const url = `https://api.github.com/repos/${this.owner}/${this.name}/issues/${stored.number}`
    return shaped('issue', {
      number: stored.number,
      url,
      html_url: `https://github.com/${this.owner}/${this.name}/issues/${stored.number}`,
      title: stored.title,
      body: stored.body,
      state: stored.state,
      state_reason: stored.reason,
      user: this.user(stored.by),
      labels: stored.labels.map((name) => ({ id: 1, name })),
      assignees: stored.assignees.map((login) => this.user(login)),
      comments: this.commentsOn(stored.number).length,
      created_at: stored.changed,
      updated_at: stored.changed,
      ...(stored.isPull && { pull_request: { url, html_url: url, diff_url: url, patch_url: url } }),
    })
  }

  comment(stored: StoredComment): Record<string, unknown> {
    return shaped('issue-comment', {
      id: stored.id,
      body: stored.body,
      user: this.user(stored.by),
      html_url: `https://github.com/${this.owner}/${this.name}/issues/${stored.issue}#issuecomment-${stored.id}`,
      created_at: stored.changed,
      updated_at: stored.changed,
    })
  }
}
