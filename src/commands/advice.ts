import { type Advice, adviseOn, worthALook } from '../advice/advice.ts'
import { readResults } from '../checks/read.ts'
import type { Config } from '../config/config.ts'
import type { Post } from '../incidents/incident.ts'
import { Failure, type Problem } from '../problem/problem.ts'
import { takeSnapshot } from '../status/take.ts'
import { loadResults } from '../store/checks-folder.ts'
import type { Instant } from '../time/instant.ts'

interface Page {
  config: Config
  posts: Post[]
  now: Instant
}

/** What a careful colleague would say of these posts, as warnings: with what was probed, as far as it is here. */
export async function adviceOn(root: string, { config, posts, now }: Page): Promise<Problem[]> {
  const results = await resultsHere(root, config, now)
  const page = { now, audience: 'internal', config, configIsCurrent: true, results } as const
  return adviseOn(takeSnapshot({ ...page, refused: [], posts: worthALook(posts, now) })).map(asProblem)
}

async function resultsHere(root: string, config: Config, now: Instant) {
  try {
    return await loadResults(root, config, now)
  } catch (error) {
    // Results that cannot be read are nothing a strict reader of posts has to complain of.
    if (error instanceof Failure) return readResults(new Map(), config, now)
    throw error
  }
}

function asProblem({ post, line, message, hint }: Advice): Problem {
  const file = post === null ? 'incidents' : `incidents/${post}.md`
  return { file, line, column: 1, severity: 'warning', message, hint }
}
