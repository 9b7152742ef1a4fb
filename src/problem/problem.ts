/** A mistake a person made in a file, told so that they can mend it: where, what, and what to write instead. */
export interface Problem {
  /** Path as the person knows it, relative to the root, with forward slashes. */
  file: string
  /** From 1. */
  line: number
  /** From 1, in characters. */
  column: number
  severity: 'error' | 'warning'
  /** What is wrong, one sentence. */
  message: string
  /** What was expected, with an example or the corrected line; may have several lines. */
  hint: string
  /** The whole line as it should be, when that is certain: what a pull request can offer to put in with one click. */
  fix?: { line: number; text: string }
}

/** As an editor or a terminal links it: `file:line:col: message`, the hint indented below. */
export function formatProblem(problem: Problem): string {
  const { file, line, column, severity, message, hint } = problem
  const word = severity === 'warning' ? 'warning: ' : ''
  const below = hint === '' ? '' : `\n${hint.replace(/^/gm, '  ')}`
  return `${file}:${line}:${column}: ${word}${message}${below}`
}

/** As GitHub Actions makes an annotation of it. Escaped by its rules: nothing in a file can start a command. */
export function formatAnnotation(problem: Problem): string {
  const text = (value: string) => value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
  const property = (value: string) => text(value).replaceAll(':', '%3A').replaceAll(',', '%2C')
  const { file, line, column, severity, message, hint } = problem
  const body = hint === '' ? message : `${message}\n${hint}`
  return `::${severity} file=${property(file)},line=${line},col=${column}::${text(body)}`
}

/** A failure with a sentence for the person at the terminal. `exitCode` as the commands promise: 1, 2 or 3. */
export class Failure extends Error {
  readonly exitCode: 1 | 2 | 3

  constructor(message: string, options: { exitCode?: 1 | 2 | 3; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.name = 'Failure'
    this.exitCode = options.exitCode ?? 3
  }
}

/** The word of `known` a person most likely meant, or null: at most two slips (one in a short word). */
export function closest(word: string, known: readonly string[]): string | null {
  let best: string | null = null
  let bestDistance = word.length <= 4 ? 1 : 2
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (distance < bestDistance || (distance === bestDistance && best === null)) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** Damerau-Levenshtein with neighbours swapped counted once: the slips of a tired hand. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3
  const rows: number[][] = Array.from({ length: a.length + 1 }, (_, i) => [i])
  for (let j = 0; j <= b.length; j += 1) rows[0]![j] = j
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, rows[i - 1]![j - 1]! + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, rows[i - 2]![j - 2]! + 1)
      rows[i]![j] = best
    }
  }
  return rows[a.length]![b.length]!
}
