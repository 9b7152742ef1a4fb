/** What becomes of words that were written elsewhere, on top of what main has by now. */
export type Carried =
  | { kind: 'write'; text: string }
  /** Main has them already. */
  | { kind: 'there' }
  /** Both sides rewrote what was there: a person has to look. */
  | { kind: 'conflict' }

/**
 * Carries a post over that was written while main could not be reached. `base` is what it was then, `ours` what it is
 * now, `theirs` what main has; null: no such file. Updates that were added here are added there, each once; what others
 * added meanwhile stays, for updates are read in the order of their times.
 */
export function carryOver(base: string | null, ours: string, theirs: string | null): Carried {
  const own = base !== null && !base.includes('\r') ? unixLines(ours) : ours
  if (theirs === null || theirs === base || own.startsWith(theirs)) {
    return theirs === own ? { kind: 'there' } : { kind: 'write', text: own }
  }
  if (theirs.includes(own.trim())) return { kind: 'there' }
  if (base === null || !own.startsWith(base)) return { kind: 'conflict' }
  const missing = sections(own.slice(base.length)).filter((section) => !theirs.includes(section.trim()))
  if (missing.length === 0) return { kind: 'there' }
  const end = theirs.endsWith('\n') ? '' : '\n'
  return { kind: 'write', text: `${theirs}${end}\n${missing.join('').replace(/^\s*\n/, '')}` }
}

function unixLines(text: string): string {
  return text.replaceAll('\r\n', '\n')
}

/** The updates of what was added below a post, each with its heading. */
function sections(tail: string): string[] {
  return tail.split(/(?=^## )/m).filter((section) => section.trim() !== '')
}
