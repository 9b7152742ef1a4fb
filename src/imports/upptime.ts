import { parseDocument } from 'yaml'
import { slugOf } from '../incidents/slug.ts'
import { emptyHaul, type FoundComponent, type Haul } from './haul.ts'
import { asMap } from './statuspage-documents.ts'
import { upptimeCheck } from './upptime-check.ts'

/** What Upptime's files say, as text. */
export interface UpptimeFiles {
  /** .upptimerc.yml */
  config: string
  /** history/summary.json: which slug each site has; null when it is not there. */
  summary: string | null
}

/** A site's slug there is its id here; `slugs` by the keys of components. */
export interface UpptimePage {
  haul: Haul
  /** `owner/name` on GitHub. */
  repository: string | null
}

/** Throws a sentence when the config is none. */
export function upptimePage({ config, summary }: UpptimeFiles): UpptimePage {
  const document = parseDocument(config, { version: '1.2', logLevel: 'silent' })
  if (document.errors.length > 0)
    throw new Error(`.upptimerc.yml is no YAML that could be read: ${document.errors[0]!.message.split('\n')[0]}`)
  const root = asMap(document.toJS({ maxAliasCount: 100 }))
  const website = asMap(root['status-website'])
  const [owner, repo] = [textOf(root['owner']), textOf(root['repo'])]
  const haul = emptyHaul(textOf(website['name']) ?? textOf(root['repo']) ?? 'Status')
  const cname = textOf(website['cname'])
  const base = textOf(website['baseUrl'])
  if (cname !== null && /^[\w.-]+$/.test(cname)) haul.site.url = `https://${cname}`
  else if (owner !== null && repo !== null && /^[\w-]+$/.test(owner))
    haul.site.url = `https://${owner.toLowerCase()}.github.io/${base?.replaceAll(/^\/|\/$/g, '') ?? repo}`
  const slugs = slugsIn(summary)
  const sites = Array.isArray(root['sites']) ? root['sites'].map(asMap) : []
  for (const [index, site] of sites.entries()) {
    const name = textOf(site['name'])
    if (name === null) {
      haul.refused.push({ origin: `.upptimerc.yml (site ${index + 1})`, reason: 'It has no name.' })
      continue
    }
    const slug = textOf(site['slug']) ?? slugs.get(name) ?? upptimeSlug(name)
    const { check, secrets, warnings } = upptimeCheck(site)
    for (const reason of warnings) haul.warnings.push({ origin: `.upptimerc.yml (${name})`, reason })
    haul.secrets.push(...secrets.filter((secret) => !haul.secrets.includes(secret)))
    haul.components.push(componentOf(name, slug, check))
  }
  const repository =
    owner !== null && repo !== null && /^[\w-]+$/.test(owner) && /^[\w.-]+$/.test(repo) ? `${owner}/${repo}` : null
  return { haul, repository }
}

function componentOf(name: string, slug: string, check: FoundComponent['check']): FoundComponent {
  const isId = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/.test(slug)
  return {
    name,
    keys: [slug, name],
    id: isId ? slug : slugOf(name, 'site'),
    was: /^[\p{L}\p{N}_~-]+$/u.test(slug) && !/^\d{4}-\d{2}/.test(slug) ? [`/history/${slug}`] : [],
    group: null,
    description: null,
    link: null,
    since: null,
    check,
    listed: true,
  }
}

function slugsIn(summary: string | null): Map<string, string> {
  try {
    const list: unknown = JSON.parse(summary ?? '[]')
    const pairs = (Array.isArray(list) ? list : [])
      .map(asMap)
      .map((one) => [textOf(one['name']), textOf(one['slug'])] as const)
    return new Map(pairs.filter((pair): pair is [string, string] => pair[0] !== null && pair[1] !== null))
  } catch {
    return new Map()
  }
}

/** As Upptime makes it of a name (`BandLab` is `band-lab`); its own summary, where there is one, knows better. */
export function upptimeSlug(name: string): string {
  return name
    .replaceAll(/([A-Z]{2,})(\d+)/g, '$1 $2')
    .replaceAll(/([a-z\d]+)([A-Z]{2,})/g, '$1 $2')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-rt-z\d]+)/g, '$1 $2')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('&', ' and ')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
}

function textOf(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
  return text === '' ? null : text
}
