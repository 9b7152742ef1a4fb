import type { CheckOf } from '../config/config.ts'
import type { Instant } from '../time/instant.ts'
import { fetchDocument, jsonIn } from './document.ts'
import { Fault } from './fault.ts'
import { hearsay } from './hearsay.ts'
import { readMoment } from './heartbeat-time.ts'
import type { Phases } from './phases.ts'
import type { ProbeContext } from './probe.ts'

/** Where the page's repository is asked about, as Actions says; the token too, when the job has one. */
export function githubFrom(
  environment: Readonly<Record<string, string | undefined>>,
  repository: string | null,
): NonNullable<ProbeContext['github']> {
  return {
    repository,
    apiUrl: (environment['GITHUB_API_URL'] || 'https://api.github.com').replace(/\/+$/, ''),
    token: environment['GITHUB_TOKEN'] || null,
  }
}

/**
 * When a workflow of the page's own repository last succeeded; null when it never did, or GitHub's answer cannot be
 * read. Throws a Fault that says nothing of the workflow when GitHub cannot be asked.
 */
export async function lastSuccess(
  check: CheckOf<'heartbeat'>,
  workflow: string,
  context: ProbeContext,
  phases: Phases,
): Promise<Instant | null> {
  const { repository, apiUrl, token } = context.github ?? { repository: null, apiUrl: '', token: null }
  if (repository === null) throw new Fault('checker', 'repository')
  const asked = {
    url: `${apiUrl}/repos/${repository}/actions/workflows/${workflow}/runs?status=success&per_page=1`,
    headers: {
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
  }
  return await hearsay('github', phases, context.signal, async () => {
    const answer = await fetchDocument(asked, check, context, phases, [401, 403, 404])
    // GitHub says 403 for a limit too (its documentation, "Rate limits for the REST API").
    if (answer.headers.get('x-ratelimit-remaining') === '0' && answer.status === 403) throw new Fault('rate_limited')
    if (answer.headers.has('retry-after') && answer.status === 403) throw new Fault('rate_limited')
    if (answer.status === 404) throw new Fault('checker', 'workflow')
    if (answer.status >= 400) throw new Fault('checker', 'github-token')
    return finishedAt(jsonIn(answer))
  })
}

/** The end of the newest run, as the API describes runs. */
function finishedAt(document: unknown): Instant | null {
  const runs = (document as { workflow_runs?: unknown } | null | undefined)?.workflow_runs
  const newest = Array.isArray(runs) ? (runs[0] as { updated_at?: unknown } | null | undefined) : null
  return readMoment(newest?.updated_at)
}
