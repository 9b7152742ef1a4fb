import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readDayFile } from '../../src/checks/day-file.ts'
import { checksFormat } from '../../src/checks/format.ts'
import { readLatency } from '../../src/checks/latency.ts'
import { readLedger } from '../../src/checks/ledger.ts'
import { type FormatStep, formatSteps, migrated } from '../../src/checks/migrate.ts'
import { readSpans } from '../../src/checks/spans.ts'

const formats = join(import.meta.dirname, 'formats')
const filesOf = (format: number) => {
  const folder = join(formats, String(format))
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}
/** What is told by files of the newest format. */
const told = (files: ReadonlyMap<string, string>) => ({
  runs: [...files].flatMap(([name, text]) => (/^\d/.test(name) ? readDayFile(text).map(({ run }) => run) : [])),
  spans: readSpans(files.get('spans-2026.csv')!).map(({ component, verdict }) => `${component} ${verdict}`),
  latency: readLatency(files.get('latency-2026.csv')!).map(({ component, p50 }) => `${component} ${p50}`),
  closed: readLedger(files.get('ledger.csv')!).map(({ date }) => date),
})

test('there is a fixture of every format, and a step from each to the next', () => {
  expect(
    readdirSync(formats)
      .map(Number)
      .sort((a, b) => a - b),
  ).toEqual(Array.from({ length: checksFormat }, (_, at) => at + 1))
  expect(formatSteps.map(({ from }) => from)).toEqual(Array.from({ length: checksFormat - 1 }, (_, at) => at + 1))
})

test.each(Array.from({ length: checksFormat }, (_, at) => [at + 1]))('format %i says the same as ever', (format) => {
  const files = filesOf(format)
  expect(told(new Map([...files, ...migrated(files)]))).toEqual({
    runs: ['8812345.1', '8812345.1.r2', '8812350.1.s2.r1', '8812351.1'],
    spans: ['* unknown', 'web degraded'],
    latency: ['api 187', 'web 1250'],
    closed: ['2026-11-20'],
  })
})

test('the newest format is read as it is: nothing is written', () => {
  expect(migrated(filesOf(checksFormat)).size).toBe(0)
  expect(migrated(new Map([['2026-11-21.csv', 'time,run,api,end_mark\n']])).size).toBe(0)
})

test('a newer format stops with what to do', () => {
  const files = new Map([...filesOf(1), ['FORMAT', `${checksFormat + 1}\n`]])
  expect(() => migrated(files)).toThrow(/newer than this Candor reads[\s\S]*Update Candor/)
})

test('a FORMAT that is none stops with what was expected', () => {
  expect(() => migrated(new Map([['FORMAT', 'one\n']]))).toThrow(/holds `one`, which is no format/)
})

describe('steps to come', () => {
  /** Two that are made up: dates with blanks, then a louder end mark. */
  const steps: FormatStep[] = [
    { from: 1, change: (name, text) => (name.endsWith('.csv') ? text.replaceAll('T', ' ') : text) },
    { from: 2, change: (_, text) => text.replaceAll(',.\n', ',!\n') },
  ]
  const files = new Map([
    ['FORMAT', '1\n'],
    ['2026-11-21.csv', '2026-11-21T00:01:00Z,1,.\n'],
    ['last-good-components.yml', 'Title: x\n'],
  ])

  test('are taken one after the other; FORMAT is last, and files that stay as they are, are not written', () => {
    expect([...migrated(files, steps, 3)]).toEqual([
      ['2026-11-21.csv', '2026-11-21 00:01:00Z,1,!\n'],
      ['FORMAT', '3\n'],
    ])
  })

  test('begin where the files are, and end where this Candor is', () => {
    expect([...migrated(new Map([...files, ['FORMAT', '2']]), steps, 3)][0]).toEqual([
      '2026-11-21.csv',
      '2026-11-21T00:01:00Z,1,!\n',
    ])
    expect([...migrated(files, steps, 2)].at(-1)).toEqual(['FORMAT', '2\n'])
  })
})
