import { assertFormat, checksFormat } from './format.ts'

/** One step from a format to the next. */
export interface FormatStep {
  from: number
  /** A file of the old format as the new one writes it; pure. `name` as in checks/. */
  change: (name: string, text: string) => string
}

/**
 * In order, without a gap, one for every format that ever was but the newest. With the first of them `git/merge-tip.ts`,
 * too, has to read what is published through `migrated`: so far nothing older than us can be there.
 */
export const formatSteps: readonly FormatStep[] = []

/**
 * Files of checks/ (name -> text) of any earlier format, as `to` writes them: only those that differ, FORMAT last.
 * Without a FORMAT they are of the first. Throws a Failure for a newer format, with what to do.
 */
export function migrated(
  files: ReadonlyMap<string, string>,
  steps: readonly FormatStep[] = formatSteps,
  to: number = checksFormat,
): Map<string, string> {
  const told = files.get('FORMAT') ?? null
  assertFormat(told, to)
  const from = told === null || told.trim() === '' ? 1 : Number(told.trim())
  const path = steps.filter((step) => step.from >= from && step.from < to)
  const changed = new Map<string, string>()
  if (path.length === 0) return changed
  for (const [name, text] of files) {
    if (name === 'FORMAT') continue
    const result = path.reduce((now, step) => step.change(name, now), text)
    if (result !== text) changed.set(name, result)
  }
  // Last: written in this order and cut off in the middle, it is done again from the start.
  return changed.set('FORMAT', `${to}\n`)
}
