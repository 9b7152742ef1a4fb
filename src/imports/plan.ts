import type { Config } from '../config/config.ts'
import { readConfig } from '../config/read.ts'
import type { Post } from '../incidents/incident.ts'
import { formatProblem } from '../problem/problem.ts'
import type { Instant } from '../time/instant.ts'
import { type ComponentIds, componentIds } from './component-ids.ts'
import { componentsFile, proposedComponents } from './components-file.ts'
import type { FoundComponent, FoundPost, Haul, Refusal } from './haul.ts'
import { postNames } from './post-names.ts'
import { postText } from './post-text.ts'
import { translationText } from './translation-text.ts'

export interface PlannedPost {
  id: string
  kind: FoundPost['kind']
  origin: string
  text: string
  /** The same in other languages, each a file of its own. */
  translations: { language: string; origin: string; text: string }[]
  warnings: string[]
}

/** What an import would write; who writes it looks at what is there first. */
export interface Plan {
  /** Text of a components.yml, when there is none yet. */
  components: string | null
  /** Entries that the components.yml which is there lacks; empty when it lacks none. */
  proposals: string
  ids: ComponentIds
  /** The same without components that are only proposed. */
  here: ComponentIds
  posts: PlannedPost[]
  refused: Refusal[]
  /** Of the page as a whole, not of one post. */
  warnings: Refusal[]
}

/** `config` is the page's own, null when it has none yet. Throws a sentence when the made components.yml is refused. */
export function planImport(haul: Haul, config: Config | null, origin: string, schema: string): Plan {
  const ids = componentIds([...haul.components, ...(config === null ? onlyNamed(haul) : [])], config)
  const timezone = config?.site.timezone ?? haul.site.timezone ?? 'UTC'
  const languages = config?.site.languages ?? haul.site.languages ?? ['en']
  const names = postNames(haul.posts)
  const known = {
    components: config?.components ?? ids.added.map(({ id, found }) => ({ id, was: found.was })),
    timezone,
  }
  const plan: Plan = {
    components: null,
    proposals: config === null || ids.added.every(({ found }) => !found.listed) ? '' : proposedComponents(haul, ids),
    ids,
    here: config === null ? ids : listedOnly(ids, config),
    posts: [],
    refused: [...haul.refused],
    warnings: [...haul.warnings, ...unmoved(haul, config, origin)],
  }
  const named = new Map<string, { last: Instant; open: boolean }>()
  for (const post of haul.posts) {
    const name = names.get(post)!
    try {
      const { text, post: again, components, warnings } = postText(post, name, plan.here, known)
      const translations = translationsOf(post, again, { timezone, languages, warnings })
      plan.posts.push({ id: name.id, kind: post.kind, origin: post.origin, text, translations, warnings })
      const last = Math.max(...post.updates.map(({ at }) => at))
      for (const id of components) {
        const before = named.get(id)
        named.set(id, { last: Math.max(before?.last ?? 0, last), open: before?.open === true || isOpen(post) })
      }
    } catch (error) {
      plan.refused.push({ origin: post.origin, reason: (error as Error).message })
    }
  }
  if (config === null) plan.components = checked(componentsFile(haul, ids, named, origin, schema))
  return plan
}

function translationsOf(
  found: FoundPost,
  post: Post,
  { timezone, languages, warnings }: { timezone: string; languages: readonly string[]; warnings: string[] },
): PlannedPost['translations'] {
  return (found.translations ?? []).flatMap((translation) => {
    const { language, origin } = translation
    if (!languages.includes(language)) {
      warnings.push(`${origin} was left out: \`site.languages\` has no \`${language}\`.`)
      return []
    }
    try {
      return [{ language, origin, text: translationText(translation, post, timezone) }]
    } catch (error) {
      warnings.push(`${origin} was left out: ${(error as Error).message}`)
      return []
    }
  })
}

/** A components.yml that is there is not changed: it is said what keeps the old page's readers. */
function unmoved({ site }: Haul, config: Config | null, origin: string): Refusal[] {
  const lacking = Object.entries(site.moved ?? {}).filter(([address]) => config?.site.moved?.[address] === undefined)
  if (config === null || lacking.length === 0) return []
  const map = `{ ${lacking.map((pair) => pair.join(': ')).join(', ')} }`
  return [{ origin, reason: `Put this below \`site:\`, so that its subscribers find you: \`moved: ${map}\`` }]
}

/** Names of components that only incidents use. */
function onlyNamed({ components, posts }: Haul): FoundComponent[] {
  const known = componentIds(components, null)
  const names = new Set(posts.flatMap(({ updates }) => updates.flatMap((update) => Object.keys(update.components))))
  return [...names]
    .filter((name) => known.idOf(name) === null)
    .map((name) => ({
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
    }))
}

/** What is only proposed is not there yet. */
function listedOnly(ids: ComponentIds, config: Config): ComponentIds {
  const listed = new Set(config.components.map(({ id }) => id))
  const idOf = (key: string) => {
    const id = ids.idOf(key)
    return id !== null && listed.has(id) ? id : null
  }
  return { ...ids, idOf }
}

function isOpen({ kind, updates, maintenance }: FoundPost): boolean {
  const last = updates.findLast(({ status }) => status !== 'postmortem')?.status
  if (kind === 'maintenance') return maintenance !== null && last !== 'completed'
  return kind === 'incident' && last !== 'resolved'
}

function checked(text: string): string {
  const { config, problems } = readConfig(text)
  if (config !== null) return text
  throw new Error(`the components.yml that this would make is refused.\n${problems.map(formatProblem).join('\n')}`)
}
