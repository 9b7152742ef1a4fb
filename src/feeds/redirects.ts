import { folderOfAddress, isOldAddress } from '../config/old-address.ts'
import { formerIds } from '../status/former-ids.ts'
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
 * earlier outage spoke for it, and files may be renamed: links in chats and feeds lead on.
 */
export function redirects(snapshot: Snapshot): Redirect[] {
  const living = new Set([...snapshot.components, ...snapshot.retired].map((one) => one.component.id))
  const entries = [...snapshot.incidents, ...snapshot.maintenances, ...snapshot.notices]
  const titles = new Map(entries.map(({ id, title }) => [id, title]))
  const found = new Map<string, Redirect>()
  for (const { component } of [...snapshot.components, ...snapshot.retired]) {
    for (const id of component.was) {
      const from = `components/${id}`
      if (!living.has(id))
        found.set(from, { from, to: componentPath(component.id), title: { component: component.id } })
    }
  }
  const lead = (address: string, to: string, title: Redirect['title']) => {
    const from = folderOfAddress(address)
    if (isOldAddress(address) && !found.has(from)) found.set(from, { from, to, title })
  }
  for (const { component } of [...snapshot.components, ...snapshot.retired]) {
    for (const address of component.addresses ?? [])
      lead(address, componentPath(component.id), { component: component.id })
  }
  for (const [address, now] of formerIds(snapshot)) lead(address, incidentPath(now), titles.get(now) ?? now)
  for (const [id, now] of formerIds(snapshot)) {
    const from = `incidents/${id}`
    if (isSafeId(id) && !found.has(from))
      found.set(from, { from, to: incidentPath(now), title: titles.get(now) ?? now })
  }
  return [...found.values()]
}
