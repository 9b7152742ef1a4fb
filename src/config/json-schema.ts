import { z } from 'zod'
import { configSchema } from './schema.ts'

/** A part of the JSON Schema of components.yml, as far as we read it ourselves. */
export interface JsonSchema {
  title?: string
  type?: string | string[]
  description?: string
  examples?: unknown[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  additionalProperties?: JsonSchema | boolean
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  const?: unknown
  enum?: unknown[]
}

/** The schema that editors use while someone writes components.yml. Draft 7: what yaml-language-server reads best. */
export function jsonSchema(): JsonSchema {
  const made = z.toJSONSchema(configSchema, {
    io: 'input',
    target: 'draft-7',
    // zod leaves out the examples of what it transforms, for it cannot know that ours are as people write them.
    override: ({ zodSchema, jsonSchema }) => {
      const examples = z.globalRegistry.get(zodSchema)?.['examples']
      if (examples !== undefined) jsonSchema.examples = examples as never
    },
  }) as JsonSchema
  return { title: 'components.yml of Candor', ...made } as JsonSchema
}

/** The text of docs/components.schema.json. */
export function jsonSchemaText(): string {
  return `${JSON.stringify(jsonSchema(), null, 2)}\n`
}
