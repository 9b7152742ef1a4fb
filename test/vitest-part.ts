import { readFile } from 'node:fs/promises'
import process from 'node:process'
import { type Count, countReport, type VitestReport } from './count.ts'
import { toolExit } from './tool.ts'

/** Runs a part of the tests with vitest and counts what its JSON report says. */
export async function runTests(report: string, words: string[]): Promise<Count> {
  const patience = process.env['CANDOR_DEEP'] ? ['--testTimeout=1800000', '--hookTimeout=300000'] : []
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  const code = await toolExit('vitest', ['run', '--passWithNoTests', ...reporters, ...patience, ...words])
  const text = await readFile(report, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  // No report: vitest itself broke, or there was nothing to run.
  if (text === null) return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 }
  return countReport(JSON.parse(text) as VitestReport, code)
}
