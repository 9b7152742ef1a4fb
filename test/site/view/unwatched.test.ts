import { expect, test } from 'vitest'
import { isUnwatched } from '../../../src/site/view/unwatched.ts'
import { sampleSnapshot } from '../sample.ts'

const { components } = sampleSnapshot()
const withoutCheck = components.map((one) => ({ ...one, component: { ...one.component, check: null } }))

test('people alone speak where no component has a check', () => {
  expect(isUnwatched({ components: withoutCheck })).toBe(true)
  expect(isUnwatched({ components: [...withoutCheck, components[0]!] })).toBe(false)
})

test('nobody speaks where no component is listed', () => {
  expect(isUnwatched({ components: [] })).toBe(false)
})
