export interface Count {
  passed: number
  failed: number
  skipped: number
}

export function sum(counts: readonly Count[]): Count {
  return counts.reduce(
    (all, { passed, failed, skipped }) => ({
      passed: all.passed + passed,
      failed: all.failed + failed,
      skipped: all.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )
}

export function closingLine({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

/** Why the whole did not pass, where the numbers alone do not say it. */
export function failures(total: Count, environment: NodeJS.ProcessEnv): string[] {
  const found: string[] = []
  if (inCi(environment) && total.skipped > 0)
    found.push('In CI a skipped test is a failure: something is not installed.')
  if (total.passed === 0) found.push('Nothing ran at all.')
  return found
}

/** The exit code: on a laptop a missing browser may be skipped, in CI nothing may. */
export function verdictOf(total: Count, environment: NodeJS.ProcessEnv): 0 | 1 {
  return total.failed > 0 || failures(total, environment).length > 0 ? 1 : 0
}

function inCi(environment: NodeJS.ProcessEnv): boolean {
  return !['', '0', 'false', undefined].includes(environment['CI'])
}

/** What vitest's JSON reporter writes, as far as we count it. */
export interface VitestReport {
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

/** Counts tests, and as a failure every file that broke before its first test. */
export function countReport(report: VitestReport, exitCode: number | null): Count {
  const count: Count = { passed: 0, failed: 0, skipped: 0 }
  for (const file of report.testResults) {
    const failedBefore = count.failed
    for (const { status } of file.assertionResults) {
      if (status === 'passed') count.passed += 1
      else if (status === 'failed') count.failed += 1
      else count.skipped += 1
    }
    if (file.status === 'failed' && count.failed === failedBefore) count.failed += 1
  }
  // An error that belongs to no test (an unhandled rejection) still fails the run.
  if (exitCode !== 0 && count.failed === 0) count.failed = 1
  return count
}
