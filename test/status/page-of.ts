import { readResults } from '../../src/checks/read.ts'
import { readConfig } from '../../src/config/read.ts'
import { readPost } from '../../src/incidents/read.ts'
import type { Snapshot } from '../../src/status/snapshot.ts'
import { type Audience, takeSnapshot } from '../../src/status/take.ts'
import { parseInstant } from '../../src/time/instant.ts'

/** A page written as documents: its files, and the moment it is looked at. */
export interface Page {
  config: string
  /** By file name without `.md`. */
  incidents?: Record<string, string>
  /** By file name below checks/. */
  checks?: Record<string, string>
  now: string
  audience?: Audience
}

export function snapshotOf({
  config: text,
  incidents = {},
  checks = {},
  now: iso,
  audience = 'public',
}: Page): Snapshot {
  const { config, problems } = readConfig(text)
  if (config === null) throw new Error(problems.map(({ message }) => message).join('\n'))
  const now = parseInstant(iso)!
  const known = { components: config.components, timezone: config.site.timezone }
  const posts = Object.entries(incidents).flatMap(
    ([id, text]) => readPost({ id, path: `incidents/${id}.md`, text }, known, () => null).post ?? [],
  )
  const results = readResults(new Map(Object.entries(checks)), config, now)
  return takeSnapshot({ now, audience, config, configIsCurrent: true, results, posts, refused: [] })
}
