import { RE2JS } from 're2js'

/** A regular expression of components.yml, ready to be asked. Time grows with the text's length alone. */
export interface Pattern {
  /** Whether it matches anywhere in the text. */
  foundIn: (text: string) => boolean
  /** Whether it matches the text from end to end. */
  matchesAll: (text: string) => boolean
}

/**
 * Reads a regular expression as RE2 does: without look-around and back references, which is what makes it safe on a
 * text that a server chooses. V8's own would run for years on `(a+)+$`. Throws RE2's error when it cannot be read.
 */
export function readPattern(text: string): Pattern {
  const compiled = RE2JS.compile(text)
  return {
    foundIn: (given) => compiled.matcher(given).find(),
    matchesAll: (given) => compiled.matches(given),
  }
}

/** What RE2 finds wrong with an expression, in its own words; null when nothing is. */
export function patternMistake(text: string): string | null {
  try {
    readPattern(text)
    return null
  } catch (error) {
    return String((error as Error).message).replace(/^error parsing regexp: /, '')
  }
}
