import { FunctionExpressionType, JSONPathEnvironment, type JSONValue } from 'json-p3'
import { readPattern } from './pattern.ts'

/** As deep as documents of health checks never are; deeper ones are a server's trick. */
const deepest = 100
/** No path gives more values than this, so that `$..*..*` cannot fill the memory. */
const mostValues = 10_000

const paths = new JSONPathEnvironment({ maxRecursionDepth: deepest })
// The library's own match() and search() use V8's expressions, which can run for years.
for (const [name, how] of [
  ['match', 'matchesAll'],
  ['search', 'foundIn'],
] as const) {
  paths.functionRegister.set(name, {
    argTypes: [FunctionExpressionType.ValueType, FunctionExpressionType.ValueType],
    returnType: FunctionExpressionType.LogicalType,
    call: (text: unknown, pattern: unknown) => {
      if (typeof text !== 'string' || typeof pattern !== 'string') return false
      try {
        return readPattern(pattern)[how](text)
      } catch {
        return false
      }
    },
  })
}

/** What is wrong with a JSON path (RFC 9535), in the reader's own words; null when nothing is. */
export function jsonPathMistake(path: string): string | null {
  try {
    paths.compile(path)
    return null
  } catch (error) {
    return String((error as Error).message).replace(/ \('.*$/s, '')
  }
}

/**
 * The values that a path finds in a document, none when it leads nowhere; null when there are more, or they lie deeper,
 * than any sound answer has. Throws for a path that cannot be read.
 */
export function valuesAt(document: unknown, path: string): unknown[] | null {
  const query = paths.compile(path)
  const found: unknown[] = []
  try {
    for (const { value } of query.lazyQuery(document as JSONValue)) {
      if (found.push(value) > mostValues) return null
    }
  } catch {
    return null
  }
  return found
}
