import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { type JsonSchema, jsonSchema, jsonSchemaText } from '../../src/config/json-schema.ts'
import { lookUp, shapeOf } from '../../src/config/lookup.ts'
import { readConfig } from '../../src/config/read.ts'
import { referencePage } from '../../src/config/reference-page.ts'
import { configSchema } from '../../src/config/schema.ts'

const docs = join(import.meta.dirname, '../../docs')
const page = readFileSync(join(docs, 'configuration.md'), 'utf8')

describe('docs/ is what `npm run schema` writes', () => {
  test('components.schema.json', () => {
    expect(readFileSync(join(docs, 'components.schema.json'), 'utf8') === jsonSchemaText()).toBe(true)
  })

  test('configuration.md', () => {
    expect(referencePage(page.split('\n## ')[0]!)).toBe(page)
  })

  test('the sample at the head of configuration.md is a good file', () => {
    const sample = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
    expect(readConfig(sample).problems).toEqual([])
  })
})

/** Every key of the JSON Schema, however deep, with its path. */
function keys(schema: JsonSchema, path = ''): [string, JsonSchema][] {
  const inside = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((choice) => keys(choice, path))
  const below = schema.items ? keys(schema.items, `${path}[]`) : []
  const here = Object.entries(schema.properties ?? {}).flatMap(([name, key]): [string, JsonSchema][] => [
    [`${path}.${name}`, key],
    ...keys(key, `${path}.${name}`),
  ])
  return [...here, ...inside, ...below]
}

describe('the key table', () => {
  const all = keys(jsonSchema())

  test('has a description and an example at every key', () => {
    expect(all.length).toBeGreaterThan(300)
    expect(all.filter(([, key]) => !key.description || !key.examples).map(([path]) => path)).toEqual([])
  })

  test('takes no key that it does not name', () => {
    const open = [jsonSchema(), ...all.map(([, key]) => key)].filter(
      ({ properties, additionalProperties }) => properties && additionalProperties !== false,
    )
    expect(open).toEqual([])
  })

  test('has examples that the reader takes', () => {
    const refused: string[] = []
    const walk = (schema: z.core.$ZodType, path: string) => {
      for (const [name, inner] of shapeOf(schema)) {
        const example = lookUp(schema, undefined, [name])?.example
        if (example !== undefined && !(inner as z.ZodType).safeParse(example).success) refused.push(`${path}.${name}`)
        walk(inner, `${path}.${name}`)
      }
    }
    walk(configSchema, '')
    expect(refused).toEqual([])
  })
})

test('the components.yml of this repository is a good file', () => {
  const text = readFileSync(join(import.meta.dirname, '../../components.yml'), 'utf8')
  expect(readConfig(text).problems).toEqual([])
})
