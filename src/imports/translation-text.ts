import { stringify } from 'yaml'
import type { Post } from '../incidents/incident.ts'
import { readTranslation } from '../incidents/translation.ts'
import { writePost } from '../incidents/write.ts'
import type { FoundTranslation } from './haul.ts'
import { originLine } from './post-text.ts'

/**
 * The file that says a post in another language: its headings with translated texts. Throws a sentence when a strict
 * reader would not take it.
 */
export function translationText(found: FoundTranslation, post: Post, timezone: string): string {
  const updates = post.updates.map((update, index) => ({
    ...update,
    components: {},
    next: null,
    language: null,
    quiet: false,
    body: found.bodies[index] ?? '',
  }))
  const bare: Post = {
    ...post,
    components: {},
    impact: null,
    maintenance: null,
    draft: false,
    until: null,
    language: null,
    // An update without words is as it is in every language.
    updates: updates.filter(({ body }) => body.trim() !== ''),
  }
  delete bare.was
  const body = writePost(bare, timezone).replace(/^---\n[\s\S]*?\n---\n/, '')
  const title = found.title === null ? '' : stringify({ title: found.title.replaceAll(/\s+/g, ' ') }, { lineWidth: 0 })
  const text = `---\n${originLine(found.origin)}\n${title}---\n${body}`
  const path = `incidents/${post.id}.${found.language}.md`
  const { problems } = readTranslation({ path, text, language: found.language }, post, timezone)
  const mistake = problems.find(({ severity }) => severity === 'error')
  if (mistake !== undefined) throw new Error(mistake.message)
  return text
}
