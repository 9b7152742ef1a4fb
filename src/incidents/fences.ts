import type { Complaints } from './complaints.ts'
import { headingParts } from './heading-parts.ts'
import { findHeadings, type Headings } from './headings.ts'

/** A fence that never closes would swallow every update after it: then it is text. */
export function settledHeadings(lines: readonly string[], from: number, complaints: Complaints): Headings {
  const plain: number[] = []
  for (;;) {
    const found = findHeadings(lines, from, plain)
    if (found.openFence === null) return found
    const fence = found.openFence
    const without = findHeadings(lines, fence + 1)
    const swallowed = without.headings.find(({ level, text }) => level === 2 && headingParts(text, 1).status !== null)
    complaints.error(
      fence + 1,
      1,
      'The code that begins here never ends.',
      'Expected this line below it:',
      /[`~]{3,}/.exec(lines[fence]!)![0],
    )
    if (swallowed === undefined) return found
    plain.push(fence)
  }
}
