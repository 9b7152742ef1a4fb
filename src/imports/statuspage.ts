import { isZone } from '../time/zone.ts'
import { emptyHaul, type FoundComponent, type FoundPost, type Haul } from './haul.ts'
import type { Answers } from './statuspage-documents.ts'
import { incidentPost } from './statuspage-incident.ts'
import type { Component, Page } from './statuspage-shapes.ts'

/** A page of Atlassian Statuspage, from its API's answers. Throws a sentence when they are of several pages. */
export function statuspageHaul(answers: Answers): Haul {
  const names = new Map([...answers.pages.values()].map((page) => [page.id ?? page.name ?? '', page.name ?? '']))
  if (names.size > 1)
    throw new Error(`these files are of ${names.size} pages: ${[...names.values()].slice(0, 8).join(', ')}`)
  const page: Page = [...answers.pages.values()].at(-1) ?? {}
  const haul = emptyHaul(page.name ?? 'Status')
  haul.site.url = urlOf(page)
  haul.site.moved = { '/history': '/incidents/', '/history.atom': '/feed.xml', '/history.rss': '/rss.xml' }
  const zone = page.time_zone ?? ''
  haul.site.timezone = isZone(zone) && !/^(Etc\/)?(UTC|UCT|GMT|Zulu)$/.test(zone) ? zone : null
  const groups = new Map(answers.components.filter(({ group }) => group === true).map((one) => [one.id, one]))
  haul.groups = inOrder([...groups.values()]).map(({ name, description }) => ({
    name,
    description: description?.trim() || null,
    collapsed: false,
  }))
  haul.components = componentsOf(answers.components, groups)
  haul.refused = [...answers.refused]
  const context = { zone: haul.site.timezone ?? 'UTC', pageUrl: haul.site.url }
  const gone = new Map<string, FoundComponent>()
  for (const { origin, incident } of answers.incidents) {
    try {
      haul.posts.push(incidentPost(incident, origin, context))
    } catch (error) {
      haul.refused.push({ origin: `${origin} (${incident.id})`, reason: (error as Error).message })
    }
    for (const { code, name } of incident.incident_updates?.flatMap((each) => each.affected_components ?? []) ?? [])
      if (code != null && name != null) addGone(gone, code, name, haul.components)
    for (const { id, name } of incident.components ?? []) addGone(gone, id, name, haul.components)
  }
  haul.components.push(...gone.values())
  haul.posts.sort(byTime)
  const told = new Set(answers.incidents.map(({ incident }) => incident.id))
  for (const { origin, code, name } of new Map(answers.lines.map((line) => [line.code, line])).values()) {
    if (told.has(code)) continue
    haul.refused.push({
      origin: `${origin} (${code})`,
      reason: `The history page has only its title, "${name}". Save ${haul.site.url ?? ''}/api/v2/incidents/${code}.json beside it.`,
    })
  }
  return haul
}

export function urlOf({ url, domain, subdomain }: Page): string | null {
  if (url != null && URL.canParse(url)) return url.replace(/\/+$/, '')
  if (domain != null && domain !== '') return `https://${domain}`
  return subdomain == null || subdomain === '' ? null : `https://${subdomain}.statuspage.io`
}

function inOrder(components: readonly Component[]): Component[] {
  return components.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))
}

function componentsOf(all: readonly Component[], groups: ReadonlyMap<string, Component>): FoundComponent[] {
  const place = ({ group_id, position }: Component) =>
    group_id == null ? (position ?? 0) : (groups.get(group_id)?.position ?? 0)
  return inOrder(all)
    .filter(({ group }) => group !== true)
    .toSorted((a, b) => place(a) - place(b))
    .map((one) => {
      const group = one.group_id == null ? null : (groups.get(one.group_id)?.name ?? null)
      const name = one.name.trim()
      return {
        name,
        keys: [one.id, ...(group === null ? [] : [`${group} - ${name}`])],
        id: null,
        was: formerId(one.id),
        group,
        description: one.description?.trim() || null,
        link: null,
        since: /^\d{4}-\d{2}-\d{2}$/.test(one.start_date ?? '') ? one.start_date! : null,
        check: null,
        listed: true,
      }
    })
}

/** Ids of other makers that cannot be one here are left: nothing here could lead from them. */
function formerId(id: string): string[] {
  return /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/.test(id) ? [id] : []
}

/** A component that was taken off the page since: incidents know it by its id and a name with its group before it. */
function addGone(gone: Map<string, FoundComponent>, id: string, name: string, listed: readonly FoundComponent[]): void {
  if (gone.has(id) || listed.some(({ keys }) => keys.includes(id))) return
  const [, group, own] = /^(.+?) - (.+)$/.exec(name) ?? []
  const plain = group === undefined || own === undefined ? name.trim() : own.trim()
  gone.set(id, {
    name: plain,
    keys: [id, name],
    id: null,
    was: formerId(id),
    group: null,
    description: null,
    link: null,
    since: null,
    check: null,
    listed: false,
  })
}

function byTime(a: FoundPost, b: FoundPost): number {
  return a.updates[0]!.at - b.updates[0]!.at || (a.id < b.id ? -1 : 1)
}
