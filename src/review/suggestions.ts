import { sentence } from './comment.ts'
import { asBlock, isPlainLine } from './markdown.ts'
import type { Report, ReportProblem } from './report.ts'

/** A line that GitHub can put in with one click. */
export interface Suggestion {
  /** From the top of the repository. */
  path: string
  line: number
  body: string
}

/** More would be noise; the comment tells them all. */
const mostSuggestions = 10

/** The mended lines, one a line of a file: a second mistake in it is offered once the first is mended. */
export function suggestionsOf({ prefix, problems }: Report): Suggestion[] {
  const taken = new Set<string>()
  return problems
    .flatMap((problem) => {
      const { file, line, message } = problem
      const fix = fixOf(problem)
      const place = `${file}:${line}`
      if (fix === null || taken.has(place)) return []
      taken.add(place)
      return [{ path: prefix + file, line, body: `${sentence(message)}\n\n${asBlock(fix, 'suggestion')}` }]
    })
    .slice(0, mostSuggestions)
}

/** Only for lines of incidents, and only what a reader of the suggestion sees whole. */
function fixOf({ file, line, fix }: ReportProblem): string | null {
  if (fix === null || line < 1 || !/^incidents\/[\p{L}\p{M}\p{N} ._-]+\.md$/iu.test(file)) return null
  return isPlainLine(fix) && fix.trim() !== '' && !/\s$|^\n/.test(fix) ? fix : null
}
