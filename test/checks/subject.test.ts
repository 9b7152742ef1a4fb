import { expect, test } from 'vitest'
import { subjectOf, type Told } from '../../src/checks/subject.ts'

const up = (count: number): Told[] =>
  Array.from({ length: count }, (_, at) => ({ component: `c${at}`, verdict: 'up', class: null }))
const down = (component: string, name: Told['class'] = 'timeout'): Told => ({ component, verdict: 'down', class: name })

test.each<[string, Told[]]>([
  ['All 20 up', up(20)],
  ['c0 up', up(1)],
  ['api down: timeout; 19 up', [...up(19), down('api')]],
  ['3 down: api, web, db; 17 up', [down('api'), ...up(17), down('web'), down('db')]],
  ['api down: timeout', [down('api')]],
  ['2 down: api, web', [down('api'), down('web')]],
  [
    'api down: refused; web degraded: slow; 2 up',
    [{ component: 'web', verdict: 'degraded', class: 'slow' }, ...up(2), down('api', 'refused')],
  ],
  [
    '2 unknown: a, b; 18 up',
    [...['a', 'b'].map((component) => ({ component, verdict: 'unknown', class: null }) as Told), ...up(18)],
  ],
])('%s', (subject, results) => {
  expect(subjectOf(results)).toBe(subject)
})

test('names as many as fit into 72 characters, and says how many more', () => {
  const many = Array.from({ length: 40 }, (_, at) => down(`component-number-${at}`))
  expect(subjectOf([...many, ...up(5)])).toBe('40 down: component-number-0, component-number-1 and 38 more; 5 up')
  const long = [down('x'.repeat(100)), ...up(3)]
  expect(subjectOf(long)).toBe('1 down; 3 up')
})

test('nothing found, nothing said', () => {
  expect(subjectOf([])).toBeNull()
})
