import { expect, test } from 'vitest'
import { type JsonRule, keepsRule, parsePath } from '../../src/probe/json-rule.ts'

const document = {
  db: { state: 'up', 'last error': null, nodes: [{ load: 0.5 }, { load: 2 }] },
  ok: true,
  version: '2',
  count: 2,
}

test.each([
  ['$', []],
  ['$.db.nodes[1].load', ['db', 'nodes', 1, 'load']],
  [`$['db']["last error"]`, ['db', 'last error']],
  [`$['it\\'s']`, [`it's`]],
  ['$.größe', ['größe']],
])('reads the path %s', (path, keys) => {
  expect(parsePath(path)).toEqual(keys)
})

test.each(['db', '$..db', '$.nodes[*]', '$.a[?(@.b)]', '$.a[1:2]', '$.', '$.a b', '$[-1]'])(
  'does not read %s yet',
  (path) => {
    expect(parsePath(path)).toBeNull()
  },
)

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
])('is %s for %o', (kept, rule) => {
  expect(keepsRule(document, rule)).toBe(kept)
})
