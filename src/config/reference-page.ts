import { commonKeys } from './common-keys.ts'
import { exampleLine } from './example.ts'
import { type JsonSchema, jsonSchema } from './json-schema.ts'
import { typeName } from './type-name.ts'

interface Row {
  key: string
  schema: JsonSchema
  required: boolean
}

/** docs/configuration.md: every key of components.yml, from the same table that the reader and the editors use. */
export function referencePage(head: string): string {
  const whole = jsonSchema()
  const part = (name: string) => entryOf(whole.properties![name]!)
  const components = part('components')
  const checks = components.properties!['check']!.oneOf!
  const channels = part('notify').oneOf!
  const shared = new Set(Object.keys(commonKeys))
  const common = new Set(Object.keys(channels[0]!.properties!).filter((key) => sharedBy(channels, key)))

  return `${[
    head.trim(),
    ...section('The whole file', rows(whole, { deep: false })),
    ...section('`site`', rows(part('site'))),
    ...section('`groups`', rows(part('groups'))),
    ...section('`components`', rows(components, { deep: false })),
    '## `check`',
    'Which keys a check has depends on its `type`. These every type has; `defaults:` takes them too, and beside them ' +
      `${own(part('defaults'), shared)}, for the types that have such a key.`,
    table(rows(checks[0]!).filter(({ key }) => shared.has(key))),
    ...checks.flatMap((check) => variant(check, shared)),
    ...section('`results`', rows(part('results'))),
    '## `notify`',
    'These keys every channel has.',
    table(rows(channels[0]!).filter(({ key }) => key !== 'type' && common.has(key))),
    ...channels.flatMap((channel) => variant(channel, common)),
  ].join('\n\n')}\n`
}

function section(title: string, list: Row[]): string[] {
  return [`## ${title}`, table(list)]
}

/** `### http` with its sentence and the keys that are its own. */
function variant(schema: JsonSchema, shared: Set<string>): string[] {
  const type = schema.properties!['type']!
  const list = rows(schema).filter(({ key }) => key !== 'type' && !shared.has(key))
  const heading = [`### \`type: ${type.const}\``, type.description ?? '']
  return list.length === 0 ? [...heading, 'No keys of its own.'] : [...heading, table(list)]
}

function own(defaults: JsonSchema, shared: Set<string>): string {
  return Object.keys(defaults.properties!)
    .filter((key) => !shared.has(key))
    .map((key) => `\`${key}\``)
    .join(', ')
}

function sharedBy(variants: JsonSchema[], key: string): boolean {
  return variants.every(({ properties }) => properties![key] !== undefined)
}

/** The keys of a map; those of maps and lists inside follow as `expect.body.contains`. */
function rows(schema: JsonSchema, { deep = true, under = '' } = {}): Row[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const key = `${under}${name}`
    const required = schema.required?.includes(name) ?? false
    const entry = entryOf(inner)
    const inside = deep ? rows(entry, { under: entry === inner ? `${key}.` : `${key}[].` }) : []
    return [{ key, schema: inner, required }, ...inside]
  })
}

/** Of a list its entries, of anything else itself. */
function entryOf(schema: JsonSchema): JsonSchema {
  return schema.items ?? schema
}

function table(list: Row[]): string {
  const head = '| key | type | default | example | |\n| --- | --- | --- | --- | --- |'
  return [head, ...list.map(line)].join('\n')
}

function line({ key, schema, required }: Row): string {
  // By habit of the key table, a default is the last sentence of a description.
  const [, meaning = '', fallback = ''] = /^(.*?)(?: Default (.*)\.)?$/s.exec(schema.description ?? '') ?? []
  const example = exampleLine(key.split('.').at(-1)!, schema.examples?.[0])
  const cells = [code(key), typeName(schema), required ? '**required**' : fallback, code(example), meaning]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

function code(text: string): string {
  return `\`${text}\``
}
