import type { CheckOf } from '../config/config.ts'
import { valuesAt } from '../config/json-path.ts'
import { Fault } from './fault.ts'
import { matchesPattern } from './pattern.ts'

export type JsonRule = NonNullable<NonNullable<CheckOf<'http'>['expect']>['json']>[number]

/** Comparisons never convert: `1` and `"1"` are not the same, and what has another type is neither above nor below. */
function valueFits(value: unknown, rule: JsonRule): boolean {
  if (rule.equals !== undefined && value !== rule.equals) return false
  if (rule.not !== undefined && value === rule.not) return false
  if (rule.above !== undefined && !(typeof value === 'number' && value > rule.above)) return false
  if (rule.below !== undefined && !(typeof value === 'number' && value < rule.below)) return false
  return rule.matches === undefined || (typeof value === 'string' && matchesPattern(rule.matches, value))
}

/**
 * Whether a document keeps a rule. A path that finds several values (`$.nodes[*].state`) asks it of each; one that finds
 * none keeps nothing but `exists: false`. Throws a Fault (checker) for a path that cannot be read.
 */
export function keepsRule(document: unknown, rule: JsonRule): boolean {
  let values: unknown[] | null
  try {
    values = valuesAt(document, rule.path)
  } catch (error) {
    throw new Fault('checker', 'json-path', { cause: error })
  }
  if (values === null) return false
  if (rule.exists !== undefined && rule.exists !== values.length > 0) return false
  if (values.length === 0) return rule.exists === false
  return values.every((value) => valueFits(value, rule))
}
