import { readFileSync } from 'node:fs'
import { join } from 'node:path'

// GitHub's own example payloads: @octokit/webhooks-examples 7.6.1, api.github.com, taken on 2026-11-22.
const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'))

export interface CommentOrder {
  id: number
  body: string
  by: string
  at: string
  issue: { number: number; body: string; by: string; isPull?: boolean }
  action?: string
  type?: string
}

const person = (login: string, type?: string) => ({ login, type: type ?? (login.endsWith('[bot]') ? 'Bot' : 'User') })

/** An `issue_comment` event as GitHub sends it, about this comment. */
export function commentEvent(order: CommentOrder): object {
  const event = read('issue_comment.created.json')
  const { id, body, by, at, issue } = order
  const url = `https://github.com/acme/status/issues/${issue.number}`
  return {
    ...event,
    action: order.action ?? 'created',
    issue: {
      ...event.issue,
      number: issue.number,
      body: issue.body,
      user: { ...event.issue.user, ...person(issue.by) },
      html_url: url,
      ...(issue.isPull && { pull_request: { url, html_url: url } }),
    },
    comment: {
      ...event.comment,
      id,
      body,
      created_at: at,
      updated_at: at,
      html_url: `${url}#issuecomment-${id}`,
      user: { ...event.comment.user, ...person(by, order.type) },
      // Whatever GitHub says of a stranger's relation, it is not what decides.
      author_association: 'OWNER',
    },
    sender: { ...event.sender, ...person(by, order.type) },
  }
}

/** A `repository_dispatch` event as GitHub sends it. */
export function dispatchEvent(payload: Record<string, unknown>): object {
  const event = read('repository_dispatch.json')
  return { ...event, action: 'incident', client_payload: payload }
}
