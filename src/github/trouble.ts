import { stripVTControlCharacters } from 'node:util'
import { Failure } from '../problem/problem.ts'
import { formatInstant, type Instant } from '../time/instant.ts'

/**
 * Why GitHub could not do it. After `network`, `down` and `strange` nobody knows whether it was done all the same; after
 * all others it was not.
 */
export type GitHubTrouble =
  | 'unauthorized'
  | 'forbidden'
  | 'rate_limited'
  | 'missing'
  | 'conflict'
  | 'invalid'
  | 'down'
  | 'network'
  | 'strange'

/** A Failure that remembers why, for those who may go on otherwise. */
export class GitHubFailure extends Failure {
  readonly trouble: GitHubTrouble

  constructor(trouble: GitHubTrouble, message: string, cause?: unknown) {
    super(message, { cause })
    this.trouble = trouble
  }

  /** True when it may have been done although we were not told so. */
  get isOpen(): boolean {
    return ['network', 'down', 'strange'].includes(this.trouble)
  }
}

/** What Octokit throws: its RequestError, or what fetch threw through it. */
interface Thrown {
  message?: string
  status?: number
  response?: { headers?: Record<string, string | number | undefined>; data?: unknown }
}

/** `doing` completes "GitHub did not let us ...", as in `answer on issue #12`. */
export function gitHubFailure(error: unknown, doing: string): GitHubFailure {
  if (error instanceof GitHubFailure) return error
  const thrown = error as Thrown
  const status = thrown.response === undefined ? undefined : thrown.status
  const headers = thrown.response?.headers ?? {}
  const said = wordsOf(thrown)
  const fail = (trouble: GitHubTrouble, message: string) => new GitHubFailure(trouble, message, error)
  if (status === undefined)
    return fail('network', `GitHub could not be reached to ${doing}: ${said}.\n  Try again in a moment.`)
  if (isRateLimit(status, headers, said)) {
    const at = resetOf(headers)
    return fail(
      'rate_limited',
      `GitHub takes no more calls from us for now, so we could not ${doing}.\n  ${at === null ? 'Try again in some minutes.' : `It will from ${formatInstant(at)} on; try again then.`}`,
    )
  }
  if (status === 401)
    return fail(
      'unauthorized',
      `GitHub does not take our token, so we could not ${doing}.\n  Expected a valid one in GITHUB_TOKEN; that of a workflow's run holds only while it runs.`,
    )
  if (status === 403) {
    const needed = String(headers['x-accepted-github-permissions'] ?? '').replaceAll('=', ': ')
    return fail(
      'forbidden',
      `GitHub does not allow us to ${doing} (${said}).\n  ${/^[a-z_:; ,]+$/.test(needed) ? `The job needs: permissions: { ${needed.replaceAll(';', ',')} }` : 'Look at the `permissions:` of the job, and at Settings > Actions > General > Workflow permissions.'}`,
    )
  }
  if (status === 404 || status === 410)
    return fail(
      'missing',
      `GitHub knows nothing where we wanted to ${doing} (${said}).\n  It is gone, or our token may not see it.`,
    )
  if (status === 409) return fail('conflict', `Somebody was first when we wanted to ${doing} (${said}).\n  Try again.`)
  if (status >= 500)
    return fail(
      'down',
      `GitHub failed when we wanted to ${doing} (status ${status}).\n  Try again in a moment; https://www.githubstatus.com tells how it is.`,
    )
  if (status >= 400)
    return fail(
      'invalid',
      `GitHub refused what we sent to ${doing} (status ${status}): ${said}.\n  Nothing was changed.`,
    )
  return notGitHub(`${doing} (status ${status})`, error)
}

/** Where somebody else answers: a proxy, a portal, a mistyped address. */
export function notGitHub(doing: string, cause?: unknown): GitHubFailure {
  const said = `What answers for GitHub is not GitHub, when we wanted to ${doing}.\n  Is a proxy in the way, or GITHUB_API_URL another address? When that is mended, run it again.`
  return new GitHubFailure('strange', said, cause)
}

/** 429, 403 with the primary limit used up, and the secondary limits, which are a 403 with words or a time to wait. */
function isRateLimit(status: number, headers: NonNullable<Thrown['response']>['headers'], said: string): boolean {
  if (status === 429) return true
  if (status !== 403) return false
  return (
    headers?.['x-ratelimit-remaining'] === '0' ||
    headers?.['retry-after'] !== undefined ||
    /rate limit|abuse detection/i.test(said)
  )
}

function resetOf(headers: NonNullable<Thrown['response']>['headers']): Instant | null {
  const reset = Number(headers?.['x-ratelimit-reset'])
  return headers?.['x-ratelimit-remaining'] === '0' && Number.isSafeInteger(reset) && reset > 0 ? reset : null
}

/** What GitHub said, fit to be shown: one line, no control characters, no address of its manual, no token. */
function wordsOf({ message = '' }: Thrown): string {
  const plain = stripVTControlCharacters(message)
    .replace(/ - https:\/\/docs\.github\.com\S*/g, '')
    .replace(/\b(gh[pousr]_|github_pat_)\w+/g, '$1***')
    .replace(/\p{C}+|\s+/gu, ' ')
    .replace(/[\s.]+$/, '')
    .trim()
  return plain.length > 240 ? `${plain.slice(0, 240)}...` : plain || 'no words'
}
