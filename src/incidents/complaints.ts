import type { Problem } from '../problem/problem.ts'

/** Collects what is wrong with one file. Positions are those of the file as the person sees it. */
export class Complaints {
  readonly problems: Problem[] = []
  readonly #file: string
  readonly #lines: string[]

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

  /** The line with `wrong`, at `column`, replaced: what the person should write. */
  corrected(line: number, column: number, wrong: string, right: string): string {
    const text = this.#lines[line - 1] ?? ''
    return text.slice(0, column - 1) + right + text.slice(column - 1 + wrong.length)
  }

  /** In the order of the file, however they were found. */
  sorted(): Problem[] {
    return this.problems.toSorted((a, b) => a.line - b.line || a.column - b.column)
  }

  #add(severity: Problem['severity'], line: number, column: number, message: string, expected: string, example = '') {
    const hint = example === '' ? expected : `${expected}\n  ${example.trim()}`
    this.problems.push({ file: this.#file, line, column, severity, message, hint })
  }
}
