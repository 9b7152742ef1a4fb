import type { Snapshot } from '../../status/snapshot.ts'

/** Whether people alone say how everything is: that no check has run yet is then no news. */
export function isUnwatched({ components }: Pick<Snapshot, 'components'>): boolean {
  return components.length > 0 && components.every(({ component }) => component.check === null)
}
