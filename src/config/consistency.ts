import type { Problem } from '../problem/problem.ts'
import { brandRules } from './brand-rules.ts'
import { checkRules } from './check-rules.ts'
import { identityRules } from './identity-rules.ts'
import { outlineOf } from './outline.ts'
import { placeRules } from './place-rules.ts'
import { referenceRules } from './reference-rules.ts'
import { secretRules } from './secret-rules.ts'
import { siteRules } from './site-rules.ts'
import type { Path, Source } from './source.ts'

/** Says that the value at `path` does not fit the rest of the file. */
export type Report = (path: Path, message: string, hint: string, severity?: Problem['severity']) => void

const rules = [identityRules, referenceRules, checkRules, secretRules, placeRules, siteRules, brandRules]

/** What no single key shows: names that point nowhere, things that contradict each other. */
export function inconsistencies(source: Source): Problem[] {
  const outline = outlineOf(source)
  const problems: Problem[] = []
  const report: Report = (path, message, hint, severity = 'error') => {
    problems.push({ file: source.file, ...source.valueAt(path), severity, message, hint })
  }
  for (const rule of rules) rule(outline, source, report)
  return problems
}
