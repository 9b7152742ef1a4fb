import { expect, test } from 'vitest'
import { unaccounted } from '../../src/checks/accounted.ts'
import { readLedger } from '../../src/checks/ledger.ts'
import { parseInstant } from '../../src/time/instant.ts'

const at = (time: string) => parseInstant(time)!
const ledger = readLedger('date,sha256,end_mark\n2026-11-18,gone,.\n2026-11-19,aa,.\n')

test('a day that is over needs its digest from two hours after its end on', () => {
  const files = new Map([
    ['2026-11-19', 'aa'],
    ['2026-11-20', 'bb'],
  ])
  expect(unaccounted(files, ledger, at('2026-11-21T01:59:59Z'))).toEqual({ missing: [], different: [] })
  expect(unaccounted(files, ledger, at('2026-11-21T02:00:00Z'))).toEqual({ missing: ['2026-11-20'], different: [] })
})

test('a closed day is the file that was closed, whenever that is asked', () => {
  expect(unaccounted(new Map([['2026-11-19', 'xx']]), ledger, at('2026-11-19T12:00:00Z'))).toEqual({
    missing: [],
    different: ['2026-11-19'],
  })
})

test('days are named oldest first, and one whose file is gone needs nothing more', () => {
  const files = new Map(['2026-11-17', '2025-12-31', '2026-01-01'].map((date) => [date, 'zz']))
  expect(unaccounted(files, ledger, at('2026-11-21T10:00:00Z')).missing).toEqual([
    '2025-12-31',
    '2026-01-01',
    '2026-11-17',
  ])
})

test('of two digests of one day the first holds, and rows that were cut off do not count', () => {
  const rows = readLedger('date,sha256,end_mark\n2026-11-19,aa,.\n2026-11-19,bb,.\n2026-11-20,cc\n')
  expect(rows).toEqual([{ date: '2026-11-19', sha256: 'aa' }])
})
