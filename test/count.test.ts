import { expect, test } from 'vitest'
import { closingLine, countReport, failures, sum, verdictOf } from './count.ts'

const report = (...files: [string, ...string[]][]) => ({
  testResults: files.map(([status, ...tests]) => ({ status, assertionResults: tests.map((one) => ({ status: one })) })),
})

test('the closing line is the sum of all parts', () => {
  const total = sum([
    { passed: 1, failed: 0, skipped: 0 },
    { passed: 20, failed: 2, skipped: 3 },
  ])
  expect(closingLine(total)).toBe('21 passed, 2 failed, 3 skipped')
})

test('tests are counted one by one; pending and todo are skipped', () => {
  const count = countReport(report(['passed', 'passed', 'pending', 'todo'], ['failed', 'passed', 'failed']), 1)
  expect(count).toEqual({ passed: 2, failed: 1, skipped: 2 })
})

test('a file that breaks before its first test is a failure', () => {
  expect(countReport(report(['failed'], ['passed', 'passed']), 1)).toEqual({ passed: 1, failed: 1, skipped: 0 })
})

test('an error that belongs to no test is a failure', () => {
  expect(countReport(report(['passed', 'passed']), 1)).toEqual({ passed: 1, failed: 1, skipped: 0 })
})

test('a skipped test fails in CI and is let pass on a laptop', () => {
  const total = { passed: 5, failed: 0, skipped: 1 }
  expect(verdictOf(total, {})).toBe(0)
  expect(verdictOf(total, { CI: 'false' })).toBe(0)
  expect(verdictOf(total, { CI: 'true' })).toBe(1)
  expect(failures(total, { CI: '1' })).toEqual([expect.stringContaining('In CI a skipped test is a failure')])
})

test('one failure, or nothing at all, fails', () => {
  expect(verdictOf({ passed: 5, failed: 1, skipped: 0 }, {})).toBe(1)
  expect(verdictOf({ passed: 0, failed: 0, skipped: 0 }, {})).toBe(1)
})
