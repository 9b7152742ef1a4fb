import type { Snapshot } from '../status/snapshot.ts'
import { formatInstant } from '../time/instant.ts'

/**
 * `/api/uptime.json`: the figures of `./candor uptime --json`, retired components too, and the moment they were computed
 * at. With it anyone can recompute them: `./candor verify`.
 */
export function uptimeJson(snapshot: Snapshot) {
  return {
    now: formatInstant(snapshot.now),
    time_zone: snapshot.config.site.timezone,
    components: [...snapshot.components, ...snapshot.retired].map(({ component, windows, budget }) => ({
      id: component.id,
      target: component.target?.percent ?? null,
      windows,
      budget,
    })),
  }
}
