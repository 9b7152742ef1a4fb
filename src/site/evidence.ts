import { utcDate } from '../time/instant.ts'
import type { BuildInput } from './build-input.ts'
import { repositoryPage } from './repository-page.ts'

/** Where anybody can look up what a page says: the files on GitHub, at the commit that the page was made of. */
export interface Evidence {
  /** The rows of a UTC day; of days long past, whose rows are gone, the year's spans. */
  day: (date: string) => string | null
  /** A file of incidents/, by the incident's id. */
  post: (id: string) => string | null
  /** The spans of a year: what stays of days when their rows are gone. */
  year: (year: string) => string | null
  config: () => string | null
  /** The commit that the page was made of. */
  commit: () => { url: string; name: string } | null
}

/** Every answer is null where there is no repository that visitors may be led to. */
export function evidenceOf(input: Pick<BuildInput, 'snapshot' | 'source' | 'audience'>): Evidence {
  const { snapshot, source } = input
  const { results } = snapshot.config
  const home = repositoryPage(input)
  if (home === null)
    return { day: () => null, year: () => null, post: () => null, config: () => null, commit: () => null }
  const repository = `${home.server}/${home.slug}`
  const at = source.commit ?? 'HEAD'
  const rowsAt = source.results ?? (results.branch === 'main' ? at : results.branch)
  const kept = utcDate(snapshot.now - results.keep)
  return {
    day: (date) => `${repository}/blob/${rowsAt}/checks/${date < kept ? `spans-${date.slice(0, 4)}` : date}.csv`,
    year: (year) => `${repository}/blob/${rowsAt}/checks/spans-${year}.csv`,
    post: (id) => `${repository}/blob/${at}/incidents/${encodeURIComponent(id)}.md`,
    config: () => `${repository}/blob/${at}/components.yml`,
    commit: () =>
      source.commit === null ? null : { url: `${repository}/commit/${source.commit}`, name: source.commit.slice(0, 7) },
  }
}
