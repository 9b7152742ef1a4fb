import { editPostLink, newPostLink } from '../incidents/editor-link.ts'
import type { Entry } from '../status/snapshot.ts'
import type { BuildInput } from './build-input.ts'

/**
 * Where those who may write take up an open incident: GitHub's editor, with the facts of an outage that nobody has
 * written about, or with the file that is there. Null where nobody said which repository it is, and for what is over.
 */
export function operatorsLink(
  { snapshot, source }: Pick<BuildInput, 'snapshot' | 'source'>,
  entry: Entry,
): string | null {
  const { repository, timezone } = snapshot.config.site
  if (repository === null || !entry.open || entry.kind !== 'incident') return null
  const editor = { server: source.server ?? 'https://github.com', repository, branch: 'main', prefix: '' }
  if (entry.post !== null) return editPostLink(editor, entry.post)
  const components = Object.fromEntries(entry.components.map(({ id, status }) => [id, status]))
  return newPostLink(editor, { title: entry.title, components, startedAt: entry.startedAt }, timezone)
}
