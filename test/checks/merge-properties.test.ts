import process from 'node:process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDayHeader, formatDayRow, readDayFile } from '../../src/checks/day-file.ts'
import { mergeCheckFile } from '../../src/checks/merge.ts'
import { formatInstant } from '../../src/time/instant.ts'

const options = { seed: 1, numRuns: process.env['CANDOR_DEEP'] ? 5000 : 200 }
const name = '2026-11-21.csv'

/** A writer's file: rows out of a common pool of runs, some under other columns, cut off anywhere near the end. */
const file = fc
  .record({
    rows: fc.array(fc.record({ run: fc.integer({ min: 0, max: 30 }), wide: fc.boolean() }), { maxLength: 12 }),
    cut: fc.integer({ min: 0, max: 30 }),
  })
  .map(({ rows, cut }) => {
    let text = ''
    let header = ''
    for (const { run, wide } of rows) {
      const columns = wide ? ['api', 'web'] : ['api']
      if (formatDayHeader(columns) !== header) text += formatDayHeader(columns)
      header = formatDayHeader(columns)
      // What a run says is the same wherever it stands.
      text += formatDayRow(
        formatInstant(1_795_219_200 + run),
        `${run}.${wide ? 2 : 1}`,
        wide ? [`${run}`, '9'] : [`${run}`],
      )
    }
    return text.slice(0, Math.max(0, text.length - cut))
  })

const rowsOf = (text: string) => readDayFile(text).map(({ time, run, cells }) => `${time} ${run} ${cells.join()}`)
const union = (...texts: string[]) => [...new Set(texts.flatMap(rowsOf))].sort()

test('a merge has every whole row of both, each once, and what is published keeps its place', () => {
  fc.assert(
    fc.property(file, file, (ours, theirs) => {
      const merged = mergeCheckFile(name, ours, theirs)
      const rows = rowsOf(merged)
      expect([...rows].sort()).toEqual(union(ours, theirs))
      expect(rows.slice(0, rowsOf(theirs).length)).toEqual(rowsOf(theirs))
    }),
    options,
  )
})

test('in whatever order writers meet, and however often, the rows are the same', () => {
  fc.assert(
    fc.property(file, file, file, (a, b, c) => {
      const merge = (ours: string, theirs: string) => mergeCheckFile(name, ours, theirs)
      const all = union(a, b, c)
      expect(rowsOf(merge(c, merge(b, a))).sort()).toEqual(all)
      expect(rowsOf(merge(a, merge(c, b))).sort()).toEqual(all)
      const twice = merge(a, merge(a, b))
      expect(rowsOf(merge(b, twice))).toEqual(rowsOf(twice))
    }),
    options,
  )
})
