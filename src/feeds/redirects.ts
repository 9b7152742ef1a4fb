import type { Snapshot } from '../status/snapshot.ts'
import { componentPath, incidentPath, isSafeId } from './address.ts'

/** An address that once was a page, and where its content is now. Paths, without base and language. */
export interface Redirect {
  /** As a folder of the site: not encoded. */
  from: string
  to: string
  title: string | { component: string }
}

/**
 * Components follow the ids they had. An outage was an incident of its own, by its id, until a person's incident or an
 * earlier outage spoke for it: links in chats and feeds to it lead on.
 */
export function redirects(snapshot: Snapshot): Redirect[] {
  const living = new Set([...snapshot.components, ...snapshot.retired].map((one) => one.component.id))
  const pages = new Set([...snapshot.incidents, ...snapshot.maintenances, ...snapshot.notices].map(({ id }) => id))
  const found = new Map<string, Redirect>()
  for (const { component } of [...snapshot.components, ...snapshot.retired]) {
    for (const id of component.was) {
      const from = `components/${id}`
      if (!living.has(id))
        found.set(from, { from, to: componentPath(component.id), title: { component: component.id } })
    }
  }
  for (const entry of snapshot.incidents) {
    for (const { id, verdict } of entry.outages) {
      const from = `incidents/${id}`
      if (verdict === 'degraded' || pages.has(id) || !isSafeId(id) || found.has(from)) continue
      found.set(from, { from, to: incidentPath(entry.id), title: entry.title })
    }
  }
  return [...found.values()]
}
