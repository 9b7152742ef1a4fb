import { folderOfAddress, isFileAddress, isMovedAddress, isOldAddress } from '../config/old-address.ts'
import { formerIds } from '../status/former-ids.ts'
import type { Snapshot } from '../status/snapshot.ts'
import { componentPath, incidentPath, isSafeId } from './address.ts'

/** An address that once was a page, and where its content is now. Paths, without base and language. */
export interface Redirect {
  /** As a folder of the site: not encoded. */
  from: string
  to: string
  /** A text of its own, a component's name, or that of a page of ours. */
  title: string | { component: string } | { page: string }
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
  // Below a language's prefix stand the pages of that language, these redirects among them.
  const prefixes = new Set(snapshot.config.site.languages.slice(1))
  const isTaken = (from: string) => prefixes.has(from.split('/')[0]!) || found.has(from)
  for (const [address, to] of movedOf(snapshot)) {
    const from = folderOfAddress(address)
    if (!isFileAddress(to) && isMovedAddress(address) && !isTaken(from))
      found.set(from, { from, to, title: { page: to } })
  }
  const lead = (address: string, to: string, title: Redirect['title']) => {
    const from = folderOfAddress(address)
    if (isOldAddress(address) && !isTaken(from)) found.set(from, { from, to, title })
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

/**
 * Files that stand at an old address too: feed readers follow no page that leads on. Paths within the site. Hugo, and so
 * cState, has the feed of `/affected/api/` below it.
 */
export function copies(snapshot: Snapshot): { from: string; to: string }[] {
  const feeds = [...snapshot.components, ...snapshot.retired].flatMap(({ component }) =>
    (component.addresses ?? [])
      .filter((address) => address.startsWith('/affected/') && isOldAddress(address))
      .map((address) => ({ from: `components/${component.id}/feed.xml`, to: `${folderOfAddress(address)}/index.xml` })),
  )
  const files = movedOf(snapshot)
    .filter(([address, to]) => isFileAddress(to) && isMovedAddress(address))
    .map(([address, to]) => ({ from: to.slice(1), to: folderOfAddress(address) }))
  return [...feeds, ...files]
}

function movedOf({ config }: Snapshot): [string, string][] {
  return Object.entries(config.site.moved ?? {})
}
