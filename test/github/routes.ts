import { settingsRoutes } from './settings-routes.ts'
import { shaped } from './shape.ts'
import type { State, StoredIssue } from './state.ts'

export interface Asked {
  params: Record<string, string>
  query: URLSearchParams
  body: Record<string, unknown>
  /** Login of whoever asks. */
  by: string
}

export interface Said {
  status: number
  body?: unknown
  headers?: Record<string, string>
}

type Route = (state: State, asked: Asked) => Said

const notFound: Said = {
  status: 404,
  body: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest' },
}
const invalid = (why: string): Said => ({
  status: 422,
  body: {
    message: 'Validation Failed',
    documentation_url: 'https://docs.github.com/rest',
    errors: [{ code: 'custom', message: why }],
  },
})
const roles: Record<string, string> = { maintain: 'write', triage: 'read' }

/** What GitHub does, by the names of its description. */
export const routes: Record<string, Route> = {
  ...settingsRoutes,
  'GET /repos/{owner}/{repo}/collaborators/{username}/permission': (state, { params }) => {
    const login = params['username']!
    if (login.startsWith('no-such-')) return notFound
    const role = state.people.get(login) ?? 'read'
    const user = { ...shaped('nullable-collaborator', {}), ...state.user(login), role_name: role }
    return { status: 200, body: { permission: roles[role] ?? role, role_name: role, user } }
  },
  'GET /repos/{owner}/{repo}/issues': (state, { query }) => {
    const wanted = query.get('state') ?? 'open'
    const labels = query.get('labels')?.split(',') ?? []
    const found = state.issues
      .filter((one) => wanted === 'all' || one.state === wanted)
      .filter((one) => labels.every((label) => one.labels.includes(label)))
      .filter((one) => query.get('creator') === null || one.by === query.get('creator'))
      .filter((one) => one.changed >= (query.get('since') ?? ''))
      .toReversed()
    return page(found, query, (one) => state.issue(one))
  },
  'POST /repos/{owner}/{repo}/issues': (state, { body, by }) => {
    const { title, body: text, labels, assignees } = body as Partial<StoredIssue>
    const issue = state.addIssue({ title: String(title), body: text, by, labels, assignees })
    return { status: 201, body: state.issue(issue) }
  },
  'GET /repos/{owner}/{repo}/issues/{issue_number}': (state, { params }) => {
    const issue = issueOf(state, params)
    return issue === undefined ? notFound : { status: 200, body: state.issue(issue) }
  },
  'PATCH /repos/{owner}/{repo}/issues/{issue_number}': (state, { params, body }) => {
    const issue = issueOf(state, params)
    if (issue === undefined) return notFound
    const { state_reason: reason, ...rest } = body
    Object.assign(issue, rest, { reason: reason ?? issue.reason })
    state.touch(issue)
    return { status: 200, body: state.issue(issue) }
  },
  'GET /repos/{owner}/{repo}/issues/{issue_number}/comments': (state, { params, query }) => {
    const issue = issueOf(state, params)
    if (issue === undefined) return notFound
    const found = state.commentsOn(issue.number).filter((one) => one.changed >= (query.get('since') ?? ''))
    return page(found, query, (one) => state.comment(one))
  },
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments': (state, { params, body, by }) => {
    const issue = issueOf(state, params)
    if (issue === undefined) return notFound
    if (String(body['body']).length > 65_536) return invalid('Body is too long (maximum is 65536 characters)')
    return { status: 201, body: state.comment(state.addComment(issue.number, String(body['body']), by)) }
  },
  'GET /repos/{owner}/{repo}/issues/comments/{comment_id}': (state, { params }) => {
    const comment = commentOf(state, params)
    return comment === undefined ? notFound : { status: 200, body: state.comment(comment) }
  },
  'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}': (state, { params, body }) => {
    const comment = commentOf(state, params)
    if (comment === undefined) return notFound
    comment.body = String(body['body'])
    state.touch(comment)
    return { status: 200, body: state.comment(comment) }
  },
  'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions': (state, { params, body, by }) => {
    const comment = commentOf(state, params)
    if (comment === undefined) return notFound
    const content = String(body['content'])
    const there = state.reactions.some((one) => one.comment === comment.id && one.by === by && one.content === content)
    if (!there) state.reactions.push({ comment: comment.id, by, content })
    return { status: there ? 200 : 201, body: shaped('reaction', { content, user: state.user(by) }) }
  },
  'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches': (state, { params, body }) => {
    state.dispatched.push({ workflow: params['workflow_id']!, ref: String(body['ref']), inputs: body['inputs'] })
    state.onDispatch()
    return { status: 204 }
  },
  'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs': (state, { params, query }) => {
    const found = state.runs.filter(({ workflow }) => workflow === params['workflow_id']).toReversed()
    const some = page(found, query, ({ created }) =>
      shaped('workflow-run', { created_at: created, updated_at: created }),
    )
    return { ...some, body: { total_count: found.length, workflow_runs: some.body } }
  },
  'POST /repos/{owner}/{repo}/dispatches': (state, { body }) => {
    state.sent.push({ type: String(body['event_type']), payload: body['client_payload'] })
    return { status: 204 }
  },
  'GET /repos/{owner}/{repo}/pulls': (state, { query }) => {
    const found = state.pulls.filter(
      ({ head, base }) =>
        [null, `${state.owner}:${head}`].includes(query.get('head')) && [null, base].includes(query.get('base')),
    )
    return page(found, query, (pull) => pullShape(state, 'pull-request-simple', pull))
  },
  'POST /repos/{owner}/{repo}/pulls': (state, { body, by }) => {
    const { head, base, title, body: text } = body as Record<string, string>
    if (state.pulls.some((one) => one.head === head && one.base === base))
      return invalid(`A pull request already exists for ${state.owner}:${head}.`)
    const pull = { number: state.next(), head: head!, base: base!, title: title!, body: text ?? '', by }
    state.pulls.push(pull)
    return { status: 201, body: pullShape(state, 'pull-request', pull) }
  },
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments': (state, { params, query }) => {
    const found = state.lines.filter(({ pull }) => pull === Number(params['pull_number']))
    return page(found, query, ({ id, path, line, body, by }) =>
      shaped('pull-request-review-comment', { id, path, line, body, user: state.user(by) }),
    )
  },
  'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews': (state, { params, body, by }) => {
    const pull = Number(params['pull_number'])
    const comments = (body['comments'] ?? []) as { path: string; line: number; body: string }[]
    // All or none, as GitHub does.
    if (comments.some(({ path, line }) => state.proposed?.has(`${path}:${line}`) === false))
      return { status: 422, body: { ...(invalid('').body as object), errors: ['Line could not be resolved'] } }
    for (const one of comments) state.lines.push({ ...one, id: 5000 + state.next(), pull, by })
    state.reviews.push({ pull, commit: String(body['commit_id']), body: String(body['body']) })
    return { status: 200, body: shaped('pull-request-review', { body: String(body['body']), user: state.user(by) }) }
  },
  'GET /repos/{owner}/{repo}/contents/{path}': (state, { params }) => {
    const text = state.files.get(params['path']!)
    if (text === undefined) return notFound
    const content = Buffer.from(text).toString('base64')
    const known = { type: 'file', encoding: 'base64', path: params['path'], content, size: text.length }
    return { status: 200, body: shaped('content-file', known) }
  },
}

function issueOf(state: State, params: Asked['params']) {
  return state.issues.find(({ number }) => number === Number(params['issue_number']))
}

function commentOf(state: State, params: Asked['params']) {
  return state.comments.find(({ id }) => id === Number(params['comment_id']))
}

function pullShape(state: State, schema: string, pull: State['pulls'][number]): Record<string, unknown> {
  const url = `https://github.com/${state.owner}/${state.name}/pull/${pull.number}`
  const { number, title, body, by } = pull
  return shaped(schema, { number, title, body, html_url: url, user: state.user(by), state: 'open' })
}

/** A page of a list, with the link to the next one in the header, as GitHub pages. */
function page<T>(all: readonly T[], query: URLSearchParams, shape: (one: T) => unknown): Said {
  const size = Number(query.get('per_page') ?? 30)
  const number = Number(query.get('page') ?? 1)
  const some = all.slice((number - 1) * size, number * size)
  const more = number * size < all.length
  return { status: 200, body: some.map(shape), headers: more ? { next: String(number + 1) } : {} }
}
