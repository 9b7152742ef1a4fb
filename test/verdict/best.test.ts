import { expect, test } from 'vitest'
import { bestOf } from '../../src/verdict/best.ts'
import type { Result } from '../../src/verdict/classes.ts'

const up: Result = { verdict: 'up', class: null, detail: null, ms: 10 }
const slow: Result = { verdict: 'degraded', class: 'slow', detail: null, ms: 900 }
const refused: Result = { verdict: 'down', class: 'refused', detail: null, ms: 1 }
const late: Result = { verdict: 'down', class: 'timeout', detail: null, ms: 10_000 }
const limited: Result = { verdict: 'unknown', class: 'rate_limited', detail: null, ms: 5 }

test.each([
  ['one attempt', [refused], refused],
  ['the best of several', [refused, slow, up], up],
  ['degraded before down', [refused, slow], slow],
  ['the first of the best verdict', [late, refused, refused], late],
  ['down, for unknown ones are left out', [limited, refused, limited], refused],
  ['unknown when all are', [limited, limited], limited],
])('a run says %s', (_, attempts, best) => {
  expect(bestOf(attempts)).toBe(best)
})

test('a run without attempts has no verdict', () => {
  expect(() => bestOf([])).toThrow('no verdict')
})
