import { type Pattern, readPattern } from '../config/pattern.ts'
import { Fault } from './fault.ts'

const read = new Map<string, Pattern>()

/** Whether a text matches a regular expression of the check somewhere; one that RE2 cannot read is the check's own fault. */
export function matchesPattern(pattern: string, text: string): boolean {
  let known = read.get(pattern)
  try {
    known ??= readPattern(pattern)
  } catch (error) {
    throw new Fault('checker', 'pattern', { cause: error })
  }
  read.set(pattern, known)
  return known.foundIn(text)
}
