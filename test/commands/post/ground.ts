import { createServer } from 'node:http'
import { join } from 'node:path'
import { vi } from 'vitest'
import { postComment } from '../../../src/commands/post-comment.ts'
import { postDispatch } from '../../../src/commands/post-dispatch.ts'
import { readEvent } from '../../../src/commands/post-event.ts'
import { formatMarker, type Marker } from '../../../src/comments/marker.ts'
import { Failure } from '../../../src/problem/problem.ts'
import { parseInstant } from '../../../src/time/instant.ts'
import { type Ground, git, makeGround, pathsOn, published, write } from '../../git/clone.ts'
import { commentEvent, dispatchEvent } from '../../github/events/event.ts'
import { type FakeGitHub, fakeGitHub } from '../../github/fake.ts'
import { listen, portOf } from '../../workflows/ground.ts'

/** The outage of the tests: the API answers nothing from 02:51 on, at three in the night. */
export const outage = 'api-20261121T025100Z'
const rows = (columns: string, lines: string[]) => `time,run,${columns},end_mark\n${lines.join('\n')}\n`
export const checks = rows('api,web', [
  '2026-11-21T02:41:00Z,1.1,187,120,.',
  '2026-11-21T02:46:00Z,2.1,190,121,.',
  '2026-11-21T02:51:00Z,3.1,10000 timeout,118,.',
  '2026-11-21T02:56:00Z,4.1,10000 timeout,119,.',
  '2026-11-21T03:01:00Z,5.1,10000 timeout,119,.',
])
/** They pass again since 03:06. */
export const checksOver = `${checks}2026-11-21T03:06:00Z,6.1,180,119,.\n2026-11-21T03:11:00Z,7.1,181,119,.\n`

export interface Said {
  body: string
  by?: string
  at?: string
  action?: string
  type?: string
  isPull?: boolean
  /** Instead of the outage's issue. */
  issue?: { body: string; by: string }
}

export interface PostGround extends Ground {
  hub: FakeGitHub
  issue: number
  /** Writes a comment, and lets `candor post` do what it says. The answers so far; throws what the command throws. */
  say: (said: Said | string) => Promise<string[]>
  /** Number of the comment that was said last. */
  said: () => number
  /** The comment that was said last, delivered once more. */
  again: () => Promise<string[]>
  dispatch: (payload: Record<string, unknown>, run?: string) => Promise<void>
  /** Files of incidents/ on main, by name. */
  incidents: () => Record<string, string>
  log: () => string[]
  /** A person pushes to main. */
  edit: (files: Record<string, string>) => void
  publishChecks: (text: string) => void
  /** What the page server answers as its commit; null: the newest main, as soon as a page was asked for. */
  pageCommit: { fixed: string | null }
  setNow: (iso: string) => void
  /** Milliseconds that one request to GitHub may take. */
  patience: { timeout: number }
  close: () => Promise<void>
}

