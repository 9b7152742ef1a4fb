import { setTimeout as wait } from 'node:timers/promises'
import { holds } from '../git/post.ts'
import type { Clock } from '../time/clock.ts'
import type { Instant } from '../time/instant.ts'

export interface Waiting {
  clock: Clock
  /** Seconds to wait at most. */
  limit: number
  /** Milliseconds that a second takes; tests make it short. */
  pace?: number
}

const second = 1000
const mostBytes = 64 * 1024

/** Looks at a page's /version.json until it was made of a commit that holds `ours`. When that was; null when it never was. */
export async function seenOnPage(
  root: string,
  siteUrl: string,
  ours: string,
  waiting: Waiting,
): Promise<Instant | null> {
  const { clock, limit, pace = second } = waiting
  let waited = 0
  let last: string | null = null
  for (let looks = 0; ; looks += 1) {
    const commit = await commitOnPage(siteUrl, `${ours.slice(0, 10)}-${looks}`)
    if (commit !== null && commit !== last && (await holds(root, commit, ours))) return clock()
    last = commit
    const pause = looks < 30 ? 2 : 5
    if (waited + pause > limit) return null
    waited += pause
    await wait(pause * pace)
  }
}

/** `mark` makes each look a new address: caches in between answer an old one for ten minutes. */
async function commitOnPage(siteUrl: string, mark: string): Promise<string | null> {
  try {
    const answer = await fetch(`${siteUrl.replace(/\/*$/, '')}/version.json?candor=${mark}`, {
      headers: { accept: 'application/json', 'cache-control': 'no-cache' },
      signal: AbortSignal.timeout(10 * second),
    })
    const text = answer.ok ? await answer.text() : ''
    if (!answer.ok || text.length > mostBytes) return null
    const { commit } = JSON.parse(text) as { commit?: unknown }
    return typeof commit === 'string' && /^[0-9a-f]{40,64}$/.test(commit) ? commit : null
  } catch {
    // Not there yet, or not now: the next look will tell.
    return null
  }
}
