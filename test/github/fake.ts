/**
 * A GitHub for tests: a real HTTP server on loopback that knows one repository, `acme/status`. Every request to it, and
 * every answer of its own, is checked against GitHub's published OpenAPI description (openapi.json, taken by
 * tools/take-github-description.ts); a call that GitHub would not understand fails the test when it is closed.
 *
 *   const hub = await fakeGitHub()
 *   hub.state.people.set('grace', 'write')             // whoever is not named may only read
 *   const issue = hub.state.addIssue({ title: 'API is down', body: '...' })   // by our bot, or `by: 'mallory'`
 *   const github = await hub.open()                     // src/github/client.ts, with short waits
 *   hub.fail({ kind: 'close after', at: 'POST /repos/{owner}/{repo}/issues' })   // or `at: 3`: the third call
 *   ... await openIssueOnce(github, { title, body }, mark)
 *   expect(hub.state.issues).toHaveLength(1)
 *   await hub.close()                                   // throws when a request or an answer was none of GitHub's
 *
 * For a program of its own (`./candor post`, a workflow's step) `hub.env` holds what GitHub Actions would set. A test
 * that needs one more call takes it in with the tool and writes its route beside the others in routes.ts.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type GitHub, openGitHub } from '../../src/github/client.ts'
import type { Place } from '../../src/github/place.ts'
import { mistakesIn, mistakesInRequest, operationOf } from './description.ts'
import { answerWith, type Fault, isAfter } from './fault.ts'
import { routes, type Said } from './routes.ts'
import { State } from './state.ts'

export interface FakeGitHub {
  state: State
  /** Calls so far, as `POST /repos/{owner}/{repo}/issues`. */
  calls: string[]
  /** What GitHub Actions sets. */
  env: Record<string, string>
  place: Place
  open: (timeout?: number) => Promise<GitHub>
  fail: (fault: Fault) => void
  /** From here on all goes well. */
  heal: () => void
  close: () => Promise<void>
}

export async function fakeGitHub(): Promise<FakeGitHub> {
  const state = new State()
  const calls: string[] = []
  const violations: string[] = []
  const faults: Required<Fault>[] = []

  const server = createServer((request, answer) => {
    handle(request, answer).catch((error: unknown) => {
      violations.push(`${request.method} ${request.url}: ${(error as Error).stack}`)
      answer.writeHead(500).end()
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function handle(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    let text = ''
    for await (const part of request) text += part
    const url = new URL(request.url ?? '/', api)
    const method = request.method ?? 'GET'
    const found = operationOf(method, url.pathname)
    if (found === null) {
      violations.push(`${method} ${url.pathname} is not in the description`)
      return void answer.writeHead(404).end()
    }
    const { operation, params } = found
    calls.push(operation.name)
    const wrong = (what: string) => violations.push(`${operation.name}: ${what}`)
    const body = text === '' ? undefined : JSON.parse(text)
    for (const mistake of mistakesInRequest(operation, { params, query: url.searchParams, body })) wrong(mistake)
    if (!request.headers['user-agent']?.startsWith('Candor/')) wrong('the user agent does not name Candor')
    const by = state.tokens.get(/^(?:token|bearer) (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '')
    const fault = faults.find(
      (one) => one.times > 0 && (one.at === '' || one.at === operation.name || one.at === calls.length),
    )
    if (fault !== undefined) fault.times -= 1
    if (fault !== undefined && !isAfter(fault.kind)) return answerWith(fault.kind, request, answer, null)
    const ours = params['owner'] === state.owner && params['repo'] === state.name
    const said: Said =
      by === undefined
        ? { status: 401, body: { message: 'Bad credentials' } }
        : ours
          ? routes[operation.name]!(state, { params, query: url.searchParams, body: body ?? {}, by })
          : { status: 404, body: { message: 'Not Found' } }
    const schema = operation.answers.get(String(said.status))
    if (schema === undefined && said.status !== 401) wrong(`the tests' GitHub answers ${said.status}, GitHub does not`)
    if (schema) for (const mistake of mistakesIn(said.body, schema)) wrong(`answer: ${mistake}`)
    if (fault !== undefined) return answerWith(fault.kind, request, answer, { status: said.status, body: said.body })
    const { next, ...headers } = said.headers ?? {}
    if (next !== undefined) {
      url.searchParams.set('page', next)
      headers['link'] = `<${url.href}>; rel="next"`
    }
    answer.writeHead(said.status, {
      ...(said.body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
      ...headers,
    })
    answer.end(said.body === undefined ? undefined : JSON.stringify(said.body))
  }

  const place = { api, server: 'https://github.com', owner: state.owner, name: state.name, token: 'token-of-the-run' }
  return {
    state,
    calls,
    place,
    env: {
      GITHUB_ACTIONS: 'true',
      GITHUB_API_URL: api,
      GITHUB_SERVER_URL: place.server,
      GITHUB_REPOSITORY: `${state.owner}/${state.name}`,
      GITHUB_TOKEN: place.token,
    },
    open: (timeout = 1000) => openGitHub(place, { timeout, limit: 30_000, pace: 1 }),
    fail: ({ kind, at = '', times = 1 }) => void faults.push({ kind, at, times }),
    heal: () => void faults.splice(0),
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
      if (violations.length > 0) throw new Error(`GitHub would not have understood:\n  ${violations.join('\n  ')}`)
    },
  }
}
