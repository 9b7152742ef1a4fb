import { expect, test } from 'vitest'
import { numbersOf } from '../../src/site/numbers.ts'

test.each([
  [99.98, 2, '99.98\u00a0%'],
  [99.999, 2, '99.99\u00a0%'],
  [100, 2, '100\u00a0%'],
  [99.995, 3, '99.995\u00a0%'],
  [99.9, 2, '99.90\u00a0%'],
  [0, 2, '0.00\u00a0%'],
  [29.29, 2, '29.29\u00a0%'],
])('%d with %i decimals is never rounded up: %s', (value, decimals, text) => {
  expect(numbersOf('en').percent(value, decimals)).toBe(text)
})

test.each([
  ['de', '99,98\u00a0%'],
  ['fr', '99,98\u00a0%'],
  ['tr', '%99,98'],
  ['ja', '99.98%'],
])('a share in %s is written %s', (language, text) => {
  expect(numbersOf(language).percent(99.989)).toBe(text)
})
