import type { Post, Update } from '../incidents/incident.ts'

/** A file of incidents/ that a pull request touches. */
export interface FileChange {
  /** Relative to the root; of a removed one where it was. */
  file: string
  /** Its path before it was renamed. */
  from: string | null
  change: 'added' | 'changed' | 'removed' | 'renamed'
}

/** The same with what was read of it; a side is null where there is no file, or none that can be read. */
export interface PostChange extends FileChange {
  before: Post | null
  after: Post | null
}

/** Updates of a changed post that were not there before. */
export function newUpdates({ before, after }: PostChange): Update[] {
  const known = new Set((before?.updates ?? []).map(({ status, at }) => `${status} ${at}`))
  return (after?.updates ?? []).filter(({ status, at }) => !known.has(`${status} ${at}`))
}
