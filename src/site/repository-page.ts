import type { BuildInput } from './build-input.ts'

/** A repository that visitors may be led to. */
export interface RepositoryPage {
  /** `https://github.com`, or a company's own. */
  server: string
  /** `owner/name`. */
  slug: string
}

/**
 * Where the page's repository is looked at. Null where nobody said which it is, and on a public page when it is known to
 * be private: its links would end nowhere, and give its name away.
 */
export function repositoryPage({
  snapshot,
  source,
  audience = 'public',
}: Pick<BuildInput, 'snapshot' | 'source' | 'audience'>): RepositoryPage | null {
  const slug = snapshot.config.site.repository
  if (slug === null) return null
  // Names of repositories know no capitals.
  const hidden = source.privateRepository?.toLowerCase() === slug.toLowerCase()
  return hidden && audience === 'public' ? null : { server: source.server ?? 'https://github.com', slug }
}
