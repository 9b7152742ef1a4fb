import { stringify } from 'yaml'
import { slugOf } from '../incidents/slug.ts'
import { formatInstant, type Instant } from '../time/instant.ts'
import type { ComponentIds } from './component-ids.ts'
import type { Haul } from './haul.ts'

/**
 * components.yml of the page that was found. Components that its list no longer has but its incidents name are there as
 * retired, from the last time they were named (`named`, by id) on.
 */
export function componentsFile(
  haul: Haul,
  { added }: ComponentIds,
  named: ReadonlyMap<string, { last: Instant; open: boolean }>,
  origin: string,
  schema: string,
): string {
  const groups = groupIds(haul, added)
  const anyListed = added.some(({ found }) => found.listed)
  const components = added.map(({ id, found }) => {
    const mention = named.get(id)
    const isGone = anyListed && !found.listed && mention?.open !== true
    return {
      ...entry(id, found, groups),
      ...(isGone ? { retired: formatInstant(mention?.last ?? 0).slice(0, 10) } : {}),
    }
  })
  const used = new Set(components.map(({ group }) => group))
  const { name, url, timezone, description, languages, moved } = haul.site
  const body = stringify(
    {
      candor: 1,
      site: {
        name,
        url: url ?? 'https://status.example.com',
        ...(description === null ? {} : { description }),
        ...(timezone === null || timezone === 'UTC' || timezone === 'Etc/UTC' ? {} : { timezone }),
        ...(languages === undefined ? {} : { languages }),
        ...(moved === undefined ? {} : { moved }),
      },
      ...(groups.list.some(({ id }) => used.has(id)) ? { groups: groups.list.filter(({ id }) => used.has(id)) } : {}),
      components,
      ...(haul.secrets.length > 0 ? { secrets: haul.secrets } : {}),
    },
    { lineWidth: 0 },
  )
  return `# yaml-language-server: $schema=${schema}\n# Imported from ${origin}\n${body}`
}

/** The entries that a components.yml lacks, to be put in by hand. */
export function proposedComponents(haul: Haul, { added }: ComponentIds): string {
  const groups = groupIds(haul, added)
  return stringify(
    added.filter(({ found }) => found.listed).map(({ id, found }) => entry(id, found, groups)),
    { lineWidth: 0 },
  )
}

type Groups = {
  list: { id: string; name: string; description?: string; collapsed?: boolean }[]
  of: Map<string, string>
}

function entry(id: string, found: ComponentIds['added'][number]['found'], groups: Groups) {
  const group = found.group === null ? undefined : groups.of.get(found.group)
  const { name, description, link, since, check } = found
  const was = [...new Set(found.was)].filter((former) => former !== id)
  return {
    id,
    name,
    ...(group === undefined ? {} : { group }),
    ...(description === null ? {} : { description }),
    ...(link === null ? {} : { link }),
    ...(since === null ? {} : { since }),
    ...(was.length === 0 ? {} : { was }),
    ...(check === null ? {} : { check }),
  }
}

/** Groups that somebody is in, with ids. */
function groupIds({ groups }: Haul, added: ComponentIds['added']): Groups {
  const used = new Set(added.map(({ found }) => found.group))
  const taken = new Set<string>()
  const result: Groups = { list: [], of: new Map() }
  for (const { name, description, collapsed } of groups) {
    if (!used.has(name) || result.of.has(name)) continue
    const plain = slugOf(name, 'group')
    let id = plain
    for (let count = 2; taken.has(id) || id === 'v4' || id === 'v6'; count += 1) id = `${plain}-${count}`
    taken.add(id)
    result.of.set(name, id)
    result.list.push({
      id,
      name,
      ...(description === null ? {} : { description }),
      ...(collapsed ? { collapsed } : {}),
    })
  }
  return result
}
