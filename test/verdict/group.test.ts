import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Verdict, verdicts } from '../../src/verdict/classes.ts'
import { groupFinding } from '../../src/verdict/group.ts'

const letters: Record<string, Verdict> = { u: 'up', d: 'degraded', p: 'partial', x: 'down', '?': 'unknown' }
const members = (text: string) => [...text].map((letter) => letters[letter]!)

function told(text: string, atLeast: number | null = null): string {
  const { verdict, class: name, detail } = groupFinding(members(text), atLeast)
  return name === null ? verdict : `${verdict} ${name}:${detail}`
}

const [degraded, partial, down] = [
  'degraded reported:degraded_performance',
  'partial reported:partial_outage',
  'down reported:major_outage',
]
const unknown = 'unknown checker:members'

describe('the worst of its members', () => {
  test.each([
    ['uuu', 'up'],
    ['udu', degraded],
    ['upd', partial],
    ['uxp', down],
    ['u?u', 'up'],
    ['?x?', down],
    ['??', unknown],
    ['', unknown],
  ])('%s', (text, expected) => {
    expect(told(text)).toBe(expected)
  })
})

describe('at least so many', () => {
  test.each<[string, number, string]>([
    ['uuu', 2, 'up'],
    ['uux', 2, degraded],
    ['uup', 2, degraded],
    ['udx', 2, degraded],
    ['uxx', 2, down],
    ['upp', 2, down],
    ['uu?', 2, 'up'],
    ['u?x', 2, unknown],
    ['u?xx', 3, down],
    ['d', 1, degraded],
    ['??', 1, unknown],
  ])('%s, %i needed', (text, atLeast, expected) => {
    expect(told(text, atLeast)).toBe(expected)
  })

  test('never hides more than the worst member would tell, and never tells up without enough that work', () => {
    const some = fc.array(fc.constantFrom(...verdicts), { minLength: 1, maxLength: 8 })
    const property = fc.property(some, fc.integer({ min: 1, max: 8 }), (group, atLeast) => {
      const { verdict } = groupFinding(group, atLeast)
      const working = group.filter((one) => one === 'up' || one === 'degraded').length
      if (verdict === 'up' || verdict === 'degraded') expect(working).toBeGreaterThanOrEqual(atLeast)
      if (verdict === 'up') expect(group.every((one) => one === 'up' || one === 'unknown')).toBe(true)
      if (verdict === 'down')
        expect(group.filter((one) => one !== 'partial' && one !== 'down').length).toBeLessThan(atLeast)
    })
    fc.assert(property, { seed: 1, numRuns: Number(process.env['CANDOR_DEEP'] ? 20_000 : 500) })
  })
})
