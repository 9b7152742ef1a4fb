import { runInNewContext } from 'node:vm'
import { Fault } from './fault.ts'

/** No pattern gets longer than this. */
const longest = 250

/**
 * Whether a text matches a regular expression. V8 backtracks, so a pattern such as `(a+)+$` could run for years on a
 * body that a server chooses; a script's time limit does reach into it. A pattern that takes too long is the check's
 * own fault, and says nothing of the server.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  try {
    const match = 'new RegExp(pattern, "u").test(text)'
    return runInNewContext(match, { pattern, text }, { timeout: longest }) === true
  } catch (error) {
    throw new Fault('checker', 'pattern', { cause: error })
  }
}
