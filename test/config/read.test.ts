import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { channelTypes } from '../../src/config/channel-keys.ts'
import { checkTypes } from '../../src/config/check-keys.ts'
import { readConfig } from '../../src/config/read.ts'
import { valid } from './valid.ts'

const runs = (deep: number, sample: number) => ({
  seed: 1,
  numRuns: Number(process.env['CANDOR_DEEP'] ? deep : sample),
})

describe('a good components.yml', () => {
  const { config, problems } = readConfig(valid)

  test('is read without a word', () => {
    expect(problems).toEqual([])
    expect(config?.components.map(({ id }) => id)).toContain('desk')
  })

  test('may hold every type of check and of channel', () => {
    const types = config?.components.flatMap(({ check }) => check?.type ?? [])
    expect(new Set(types)).toEqual(new Set(Object.keys(checkTypes)))
    expect(config?.notify.map(({ type }) => type)).toEqual(Object.keys(channelTypes))
  })

  test('may have Windows line ends and a byte order mark', () => {
    expect(readConfig(`\uFEFF${valid.replaceAll('\n', '\r\n')}`)).toEqual({ config, problems: [] })
  })

  test('may use anchors, and no key of JavaScript means anything', () => {
    const text = `candor: 1
site: { name: &name Acme, url: https://status.acme.example }
components:
  - { id: constructor, name: *name }
  - { id: web, name: *name, depends_on: [constructor] }
`
    expect(readConfig(text).config?.components[1]?.name).toBe('Acme')
    const odd = readConfig(`${text}__proto__: { polluted: true }\ntoString: 1\n`)
    expect(odd.problems.map(({ message }) => message)).toEqual([
      '`__proto__` is no key of the file.',
      '`toString` is no key of the file.',
    ])
  })
})

test('says every mistake at once, in the order of the file', () => {
  const { config, problems } = readConfig(
    `candor: 1
site: { name: Acme, url: status.acme.example }
components:
  - id: api
    name: API
    name: Public API
    depends_on: [db]
    check: { type: http, url: "https://api.acme.example/\${TOKEN}", timeout: 10, colour: red }
  - { id: api, name: 5 }
notfy: []
`,
    'pages/components.yml',
  )
  expect(config).toBeNull()
  expect(problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`)).toEqual([
    'pages/components.yml:2:26: `url` cannot be `status.acme.example`.',
    'pages/components.yml:6:5: `name` stands twice here.',
    'pages/components.yml:7:18: There is no component `db`.',
    'pages/components.yml:8:31: `${TOKEN}` is not listed in `secrets`.',
    'pages/components.yml:8:77: `timeout` cannot be `10`.',
    'pages/components.yml:8:81: `colour` is no key of the check of `api`.',
    'pages/components.yml:9:11: The id `api` belongs to another component already.',
    'pages/components.yml:9:22: `name` cannot be `5`.',
    'pages/components.yml:10:1: `notfy` is no key of the file.',
  ])
})

test('a warning does not stop anything', () => {
  const { config, problems } = readConfig(valid.replace('https://status.acme.example', 'https://acme.github.io/status'))
  expect(problems.map(({ severity }) => severity)).toEqual(['warning'])
  expect(config).not.toBeNull()
})

describe('never throws', () => {
  const isTold = (text: string) => {
    const { config, problems } = readConfig(text)
    const lines = text.split('\n').length
    for (const { line, column, message, hint } of problems) {
      expect(line >= 1 && line <= lines && column >= 1).toBe(true)
      expect(message).toMatch(/\.$/)
      expect(hint).not.toMatch(/undefined|\[object/)
    }
    expect(config === null).toBe(problems.some(({ severity }) => severity === 'error'))
  }

  test('whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), isTold), runs(4_000, 300))
  })

  test('whatever the YAML', () => {
    const signs = fc.constantFrom(
      ...'-?:,[]{}#&*!|>\'"%@`\n\t .~<0aé'.split(''),
      '\n  ',
      ': ',
      '- ',
      '---\n',
      '${',
      'id: ',
    )
    fc.assert(
      fc.property(
        fc.array(signs, { maxLength: 60 }).map((all) => all.join('')),
        isTold,
      ),
      runs(4_000, 300),
    )
  })

  test('whatever the value of a key', () => {
    const keys = [...valid.matchAll(/^ *([a-z_]+): /gm)].map(([whole, ,], index) => ({ whole, index }))
    const property = fc.property(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 2 }), ({ whole }, value) => {
      const at = valid.indexOf(whole) + whole.length
      const end = valid.indexOf('\n', at)
      isTold(`${valid.slice(0, at)}${JSON.stringify(value)}${valid.slice(end)}`)
    })
    fc.assert(property, runs(2_000, 150))
  })

  test('whatever is cut out of a good file, doubled or put elsewhere', () => {
    const place = fc.nat({ max: valid.length })
    const property = fc.property(place, fc.nat({ max: 60 }), place, fc.boolean(), (from, length, to, keep) => {
      const piece = valid.slice(from, from + length)
      const rest = keep ? valid : valid.slice(0, from) + valid.slice(from + length)
      isTold(rest.slice(0, to) + piece + rest.slice(to))
    })
    fc.assert(property, runs(3_000, 150))
  })

  test('however deep it goes, and however large it is', () => {
    isTold('['.repeat(100_000))
    isTold(`a: ${'{a: '.repeat(20_000)}`)
    isTold(`candor: 1\ncomponents: ${'[1,'.repeat(400_000)}`)
    expect(readConfig(`#${'x'.repeat(1_000_001)}`).problems[0]?.message).toBe('components.yml is larger than 1 MB.')
  })

  test('however long a chain of dependencies is', () => {
    const chain = Array.from({ length: 5000 }, (_, i) => `  - { id: c${i}, name: C, depends_on: [c${i + 1}] }`)
    const text = `candor: 1\nsite: { name: A, url: https://a.example }\ncomponents:\n${chain.join('\n')}\n`
    expect(readConfig(text).problems.map(({ message }) => message)).toEqual(['There is no component `c5000`.'])
  })
})
