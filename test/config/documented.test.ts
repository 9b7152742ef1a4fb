import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { jsonSchema } from '../../src/config/json-schema.ts'
import { readConfig } from '../../src/config/read.ts'
import { proseFiles } from '../docs.ts'

const keys = new Set(Object.keys(jsonSchema().properties!))

/** What the pages show of components.yml, each put into a whole file; what is of other files is left out. */
const shown = [...proseFiles()].flatMap(([path, text]) =>
  [...text.matchAll(/^( *)```yaml\n([\s\S]*?)^ *```$/gm)].flatMap(([, indent, block]) => {
    const own = block!.replaceAll(new RegExp(`^${indent}`, 'gm'), '')
    const whole = wholeOf(parse(own) as unknown)
    return whole === null ? [] : [{ path, start: own.split('\n')[0]!, whole, secrets: namesIn(own) }]
  }),
)

function wholeOf(part: unknown): Record<string, unknown> | null {
  const base = { candor: 1, site: { name: 'Acme', url: 'https://status.acme.example' }, components: [] as unknown[] }
  const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
  const [first] = Array.isArray(part) ? (part as unknown[]) : []
  if (isMap(first) && 'id' in first) return { ...base, ['type' in first ? 'notify' : 'components']: part }
  if (!isMap(part) || Array.isArray(part)) return null
  if (Object.keys(part).every((key) => keys.has(key)))
    return { ...base, ...part, site: { ...base.site, ...(part['site'] as object) } }
  const check = 'check' in part ? part['check'] : 'type' in part ? part : null
  return check === null ? null : { ...base, components: [{ id: 'shown', name: 'Shown', check }] }
}

function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\$\{([A-Z][A-Z0-9_]*)\}/g)].map(([, name]) => name!))]
}

describe('what docs/ show of components.yml', () => {
  test.each(shown)('is taken as it stands: $path, $start', ({ whole, secrets }) => {
    const { problems } = readConfig(stringify({ secrets, ...whole }))
    const mistakes = problems.filter(({ severity }) => severity === 'error').map(({ message }) => message)
    // An example need not list the components that it names.
    expect(mistakes.filter((message) => !/^There is no component /.test(message))).toEqual([])
  })

  test('is a good deal', () => {
    expect(shown.length).toBeGreaterThan(20)
  })
})
