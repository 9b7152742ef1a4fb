import type { Config } from '../config/config.ts'
import type { Instant } from '../time/instant.ts'
import type { Results } from './history.ts'

/** Everything the files of checks/ say at `now`. `files` is by name: day files, spans, latency, ledger. */
export function readResults(_files: ReadonlyMap<string, string>, config: Config, _now: Instant): Results {
  const ids = config.components.map(({ id }) => id)
  return {
    histories: new Map(
      ids.map((id) => [id, { component: id, first: null, observed: [], bad: [], unknown: [], latest: null }]),
    ),
    latency: new Map(ids.map((id) => [id, { daily: [], recent: [] }])),
    checkedAt: null,
  }
}
