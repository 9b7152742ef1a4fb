import { noBraces } from '../incidents/braces.ts'
import type { ComponentStatus, Post, Update } from '../incidents/incident.ts'
import { type Known, readPost } from '../incidents/read.ts'
import { lifecycleRank } from '../incidents/words.ts'
import { writePost } from '../incidents/write.ts'
import type { ComponentIds } from './component-ids.ts'
import type { FoundPost } from './haul.ts'

export interface PostText {
  text: string
  /** As it is read again. */
  post: Post
  /** Components of ours that it names, by id. */
  components: string[]
  warnings: string[]
}

/**
 * The file of a found post, read again before anybody relies on it. Throws what a strict reader would say where it could
 * not be mended (a sentence).
 */
export function postText(
  found: FoundPost,
  { id, was }: { id: string; was: string[] },
  ids: ComponentIds,
  known: Known,
): PostText {
  const warnings = [...found.warnings]
  const all = [...new Set(found.updates.flatMap(({ components }) => Object.keys(components)))]
  const foreign = all.filter((key) => ids.idOf(key) === null)
  if (foreign.length > 0) {
    const names = foreign.map((name) => `\`${name}\``).join(', ')
    warnings.push(`components.yml has no component ${names}; kept as text.`)
  }
  const post = postOf(found, id, was, ids, foreign)
  const text = withOrigin(writePost(post, known.timezone), found.origin)
  const { post: again, problems } = readPost({ id, path: `incidents/${id}.md`, text }, known, () => null)
  const mistake = problems.find(({ severity }) => severity === 'error')
  if (again === null || mistake !== undefined) throw new Error(mistake?.message ?? 'It cannot be read again.')
  return { text, post: again, components: [...new Set(all.flatMap((key) => ids.idOf(key) ?? []))], warnings }
}

function postOf(found: FoundPost, id: string, was: string[], ids: ComponentIds, foreign: readonly string[]): Post {
  const { kind, title, impact, maintenance, until, draft } = found
  const order = [...found.updates].sort((a, b) => a.at - b.at || lifecycleRank(a.status) - lifecycleRank(b.status))
  let said: Record<string, ComponentStatus> = {}
  const updates = order.map((update, index): Update => {
    const mine: Record<string, ComponentStatus> = {}
    for (const [key, status] of Object.entries(update.components)) {
      const component = ids.idOf(key)
      if (component !== null) mine[component] = status
    }
    // Every update of other pages repeats every component; ours names what changes.
    const ends = update.status === 'resolved' || update.status === 'completed' || update.status === 'postmortem'
    const changes = ends
      ? {}
      : Object.fromEntries(Object.entries(mine).filter(([name, status]) => index > 0 && said[name] !== status))
    said = { ...said, ...mine }
    const body = index === 0 ? withForeign(update.body, foreign) : update.body
    return {
      ...noBraces,
      status: update.status,
      at: update.at,
      body,
      line: 0,
      components: kind === 'notice' ? {} : changes,
    }
  })
  const first = order[0]!
  const start: Record<string, ComponentStatus> = {}
  for (const update of order) {
    for (const [key, status] of Object.entries(update.components)) {
      const component = ids.idOf(key)
      if (component !== null && kind !== 'notice') start[component] ??= update === first ? status : 'operational'
    }
  }
  return {
    id,
    kind,
    title: title.replaceAll(/\s+/g, ' ').trim(),
    impact: kind === 'incident' ? impact : null,
    components: start,
    updates,
    draft,
    audience: 'public',
    maintenance,
    until,
    falseAlarm: [],
    language: found.language ?? null,
    ...(was.length > 0 ? { was } : {}),
  }
}

/** Names that are no component of ours stay readable for people. */
function withForeign(body: string, foreign: readonly string[]): string {
  if (foreign.length === 0) return body
  const names = foreign.map((name) => name.replaceAll(/[\\`*_[\]<>#]/g, '\\$&').replaceAll(/\s+/g, ' '))
  return `${body}\n\nAffected: ${names.join(', ')}.`.trim()
}

/** A remark for people: no key of the grammar, so that it can go whenever they like. */
function withOrigin(text: string, origin: string): string {
  return text.replace(/^---\n/, () => `---\n${originLine(origin)}\n`)
}

export function originLine(origin: string): string {
  return `# Imported from ${origin
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 300)}`
}