export async function makePostGround(files: Record<string, string> = {}, marker?: Marker): Promise<PostGround> {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  const hub = await fakeGitHub()
  const pageCommit: PostGround['pageCommit'] = { fixed: null }
  let bare = ''
  const page = await listen(
    createServer((_, answer) => {
      const built = hub.state.dispatched.length > 0
      const commit = pageCommit.fixed ?? (built ? git(bare, 'rev-parse', 'main').trim() : '0'.repeat(40))
      answer.end(JSON.stringify({ commit, run: '1.1' }))
    }),
  )
  const ground = makeGround({
    'components.yml': `candor: 1
site:
  name: Acme Status
  url: http://127.0.0.1:${portOf(page)}
components:
  - { id: api, name: Public API, check: { type: http, url: "https://api.acme.example/" } }
  - { id: web, name: Website, was: [www], check: { type: http, url: "https://acme.example/" } }
  - { id: db, name: Database }
`,
    'checks/README.md': '# checks/\n',
    '.gitignore': 'checks/*\n!checks/README.md\n',
    ...files,
  })
  bare = join(ground.folder, 'origin.git')
  const person = ground.clone('person')
  const publishChecks = (text: string) => {
    const folder = join(ground.folder, `results-${Math.random()}`)
    git(ground.folder, 'clone', '--quiet', '--no-checkout', ground.origin, folder)
    git(folder, 'checkout', '--quiet', '--orphan', 'status-data')
    git(folder, 'rm', '--quiet', '-rf', '--cached', '.')
    write(folder, { 'checks/2026-11-21.csv': text, 'checks/FORMAT': '1\n' })
    git(folder, 'add', '-f', 'checks/2026-11-21.csv', 'checks/FORMAT')
    git(folder, 'commit', '--quiet', '-m', 'Results')
    git(folder, 'push', '--quiet', '--force', 'origin', 'HEAD:status-data')
  }
  publishChecks(checks)
  const root = ground.clone('job')
  const body = `Checks fail for Public API.\n\n${formatMarker(marker ?? { kind: 'outage', id: outage })}`
  const { number: issue } = hub.state.addIssue({ title: 'Checks fail for Public API', body })

  let now = parseInstant('2026-11-21T03:04:20Z')!
  const patience = { timeout: 10_000 }
  const posting = {
    root,
    clock: () => now,
    github: () => hub.open(patience.timeout),
    wait: 20,
    pace: 1,
    run: 'https://github.com/acme/status/actions/runs/7',
    pause: async () => {},
  }
  let last: object | null = null
  let lastId = 0
  const answers = () =>
    hub.state
      .commentsOn(issue)
      .filter(({ by, body }) => by.endsWith('[bot]') && body.includes('<!-- candor:answer:'))
      .map((one) => one.body)
  const deliver = async () => {
    const file = `event-${Math.random()}.json`
    write(ground.folder, { [file]: JSON.stringify(last) })
    const read = await readEvent(join(ground.folder, file), 'issue_comment')
    if (read.name === 'issue_comment') await postComment(read.event, posting)
    return answers()
  }
  return {
    ...ground,
    hub,
    issue,
    pageCommit,
    patience,
    publishChecks,
    setNow: (iso) => {
      now = parseInstant(iso)!
    },
    say: (said) => {
      const {
        body,
        by = 'ada',
        at = '2026-11-21T03:04:12Z',
        ...more
      } = typeof said === 'string' ? { body: said } : said
      const about = more.issue ?? hub.state.issues.find(({ number }) => number === issue)!
      const comment = hub.state.addComment(issue, body, by)
      lastId = comment.id
      last = commentEvent({
        id: comment.id,
        body,
        by,
        at,
        action: more.action,
        type: more.type,
        issue: { number: issue, body: about.body, by: about.by, isPull: more.isPull },
      })
      return deliver()
    },
    said: () => lastId,
    again: deliver,
    dispatch: async (payload, run = '7') => {
      write(ground.folder, { 'dispatch.json': JSON.stringify(dispatchEvent(payload)) })
      const read = await readEvent(join(ground.folder, 'dispatch.json'), 'repository_dispatch')
      if (read.name === 'repository_dispatch') await postDispatch(read.event, run, posting)
    },
    incidents: () =>
      Object.fromEntries(
        pathsOn(ground, 'main')
          .filter((path) => path.startsWith('incidents/'))
          .map((path) => [path.slice('incidents/'.length), published(ground, 'main', path)!]),
      ),
    log: () => git(bare, 'log', '--format=%an: %s', 'main').trim().split('\n'),
    edit: (changed) => {
      git(person, 'fetch', '--quiet', 'origin', 'main')
      git(person, 'reset', '--quiet', '--hard', 'origin/main')
      write(person, changed)
      git(person, 'add', '-A')
      git(person, 'commit', '--quiet', '-m', 'Edit by hand')
      git(person, 'push', '--quiet', 'origin', 'HEAD:main')
    },
    close: async () => {
      await new Promise((resolve) => page.close(resolve))
      ground.remove()
      await hub.close()
    },
  }
}

/** The failure that a run ends with. */
export async function failureOf(work: Promise<unknown>): Promise<Failure> {
  try {
    await work
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('It did not fail.')
}
