import type { IncomingMessage, ServerResponse } from 'node:http'

/** How a call can go wrong. `_after`: it was done all the same, and only its answer was lost. */
export const faults = [
  'status 500',
  'status 500 after',
  'status 502',
  'rate limit',
  'secondary limit',
  'status 422',
  'forbidden',
  'missing',
  'hang',
  'hang after',
  'close',
  'close after',
  'cut',
  'strange',
] as const
export type FaultKind = (typeof faults)[number]

export interface Fault {
  kind: FaultKind
  /** Only calls whose operation (`POST /repos/{owner}/{repo}/issues`) or number (from 1) is this. */
  at?: string | number
  /** How often; default once. */
  times?: number
}

/** Those that let the call be done first. */
export const isAfter = (kind: FaultKind) => kind.endsWith('after') || kind === 'cut'

/** Answers as GitHub does when it fails so; `done` is what it would have said. */
export function answerWith(
  kind: FaultKind,
  request: IncomingMessage,
  answer: ServerResponse,
  done: { status: number; body: unknown } | null,
): void {
  const json = (status: number, body: object, headers: Record<string, string> = {}) =>
    answer
      .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
      .end(JSON.stringify(body))
  switch (kind) {
    case 'status 500':
    case 'status 500 after':
      return void json(500, { message: 'Server Error' })
    case 'status 502':
      return void answer
        .writeHead(502, { 'content-type': 'text/html' })
        .end('<!doctype html><title>Unicorn! · GitHub</title>')
    case 'rate limit':
      return void json(
        403,
        {
          message: 'API rate limit exceeded for installation ID 1.',
          documentation_url: 'https://docs.github.com/rest',
        },
        { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 1) },
      )
    case 'secondary limit':
      return void json(
        403,
        { message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.' },
        { 'retry-after': '1' },
      )
    case 'status 422':
      return void json(422, { message: 'Validation Failed', documentation_url: 'https://docs.github.com/rest' })
    case 'forbidden':
      return void json(
        403,
        { message: 'Resource not accessible by integration', documentation_url: 'https://docs.github.com/rest' },
        { 'x-accepted-github-permissions': 'issues=write' },
      )
    // Also what those are told who may not look.
    case 'missing':
      return void json(404, { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' })
    case 'hang':
    case 'hang after':
      return
    case 'close':
    case 'close after':
      return void request.socket.destroy()
    case 'cut': {
      const text = JSON.stringify(done?.body ?? {})
      answer.writeHead(done?.status ?? 200, { 'content-type': 'application/json', 'content-length': text.length + 10 })
      answer.write(text.slice(0, text.length / 2), () => request.socket.destroy())
      return
    }
    case 'strange':
      return void answer.writeHead(200, { 'content-type': 'text/html' }).end('<title>Sign in to this network</title>')
  }
}
