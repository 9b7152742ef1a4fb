import { parseDocument } from 'yaml'
import { slugOf } from '../incidents/slug.ts'
import { isZone } from '../time/zone.ts'
import { type CstateLanguages, languageTag } from './cstate-languages.ts'
import { emptyHaul, type FoundComponent, type Haul } from './haul.ts'
import { asMap } from './statuspage-documents.ts'

/** What cState's config.yml says of the page: its name, categories and systems. `text` is null when there is none. */
export function cstateSite(text: string | null, file: string): { haul: Haul; languages: CstateLanguages } {
  const haul = emptyHaul('Status')
  const alone = { haul, languages: languagesOf({}) }
  // Hugo's feeds of the home page and of all issues, and its list of them.
  haul.site.moved = { '/issues': '/incidents/', '/index.xml': '/rss.xml', '/issues/index.xml': '/rss.xml' }
  if (text === null) {
    haul.warnings.push({ origin: file, reason: 'There is no config.yml; components are those that incidents name.' })
    return alone
  }
  const document = parseDocument(text, { version: '1.2', logLevel: 'silent' })
  if (document.errors.length > 0) {
    haul.warnings.push({
      origin: file,
      reason: `It is no YAML that could be read (${document.errors[0]!.message.split('\n')[0]}); components are those that incidents name.`,
    })
    return alone
  }
  const config = asMap(document.toJS({ maxAliasCount: 100 }))
  const params = asMap(config['params'])
  const base = wordOf(config['baseURL'] ?? config['baseUrl'])
  haul.site.name = wordOf(config['title']) ?? 'Status'
  haul.site.url = base !== null && /^https?:\/\/[^/]/.test(base) && URL.canParse(base) ? base.replace(/\/+$/, '') : null
  const zone = wordOf(config['timeZone'])
  haul.site.timezone = zone !== null && isZone(zone) ? zone : null
  haul.site.description = firstParagraph(wordOf(params['description']))
  const untitled = new Set<string>()
  for (const category of listOf(params['categories']).map(asMap)) {
    const name = wordOf(category['name'])
    if (name === null) continue
    if (category['untitled'] === true) untitled.add(name)
    else
      haul.groups.push({ name, description: wordOf(category['description']), collapsed: category['closed'] === true })
  }
  for (const system of listOf(params['systems']).map((item) =>
    typeof item === 'string' ? { name: item } : asMap(item),
  )) {
    const name = wordOf(system['name'])
    if (name === null) continue
    const category = wordOf(system['category'])
    const link = wordOf(system['link'])
    haul.components.push({
      ...namedOnly(name),
      group:
        category !== null && !untitled.has(category) && haul.groups.some((group) => group.name === category)
          ? category
          : null,
      description: wordOf(system['description'])?.replaceAll(/\s+/g, ' ') ?? null,
      link: link !== null && /^https?:\/\//.test(link) && URL.canParse(link) ? link : null,
      was: [affectedAddress(name)],
      listed: true,
    })
  }
  return { haul, languages: languagesOf(config) }
}

/** Hugo's own keys. */
function languagesOf(config: Record<string, unknown>): CstateLanguages {
  const first = languageTag(wordOf(config['defaultContentLanguage']) ?? 'en') ?? 'en'
  const folders = new Map<string, string>()
  const all = new Set<string>()
  for (const [word, keys] of Object.entries(asMap(config['languages']))) {
    const tag = languageTag(word)
    if (tag === null) continue
    all.add(tag)
    const folder = wordOf(asMap(keys)['contentDir'])?.replace(/^content\//, '')
    if (folder !== undefined) folders.set(folder, tag)
  }
  return { first, folders, all, prefixed: config['defaultContentLanguageInSubdir'] === true }
}

function namedOnly(name: string): FoundComponent {
  return {
    name,
    keys: [name],
    id: null,
    was: [],
    group: null,
    description: null,
    link: null,
    since: null,
    check: null,
    listed: false,
  }
}

/** Where cState has a component's page. Hugo keeps letters, digits, dots and hyphens. */
function affectedAddress(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/\s+/g, '-')
    .replaceAll(/[^a-z0-9._-]/g, '')
  return `/affected/${/[a-z0-9]/.test(plain) && !plain.startsWith('.') ? plain : slugOf(name)}`
}

function wordOf(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
  return text === '' ? null : text
}

/** As plain words: search engines and feeds read it. */
function firstParagraph(text: string | null): string | null {
  const [first = ''] = (text ?? '').split(/\n\s*\n/)
  const plain = first.replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1').replaceAll(/\s+/g, ' ')
  return plain === '' ? null : plain
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
