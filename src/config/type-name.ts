import type { JsonSchema } from './json-schema.ts'

/** What people call a type: "list (id)", "4, 6 or both", "true or false". */
export function typeName(schema: JsonSchema): string {
  if (schema.title !== undefined) return schema.title
  if (schema.const !== undefined) return `\`${schema.const}\``
  if (schema.enum) return orList(schema.enum.map((value) => `\`${value}\``))
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return orList([...new Set(choices.map(typeName))])
  if (Array.isArray(schema.type)) return orList(schema.type.map((type) => typeName({ type })))
  switch (schema.type) {
    case 'string':
      return 'text'
    case 'integer':
      return 'whole number'
    case 'boolean':
      return 'true or false'
    case 'array':
      return `list (${schema.items ? typeName(schema.items) : 'anything'})`
    case 'object':
      return 'map'
    case 'null':
      return 'null'
    default:
      return schema.type ?? 'anything'
  }
}

function orList(names: string[]): string {
  const [last, ...before] = [...names].reverse()
  return before.length === 0 ? (last ?? '') : `${before.reverse().join(', ')} or ${last}`
}
