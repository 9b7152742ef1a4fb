import { expect, test } from 'vitest'
import { formatCell, parseCell } from '../../src/checks/cell.ts'
import { readDayFile, resultColumns } from '../../src/checks/day-file.ts'

const file = `time,run,api,web,end_mark
2026-11-21T10:05:03Z,8812345.1,187,1250 slow,.
2026-11-21T10:06:04Z,8812345.1.r2,190,,.
time,run,api,web,db,end_mark
2026-11-21T10:07:04Z,8812345.1.r3,12 status:503,8,12 refused,.
`

function values(text: string) {
  return readDayFile(text).map((row) =>
    [row.time, row.run, ...resultColumns(row.columns).map(({ name, at }) => `${name}=${row.cells[at]}`)].join(' '),
  )
}

test('a file cut at any byte gives no wrong value and loses no whole row', () => {
  const all = values(file)
  for (let length = 0; length <= file.length; length += 1) {
    const cut = file.slice(0, length)
    const whole = cut.split('\n').filter((line) => /^2026.*,\.$/.test(line)).length
    expect(values(cut)).toEqual(all.slice(0, whole))
  }
})

test.each([
  ['a torn line with a stray quote costs only itself', '2026-11-21T10:05:30Z,torn,"18\n'],
  ['a row that was torn and then made a line by a merge', '2026-11-21T10:05:30Z,torn,18\n'],
  ['a row without its end mark', '2026-11-21T10:05:30Z,torn,18,20,\n'],
  ['a row with a cell too many', '2026-11-21T10:05:30Z,torn,18,20,30,.\n'],
  ['a row whose time is none', '2026-02-30T10:05:30Z,torn,18,20,.\n'],
  ['a row that stands twice', '2026-11-21T10:05:03Z,8812345.1,999,999,.\n'],
])('%s is left out', (_, line) => {
  const lines = file.split('\n')
  const damaged = [...lines.slice(0, 2), line.trimEnd(), ...lines.slice(2)].join('\n')
  expect(values(damaged)).toEqual(values(file))
})

test('rows after a torn header wait for the next whole one', () => {
  const damaged = file.replace('time,run,api,web,db,end_mark', 'time,run,api,web,d')
  expect(values(damaged)).toEqual(values(file).slice(0, 2))
})

test.each(['187', '0 refused', '12 status:503', '10 cert_expiring:12', '3 checker'])(
  'the cell `%s` is read and written',
  (text) => {
    expect(formatCell(parseCell(text)!)).toBe(text)
  },
)

test.each(['', 'fast', '-1', '12 nonsense', '12 status:', '12 status:<b>', '12  slow', '1e3'])(
  'the cell `%s` is no result',
  (text) => {
    expect(parseCell(text)).toBeNull()
  },
)
