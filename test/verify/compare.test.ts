import { expect, test } from 'vitest'
import { compare } from '../../src/verify/compare.ts'

const differences = (published: unknown, recomputed: unknown) =>
  compare('f.json', published, recomputed).differences.map(
    ({ where, published, recomputed }) => `${where}: ${published}, not ${recomputed}`,
  )

test('equal values are equal, however their keys are ordered', () => {
  expect(compare('f.json', { a: 1, b: [{ id: 'x', n: null }] }, { b: [{ n: null, id: 'x' }], a: 1 })).toEqual({
    values: 3,
    differences: [],
  })
})

test('each difference is named as a person finds it', () => {
  const page = { components: [{ id: 'api', windows: { '90d': { uptime: 100 } } }] }
  const files = { components: [{ id: 'api', windows: { '90d': { uptime: 99.98 } } }] }
  expect(differences(page, files)).toEqual(['f.json: components[api].windows.90d.uptime: 100, not 99.98'])
})

test('what only one of them has is a difference', () => {
  expect(differences([{ id: 'api' }], [{ id: 'api' }, { id: 'web' }])).toEqual([
    'f.json: [web]: nothing, not {"id":"web"}',
  ])
  expect(differences({ a: 1 }, {})).toEqual(['f.json: a: 1, not nothing'])
  expect(differences({ a: {} }, { a: 1 })).toEqual(['f.json: a: {}, not 1'])
})

test('things of one id are told apart by their places', () => {
  expect(
    differences(
      [
        { id: 'a', n: 1 },
        { id: 'a', n: 2 },
      ],
      [
        { id: 'a', n: 1 },
        { id: 'a', n: 3 },
      ],
    ),
  ).toEqual(['f.json: [1].n: 2, not 3'])
})
