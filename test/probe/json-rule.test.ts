import { describe, expect, test } from 'vitest'
import { type JsonRule, keepsRule } from '../../src/probe/json-rule.ts'

const document = {
  db: { state: 'up', 'last error': null, nodes: [{ load: 0.5 }, { load: 2 }] },
  ok: true,
  version: '2',
  count: 2,
}

test.each<[boolean, JsonRule]>([
  [true, { path: '$.db.state', equals: 'up' }],
  [false, { path: '$.db.state', equals: 'UP' }],
  [false, { path: '$.version', equals: 2 }],
  [true, { path: '$.count', equals: 2 }],
  [false, { path: '$.count', equals: '2' }],
  [true, { path: '$.ok', equals: true }],
  [true, { path: "$.db['last error']", equals: null }],
  [true, { path: '$.db.state', not: 'down' }],
  [false, { path: '$.db.state', not: 'up' }],
  [true, { path: '$.db.nodes[1].load', above: 1, below: 3 }],
  [false, { path: '$.db.nodes[0].load', above: 1 }],
  [false, { path: '$.version', above: 1 }],
  [true, { path: '$.version', matches: '^\\d$' }],
  [false, { path: '$.count', matches: '2' }],
  [true, { path: '$.db', exists: true }],
  [false, { path: '$.cache', exists: true }],
  [true, { path: '$.cache', exists: false }],
  [false, { path: '$.db', exists: false }],
  [false, { path: '$.cache.state', equals: 'up' }],
  [false, { path: '$.cache', not: 'up' }],
  [false, { path: '$.constructor', exists: true }],
  [false, { path: '$.db.nodes.length', exists: true }],
  [false, { path: '$.db.nodes[9]', exists: true }],
  [true, { path: '$.db.nodes[*].load', above: 0 }],
  [false, { path: '$.db.nodes[*].load', above: 1 }],
  [true, { path: '$.db.nodes[-1].load', equals: 2 }],
  [true, { path: '$..state', equals: 'up' }],
  [true, { path: '$.db.nodes[?@.load > 1]', exists: true }],
  [false, { path: '$.db.nodes[?@.load > 5]', exists: true }],
  [false, { path: '$.db.nodes[?@.load > 5].load', not: 5 }],
  [true, { path: "$.db[?match(@, 'u.')]", exists: true }],
  [false, { path: '$.missing', above: -1 }],
  [false, { path: '$.missing', below: 1 }],
  [false, { path: "$.db['last error']", above: -1 }],
  [false, { path: '$.db', equals: '[object Object]' }],
])('is %s for %o', (kept, rule) => {
  expect(keepsRule(document, rule)).toBe(kept)
})

describe('a document that a server made to do harm', () => {
  test('a filter’s own expression does not run for years', () => {
    expect(keepsRule([`${'a'.repeat(60)}b`], { path: "$[?search(@, '(a+)+$')]", exists: true })).toBe(false)
  })

  test('keeps no rule when it nests without end', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)
    expect(keepsRule(deep, { path: '$..a', exists: true })).toBe(false)
  })

  test('keeps no rule when a path finds values without end', () => {
    const wide: unknown = JSON.parse(`[${'1,'.repeat(20_000)}1]`)
    expect(keepsRule(wide, { path: '$[*]', equals: 1 })).toBe(false)
  })
})

test('a path that cannot be read is the check’s own fault', () => {
  expect(() => keepsRule({}, { path: '$.a[', exists: true })).toThrow('checker:json-path')
})
