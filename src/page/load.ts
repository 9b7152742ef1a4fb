import { headingTimes } from '../git/blame.ts'
import type { Snapshot } from '../status/snapshot.ts'
import { type Audience, takeSnapshot } from '../status/take.ts'
import { loadResults } from '../store/checks-folder.ts'
import { loadConfig } from '../store/config-file.ts'
import { loadPosts } from '../store/incidents-folder.ts'
import type { Instant } from '../time/instant.ts'

export interface Look {
  audience?: Audience
  /** Seconds after `now` that a row may lie; 0 to answer as of a moment in the past. */
  ahead?: number
}

/** Everything that a root says at `now`. `internal` sees all; `public` not one byte of what is marked internal. */
export async function loadSnapshot(root: string, now: Instant, look: Look = {}): Promise<Snapshot> {
  const { audience = 'public', ahead } = look
  const { config, current } = await loadConfig(root)
  const [results, posts] = await Promise.all([
    loadResults(root, config, now, ahead),
    loadPosts(root, config, (file) => headingTimes(root, file)),
  ])
  return takeSnapshot({
    now,
    audience,
    config,
    configIsCurrent: current,
    results,
    posts: posts.posts,
    refused: posts.refused,
  })
}
