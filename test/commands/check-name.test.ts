import { expect, test } from 'vitest'
import { roundNames, runName } from '../../src/commands/check-name.ts'

test('a run in Actions is named by its id, attempt and shard', () => {
  expect(runName({ GITHUB_RUN_ID: '88', GITHUB_RUN_ATTEMPT: '2' }, null)).toBe('88.2')
  expect(runName({ GITHUB_RUN_ID: '88' }, { index: 3, count: 4 })).toBe('88.1.s3')
  expect(runName({}, null)).toMatch(/^[a-z]{16}$/)
})

test.each<[string, string[], boolean, string[]]>([
  ['begins with the run’s own name', [], false, ['88.1', '88.1.r2', '88.1.r3']],
  ['is numbered from the first on a beat', [], true, ['88.1.r1', '88.1.r2', '88.1.r3']],
  ['goes on after the step before it', ['88.1'], false, ['88.1.r2', '88.1.r3', '88.1.r4']],
  ['goes on after the highest, in any order', ['88.1.r7', '88.1', '88.1.r2'], true, ['88.1.r8', '88.1.r9', '88.1.r10']],
  [
    'minds no other run, attempt or shard',
    ['88.2', '8.1.r4', '88.1.s1.r5', '88.11'],
    false,
    ['88.1', '88.1.r2', '88.1.r3'],
  ],
])('a round %s', (_, known, numbered, expected) => {
  const next = roundNames('88.1', known, numbered)
  expect([next(), next(), next()]).toEqual(expected)
})
