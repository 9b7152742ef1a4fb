import type { Snapshot } from '../../src/status/snapshot.ts'
import { formatInstant, parseInstant } from '../../src/time/instant.ts'
import { snapshotOf } from '../status/page-of.ts'
import { vectors } from './vectors.ts'

export const now = '2026-11-21T10:05:00Z'
const components = 24

export const idOf = (index: number) => `v-${String(index).padStart(3, '0')}`

/**
 * A page in which every name, title and text is a vector: components and groups, incidents (each vector is a title and a
 * text), maintenances and notices, written as files and read as files are.
 */
export function hostilePage(): Snapshot {
  const incidents: Record<string, string> = {}
  vectors.forEach((vector, index) => {
    const at = parseInstant('2026-11-20T09:00:00Z')! - index * 3600
    const time = (seconds: number) => formatInstant(at + seconds)
    incidents[idOf(index)] = file(
      vector,
      `components: { c-${index % components}: partial_outage, "no-longer-listed-${index}": major_outage }`,
      `## Investigating · ${time(0)} {next=30m}\n\n${vector}\n\n## Resolved · ${time(600)}\n\nBefore ${vector} after\n`,
    )
  })
  // Some are open, so that the home page and the banner carry them too.
  vectors
    .filter((_, index) => index % 12 === 0)
    .forEach((vector, index) => {
      incidents[`open-${index}`] = file(
        vector,
        `components: [c-${index % components}]`,
        `## Identified · 2026-11-21 10:00 UTC\n\n${vector}\n`,
      )
      incidents[`notice-${index}`] = file(
        vector,
        'type: notice',
        `## Investigating · 2026-11-21 09:00 UTC\n\n${vector}\n`,
      )
      incidents[`window-${index}`] = file(
        vector,
        `components: [c-${index % components}]\nmaintenance: { start: 2026-11-2${index % 10} 08:00 UTC, end: 2026-11-2${index % 10} 12:00 UTC }`,
        `## Scheduled · 2026-11-19 09:00 UTC\n\n${vector}\n`,
      )
    })
  const names = Array.from({ length: components }, (_, index) => vectors[index * 14]!)
  const config = JSON.stringify({
    candor: 1,
    site: { name: 'Acme <b>Status</b>', url: 'https://status.acme.example', description: vectors[0] },
    groups: [{ id: 'group', name: vectors[1], description: vectors[2] }],
    components: names.map((name, index) => ({
      id: `c-${index}`,
      name: name.trim() || 'blank',
      description: name.trim() || 'blank',
      since: '2026-01-01',
      ...(index < 4 ? { group: 'group' } : {}),
    })),
  })
  return snapshotOf({ config, incidents, now })
}

/** YAML takes JSON's strings as they are. */
function file(title: string, keys: string, text: string): string {
  return `---\ntitle: ${JSON.stringify(title)}\n${keys}\n---\n\n${text}`
}
