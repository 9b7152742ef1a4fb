import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import type { Results } from '../../src/checks/history.ts'
import { filesToRead, readResults } from '../../src/checks/read.ts'
import type { Config } from '../../src/config/config.ts'
import { allOutages } from '../../src/outages/outages.ts'
import { closeDays } from '../../src/store/checks-closing.ts'
import { day, hour, type Instant, parseInstant } from '../../src/time/instant.ts'
import { dayFiles, type SampleRow, sampleConfig } from './sample.ts'

const runs = { seed: 1, numRuns: Number(process.env.CANDOR_DEEP ? 5_000 : 150) }
const begin = parseInstant('2026-11-18T00:00:00Z')!
const folders: string[] = []

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

const cells = ['10', '10', '10', '12', '900 slow', '5 refused', '7 timeout', '3 checker', '2 rate_limited', '']
const rules = fc.record({
  stale_after: fc.constantFrom(600, 3600, 3 * hour, 30 * hour),
  confirm_runs: fc.constantFrom(1, 1, 2, 3),
  recover_runs: fc.constantFrom(1, 1, 2, 3),
})

/** Instead of a wait: on to half an hour before midnight, where closing has its edges. */
const toMidnight = -1

/** Four days of rows, crowded round midnights, with gaps short and long. */
const life = fc.record({
  rules: fc.tuple(rules, rules),
  steps: fc.array(
    fc.record({
      wait: fc.oneof(
        { weight: 8, arbitrary: fc.integer({ min: 0, max: 1500 }) },
        { weight: 3, arbitrary: fc.integer({ min: 1500, max: 3 * hour }) },
        { weight: 1, arbitrary: fc.integer({ min: 3 * hour, max: 20 * hour }) },
        { weight: 2, arbitrary: fc.constant(toMidnight) },
      ),
      a: fc.constantFrom(...cells),
      b: fc.constantFrom(...cells),
    }),
    { minLength: 1, maxLength: 120 },
  ),
  offset: fc.integer({ min: 0, max: day }),
  closings: fc.array(fc.integer({ min: 0, max: 5 * day }), { maxLength: 4 }),
  now: fc.integer({ min: 0, max: 5 * day }),
})

/** Everything that is shown; single results and their times are not made of spans. */
function told(results: Results, config: Config, now: Instant) {
  return config.components
    .map(({ id }) => {
      const { first, observed, bad, unknown, state } = results.histories.get(id)!
      return { id, first, observed, bad, unknown, state }
    })
    .concat(allOutages(results, config, now, []) as never)
}

test('closing days, whenever it is done and as often as it is done, changes no figure and no outage', async () => {
  await fc.assert(
    fc.asyncProperty(life, async ({ rules: [a, b], steps, offset, closings, now: after }) => {
      const config = sampleConfig([
        { id: 'a', ...a },
        { id: 'b', ...b },
      ])
      let time = begin + offset
      const rows: SampleRow[] = steps.map((step, at) => {
        time += step.wait === toMidnight ? Math.max(0, day - 1800 - (time % day)) : step.wait
        return { time, run: `r${at}`, cells: { a: step.a, b: step.b } }
      })
      const now = begin + after
      const root = await mkdtemp(join(tmpdir(), 'candor-closing-'))
      folders.push(root)
      const folder = join(root, 'checks')
      await mkdir(folder)

      // Rows arrive as time goes by; days are closed at some moments of it.
      for (const closing of [...closings.map((each) => begin + each).filter((each) => each < now), now].sort(
        (x, y) => x - y,
      )) {
        for (const [name, text] of dayFiles(
          rows.filter((row) => row.time <= closing),
          ['a', 'b'],
        )) {
          await writeFile(join(folder, name), text)
        }
        await closeDays(root, config, closing)
      }
      const closed = new Map<string, string>()
      for (const name of await readdir(folder)) closed.set(name, await readFile(join(folder, name), 'utf8'))
      const open = dayFiles(
        rows.filter((row) => row.time <= now),
        ['a', 'b'],
      )
      expect(told(readResults(closed, config, now), config, now)).toEqual(
        told(readResults(open, config, now), config, now),
      )
      // What is not read for the figures may be removed: raw files of days long closed.
      const needed = new Set(filesToRead([...closed.keys()], closed.get('ledger.csv') ?? '', config, now))
      const left = new Map([...closed].filter(([name]) => needed.has(name)))
      expect(told(readResults(left, config, now), config, now)).toEqual(
        told(readResults(open, config, now), config, now),
      )
      await rm(root, { recursive: true })
    }),
    runs,
  )
})
