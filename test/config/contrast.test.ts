import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contrast, contrastIn, leastContrast, readable } from '../../src/config/contrast.ts'

test.each([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#ffffff', 1],
  // https://webaim.org/resources/contrastchecker/ says the same.
  ['#777777', '#ffffff', 4.47],
  ['#1f4fbf', '#f6f7f9', 6.68],
])('the contrast of %s on %s is %d to 1', (a, b, ratio) => {
  expect(Math.floor(contrast(a, b) * 100) / 100).toBe(ratio)
  expect(contrast(b, a)).toBe(contrast(a, b))
})

test('any colour has one near it that can be read in either theme', () => {
  const hex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)
  fc.assert(
    fc.property(hex, fc.constantFrom('light' as const, 'dark' as const), (colour, theme) => {
      expect(contrastIn(theme, readable(theme, colour))).toBeGreaterThanOrEqual(leastContrast)
    }),
    { seed: 6, numRuns: process.env['CANDOR_DEEP'] ? 5000 : 300 },
  )
})

test('a colour that can be read stays as it is', () => {
  expect(readable('light', '#1f4fbf')).toBe('#1f4fbf')
  expect(readable('dark', '#8ab4ff')).toBe('#8ab4ff')
})
