import type { CheckOf } from '../config/config.ts'
import { Fault } from './fault.ts'
import { matchesPattern } from './pattern.ts'

export type JsonRule = NonNullable<NonNullable<CheckOf<'http'>['expect']>['json']>[number]

const step = /\.([A-Za-z_\u0080-\uffff][\w\u0080-\uffff-]*)|\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]/y

/**
 * The keys of a path such as `$.db.nodes[0]['state of']`; null for what goes beyond names and indexes
 * (wildcards, slices and filters of RFC 9535 are not read yet).
 */
export function parsePath(path: string): (string | number)[] | null {
  if (!path.startsWith('$')) return null
  const keys: (string | number)[] = []
  step.lastIndex = 1
  while (step.lastIndex < path.length) {
    const found = step.exec(path)
    if (found === null) return null
    const [, name, index, single, double] = found
    keys.push(index === undefined ? (name ?? (single ?? double)!.replace(/\\(.)/g, '$1')) : Number(index))
  }
  return keys
}

const nothing = Symbol('nothing')

function valueAt(document: unknown, keys: readonly (string | number)[]): unknown {
  let value: unknown = document
  for (const key of keys) {
    const fits = typeof key === 'number' ? Array.isArray(value) : typeof value === 'object' && !Array.isArray(value)
    if (value === null || !fits || !Object.hasOwn(value as object, key)) return nothing
    value = (value as Record<string | number, unknown>)[key]
  }
  return value
}

/** Whether a value keeps a rule; `1` and `"1"` are not the same. Throws a Fault (checker) for a path it cannot read. */
export function keepsRule(document: unknown, rule: JsonRule): boolean {
  const keys = parsePath(rule.path)
  if (keys === null) throw new Fault('checker', 'json-path')
  const value = valueAt(document, keys)
  const there = value !== nothing
  if (rule.exists !== undefined && rule.exists !== there) return false
  if (!there) return rule.exists === false
  if (rule.equals !== undefined && value !== rule.equals) return false
  if (rule.not !== undefined && value === rule.not) return false
  if (rule.above !== undefined && !(typeof value === 'number' && value > rule.above)) return false
  if (rule.below !== undefined && !(typeof value === 'number' && value < rule.below)) return false
  if (rule.matches === undefined) return true
  return typeof value === 'string' && matchesPattern(rule.matches, value)
}
