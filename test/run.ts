// `npm test`: lint, types, then the tests in three parts; each counted and timed, one closing line for machines.
// `--deep` runs the same tests at the counts that were promised instead of a sample (CANDOR_DEEP).
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { type Count, closingLine, failures, sum, verdictOf } from './count.ts'
import { runTool } from './tool.ts'
import { runTests } from './vitest-part.ts'

const deep = process.argv.slice(2)
const unknown = deep.find((word) => word !== '--deep')
if (unknown !== undefined) {
  process.stderr.write(`\`${unknown}\` is no option of the tests.\n  Expected nothing, or --deep.\n`)
  process.exit(2)
}
if (deep.length > 0) process.env['CANDOR_DEEP'] = '1'

const reports = await mkdtemp(join(tmpdir(), 'candor-tests-'))
const elsewhere = ['test/integration/**', 'test/browser/**']
type Part = [string, () => Promise<Count>]
const lint: Part = ['lint', () => runTool('biome', ['ci', '--error-on-warnings', '.'])]
// Pages and every other file: Astro's checker reads all that tsconfig.json names.
const types: Part = ['types', () => runTool('astro', ['check', '--minimumFailingSeverity', 'error'])]
const unit: Part = [
  'unit',
  () =>
    runTests(
      join(reports, 'unit.json'),
      // One process for many files: starting and loading anew for each is a fifth of their time.
      ['--no-isolate', ...elsewhere.flatMap((glob) => ['--exclude', glob])],
    ),
]
const rest: Part[] = [
  ['integration', () => runTests(join(reports, 'integration.json'), ['test/integration/'])],
  ['browser', () => runTests(join(reports, 'browser.json'), ['test/browser/'])],
]

const counts: Count[] = []
try {
  await runPart(lint)
  // Types take one process, tests several: together they leave no core idle.
  await Promise.all([runPart(types), runPart(unit)])
  for (const part of rest) await runPart(part)
} finally {
  await rm(reports, { recursive: true, force: true })
}

const total = sum(counts)
for (const sentence of failures(total, process.env)) process.stdout.write(`${sentence}\n`)
process.stdout.write(`${closingLine(total)}\n`)
process.exitCode = verdictOf(total, process.env)

async function runPart([name, run]: Part): Promise<void> {
  process.stdout.write(`${name} ...\n`)
  const begin = performance.now()
  const count = await run()
  counts.push(count)
  const seconds = ((performance.now() - begin) / 1000).toFixed(1)
  process.stdout.write(`${name}: ${closingLine(count)} in ${seconds} s\n`)
}
