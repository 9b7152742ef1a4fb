import { resolve, type Schema } from './description.ts'

type Value = unknown

/**
 * The smallest value that a schema of GitHub's description allows: every required key, with nothing to say. What a test
 * cares about is laid over it, so that answers have all that GitHub's have.
 */
export function emptyOf(given: Schema): Value {
  const schema = resolve(given) as Schema & {
    anyOf?: Schema[]
    oneOf?: Schema[]
    allOf?: Schema[]
    enum?: Value[]
    properties?: Record<string, Schema>
    required?: string[]
    type?: string
    format?: string
  }
  if (schema.anyOf?.some((one) => one['type'] === 'null')) return null
  if (schema.enum) return schema.enum[0]
  const choice = schema.oneOf?.[0] ?? schema.anyOf?.[0]
  if (choice && !schema.properties) return emptyOf(choice)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(emptyOf))
  switch (schema.type) {
    case 'string':
      return (
        { 'date-time': '2026-01-01T00:00:00Z', uri: 'https://api.github.com/x', email: 'x@example.com' }[
          schema.format ?? ''
        ] ?? 'x'
      )
    case 'integer':
    case 'number':
      return 1
    case 'boolean':
      return false
    case 'array':
      return []
    default: {
      const keys = schema.required ?? []
      return Object.fromEntries(keys.map((key) => [key, emptyOf(schema.properties?.[key] ?? {})]))
    }
  }
}

/** An instance of a named schema, with what is known laid over it. */
export function shaped(name: string, known: Record<string, Value>): Record<string, Value> {
  return { ...(emptyOf({ $ref: `#/components/schemas/${name}` }) as object), ...known }
}
