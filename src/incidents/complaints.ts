import type { Problem } from '../problem/problem.ts'

/** Collects what is wrong with one file. Positions are those of the file as the person sees it. */
export class Complaints {
  readonly problems: Problem[] = []
  readonly #file: string
  readonly #lines: string[]
  #fix: NonNullable<Problem['fix']> | null = null

  constructor(file: string, lines: string[]) {
    this.#file = file
    this.#lines = lines
  }

  /** `column` from 1. The hint is a sentence; `example`, when there is one, stands below it as the line to write. */
  error(line: number, column: number, message: string, expected: string, example?: string): void {
    this.#add('error', line, column, message, expected, example)
  }

  warning(line: number, column: number, message: string, expected: string, example?: string): void {
    this.#add('warning', line, column, message, expected, example)
  }

  /**
   * The line with `wrong`, at `column`, replaced: what the person should write. `sure` is false when `right` is only an
   * example (a time nobody said): then it is shown, and not offered as the mended line.
   */
  corrected(line: number, column: number, wrong: string, right: string, sure = true): string {
    const before = this.#lines[line - 1] ?? ''
    const text = before.slice(0, column - 1) + right + before.slice(column - 1 + wrong.length)
    // A value in quotes begins a character earlier than its word: then the line made here is no line to put in.
    const found = before.startsWith(wrong, column - 1)
    this.#fix = sure && found ? { line, text } : null
    return text
  }

  /** In the order of the file, however they were found. */
  sorted(): Problem[] {
    return this.problems.toSorted((a, b) => a.line - b.line || a.column - b.column)
  }

  #add(severity: Problem['severity'], line: number, column: number, message: string, expected: string, example = '') {
    const hint = example === '' ? expected : `${expected}\n  ${example.trim()}`
    const fix = this.#fix !== null && this.#fix.text === example ? { fix: this.#fix } : {}
    this.#fix = null
    this.problems.push({ file: this.#file, line, column, severity, message, hint, ...fix })
  }
}
