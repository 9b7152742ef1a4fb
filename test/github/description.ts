import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type Schema = { [key: string]: Json }

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  schema: Schema
}

export interface Operation {
  /** `POST /repos/{owner}/{repo}/issues` */
  name: string
  parameters: Parameter[]
  body: Schema | null
  /** By status; null: no content. */
  answers: Map<string, Schema | null>
  pattern: RegExp
}

/** GitHub's own description of what we speak to (tools/take-github-description.ts), as JSON Schema understands it. */
const description = forSchema(
  JSON.parse(readFileSync(join(import.meta.dirname, 'openapi.json'), 'utf8')),
) as unknown as {
  paths: Record<string, Record<string, RawOperation>>
  components: Record<string, Record<string, Json>>
}

interface RawOperation {
  parameters?: (Parameter | { $ref: string })[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, RawAnswer | { $ref: string }>
}

interface RawAnswer {
  content?: Record<string, { schema: Schema }>
}

const ajv = new Ajv({ strict: false, allErrors: true, logger: false, coerceTypes: false })
formats.default(ajv)
ajv.addSchema({ $id: 'github', components: description.components })

/** OpenAPI 3.0 writes `nullable: true`; JSON Schema knows a type `null`. */
function forSchema(value: Json): Json {
  if (Array.isArray(value)) return value.map(forSchema)
  if (value === null || typeof value !== 'object') return value
  const { nullable, ...rest } = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, forSchema(one)]))
  return nullable === true ? { anyOf: [{ type: 'null' }, rest] } : (rest as Json)
}

export function resolve<T>(part: T | { $ref: string }): T {
  const ref = (part as { $ref?: string }).$ref
  if (ref === undefined) return part as T
  const [, , section, key] = ref.split('/')
  return resolve(description.components[section!]![key!] as T)
}

const contentOf = (answer: RawAnswer) => answer.content?.['application/json']?.schema ?? null

export const operations: Operation[] = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, raw]) => ({
    name: `${method.toUpperCase()} ${path}`,
    parameters: (raw.parameters ?? []).map((parameter) => resolve(parameter) as Parameter),
    body: raw.requestBody === undefined ? null : contentOf(raw.requestBody),
    answers: new Map(
      Object.entries(raw.responses).map(([status, answer]) => [status, contentOf(resolve(answer) as RawAnswer)]),
    ),
    pattern: new RegExp(
      `^${path.replace(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>${name === 'path' ? '.+' : '[^/]+'})`)}$`,
    ),
  })),
)

export function operationOf(
  method: string,
  path: string,
): { operation: Operation; params: Record<string, string> } | null {
  for (const operation of operations) {
    const match = operation.name.startsWith(`${method} `) ? operation.pattern.exec(path) : null
    if (match) {
      const params = Object.entries(match.groups ?? {}).map(([key, value]) => [key, decodeURIComponent(value)])
      return { operation, params: Object.fromEntries(params) }
    }
  }
  return null
}

const compiled = new WeakMap<Schema, ValidateFunction>()

/** What is wrong with a value by a schema of the description; empty when nothing is. */
export function mistakesIn(value: unknown, schema: Schema): string[] {
  let validate = compiled.get(schema)
  if (validate === undefined) {
    validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"github#/components')))
    compiled.set(schema, validate)
  }
  if (validate(value)) return []
  return validate.errors!.map(({ instancePath, message }) => `${instancePath || 'it'} ${message}`)
}

/** Path, query and body of a request, each against the description; what it does not name is a mistake, too. */
export function mistakesInRequest(
  operation: Operation,
  asked: { params: Record<string, string>; query: URLSearchParams; body: unknown },
): string[] {
  const given: [Parameter['in'], string, string][] = [
    ...Object.entries(asked.params).map(([key, value]) => ['path', key, value] as [Parameter['in'], string, string]),
    ...[...asked.query].map(([key, value]) => ['query', key, value] as [Parameter['in'], string, string]),
  ]
  const mistakes = given.flatMap(([place, key, value]) => {
    const parameter = operation.parameters.find((one) => one.in === place && one.name === key)
    if (parameter === undefined) return [`${place} parameter ${key} is not known`]
    const typed = [value, Number(value), value === 'true'].filter((one) => !Number.isNaN(one))
    return typed.some((one) => mistakesIn(one, parameter.schema).length === 0)
      ? []
      : [`${place} parameter ${key}=${value} is not of its type`]
  })
  for (const { name, required, in: place } of operation.parameters) {
    if (required && place === 'query' && !asked.query.has(name)) mistakes.push(`query parameter ${name} is missing`)
  }
  if (operation.body === null) return asked.body === undefined ? mistakes : [...mistakes, 'there is a body']
  const names = Object.keys((resolve(operation.body) as { properties?: object }).properties ?? {})
  const unknown = Object.keys((asked.body ?? {}) as object).filter((key) => !names.includes(key))
  return [
    ...mistakes,
    ...unknown.map((key) => `body has an unknown ${key}`),
    ...mistakesIn(asked.body, operation.body).map((mistake) => `body: ${mistake}`),
  ]
}
