import { expect, test } from 'vitest'
import { readConfig } from '../../src/config/read.ts'

const page = (locations: string) => `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: http
      url: https://api.acme.example/
      locations: ${locations}
`
const problems = (locations: string) =>
  readConfig(page(locations)).problems.map(({ line, message }) => `${line}: ${message}`)

test('places are taken', () => {
  expect(problems('[eu, us, as3320, new-york]')).toEqual([])
})

test('a place that is named as an address family would be its column', () => {
  expect(problems('[eu, v6]')).toEqual(['9: `v6` names an address family.'])
})

test('a place twice would have two columns of one name', () => {
  expect(problems('[eu, us, eu]')).toEqual(['9: `eu` stands here twice.'])
})
