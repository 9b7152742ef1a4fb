import { editPostLink, newPostLink } from '../incidents/editor-link.ts'
import type { Entry } from '../status/snapshot.ts'
import type { BuildInput } from './build-input.ts'
import { repositoryPage } from './repository-page.ts'

/**
 * Where those who may write take up an open incident: GitHub's editor, with the facts of an outage that nobody has
 * written about, or with the file that is there. Null where there is no repository to lead to, and for what is over.
 */
export function operatorsLink(
  input: Pick<BuildInput, 'snapshot' | 'source' | 'audience'>,
  entry: Entry,
): string | null {
  const { timezone } = input.snapshot.config.site
  const home = repositoryPage(input)
  if (home === null || !entry.open || entry.kind !== 'incident') return null
  const editor = { server: home.server, repository: home.slug, branch: 'main', prefix: '' }
  if (entry.post !== null) return editPostLink(editor, entry.post)
  const components = Object.fromEntries(entry.components.map(({ id, status }) => [id, status]))
  return newPostLink(editor, { title: entry.title, components, startedAt: entry.startedAt }, timezone)
}
