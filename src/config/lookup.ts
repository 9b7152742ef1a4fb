import type { z } from 'zod'
import type { Path } from './source.ts'

/** What the schema says of one place in the file. */
export interface KeyInfo {
  /** Every key that may stand in the map here; empty for other things. */
  keys: string[]
  /** A value to copy; undefined when the schema has none. */
  example: unknown
  schema: z.core.$ZodType
}

interface Def {
  type: string
  innerType?: z.core.$ZodType
  in?: z.core.$ZodType
  element?: z.core.$ZodType
  valueType?: z.core.$ZodType
  shape?: Record<string, z.core.$ZodType>
  options?: z.core.$ZodType[]
  discriminator?: string
}

const defOf = (schema: z.core.$ZodType) => schema._zod.def as unknown as Def
const exampleOf = (schema: z.core.$ZodType) =>
  ((schema as z.ZodType).meta()?.['examples'] as unknown[] | undefined)?.[0]

/** The schema at `path`, going by `value` where it depends on it (the type of a check). Null off the map. */
export function lookUp(root: z.core.$ZodType, value: unknown, path: Path): KeyInfo | null {
  let schema: z.core.$ZodType | null = root
  let here: unknown = value
  let example: unknown
  for (const step of path) {
    schema = stepInto(schema, here, step)
    if (schema === null) return null
    example = exampleOf(schema)
    here = typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[String(step)] : undefined
  }
  const bare = unwrap(schema, here)
  return { keys: Object.keys(defOf(bare).shape ?? {}), example, schema }
}

/** Every key of the map that `schema` is, with its schema; a choice of maps gives the keys of all of them. */
export function shapeOf(schema: z.core.$ZodType): Map<string, z.core.$ZodType> {
  const { innerType, in: input, shape, options } = defOf(schema)
  if (shape) return new Map(Object.entries(shape))
  if (options) return new Map(options.flatMap((option) => [...shapeOf(option)]))
  const inside = innerType ?? input
  return inside ? shapeOf(inside) : new Map()
}

function stepInto(schema: z.core.$ZodType, value: unknown, step: string | number): z.core.$ZodType | null {
  const { type, shape, element, valueType, options } = defOf(unwrap(schema, value))
  if (type === 'union') {
    for (const option of options ?? []) {
      const found = stepInto(option, value, step)
      if (found) return found
    }
    return null
  }
  if (typeof step === 'number') return element ?? null
  return (shape && Object.hasOwn(shape, step) ? shape[step] : valueType) ?? null
}

function unwrap(schema: z.core.$ZodType, value: unknown): z.core.$ZodType {
  const { innerType, in: input, options, discriminator } = defOf(schema)
  const inside = innerType ?? input
  if (inside) return unwrap(inside, value)
  if (!discriminator) return schema
  const wanted = (value as Record<string, unknown> | null | undefined)?.[discriminator]
  const chosen = options?.find((option) => {
    const names = option._zod.propValues?.[discriminator]
    return names?.has(wanted as string)
  })
  return chosen ?? schema
}
