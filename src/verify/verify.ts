import { apiFiles } from '../feeds/api-v2.ts'
import { uptimeJson } from '../feeds/uptime-json.ts'
import { version } from '../feeds/version.ts'
import type { Snapshot } from '../status/snapshot.ts'
import { type Instant, parseInstant } from '../time/instant.ts'
import { type Comparison, compare } from './compare.ts'

/** What a page publishes that its public files decide, by its path on the page. */
export const publishedFiles = ['version.json', 'api/uptime.json', 'api/v2/summary.json'] as const
export type Published = { [path in (typeof publishedFiles)[number]]: unknown }

/** The moment a page's figures were computed at; null when it does not say. */
export function nowOf(published: Published): Instant | null {
  const uptime = published['api/uptime.json']
  const now = uptime !== null && typeof uptime === 'object' && 'now' in uptime ? uptime.now : null
  return typeof now === 'string' ? parseInstant(now) : null
}

/** The commit a page says it was made of; null when it does not say. */
export function commitOf(published: Published): string | null {
  const about = published['version.json']
  const commit = about !== null && typeof about === 'object' && 'commit' in about ? about.commit : null
  return typeof commit === 'string' && /^[0-9a-f]{7,64}$/.test(commit) ? commit : null
}

/** Compares what a page publishes with what a snapshot of its public files, taken at the page's own `now`, says. */
export function verify(published: Published, snapshot: Snapshot): Comparison {
  const about = published['version.json']
  const source = about !== null && typeof about === 'object' ? about : {}
  const recomputed: Published = {
    // Which commit and which run made the page no figure depends on.
    'version.json': { ...version(snapshot, { commit: null, run: null }), ...pick(source, ['commit', 'run']) },
    'api/uptime.json': uptimeJson(snapshot),
    'api/v2/summary.json': apiFiles(snapshot).get('summary.json'),
  }
  const all = publishedFiles.map((path) =>
    compare(path, published[path], JSON.parse(JSON.stringify(recomputed[path])) as unknown),
  )
  return {
    values: all.reduce((sum, { values }) => sum + values, 0),
    differences: all.flatMap(({ differences }) => differences),
  }
}

function pick(from: object, keys: readonly string[]): object {
  return Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key)))
}
