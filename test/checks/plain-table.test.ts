import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatHeader, formatRow, readTable } from '../../src/checks/csv.ts'
import { firstDateOf, formatLatency, latencyColumns, readLatency } from '../../src/checks/latency.ts'
import { cellOf, readPlainTable } from '../../src/checks/plain-table.ts'
import { formatSpans, readSpans, type Span } from '../../src/checks/spans.ts'
import { readStamp } from '../../src/checks/stamp.ts'
import { formatInstant } from '../../src/time/instant.ts'

const runs = { seed: 1, numRuns: Number(process.env.CANDOR_DEEP ? 20_000 : 500) }
const columns = ['a', 'b']
const header = formatHeader(columns)

test('a plain table is read as every table is; what is not plain is left to the slow reader', () => {
  const piece = fc.constantFrom('1', 'x', '', ',', '.', ',.', '\n', '\r\n', '"', header, '1,2,.\n', '3,,.\n')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.boolean(), (pieces, begins) => {
      const text = (begins ? header : '') + pieces.join('')
      const plain = readPlainTable(text, columns, (line, cuts) => [cellOf(line, cuts, 0), cellOf(line, cuts, 1)])
      if (plain !== null) expect(plain).toEqual(readTable(text, columns).rows.map(({ cells }) => cells.slice(0, -1)))
    }),
    runs,
  )
  expect(readPlainTable(`${header}1,2,.\n`, columns, (line, cuts) => cellOf(line, cuts, 1))).toEqual(['2'])
})

test('spans cut at any byte give no wrong span and lose no whole one', () => {
  const span = (start: number): Span => ({
    component: 'api',
    start,
    end: start + 60,
    verdict: 'down',
    class: 'status',
    detail: '503',
  })
  const spans = [span(1_790_000_000), span(1_790_000_100), span(1_790_000_200)]
  const text = formatSpans(spans)
  for (let length = 0; length <= text.length; length += 1) {
    const cut = text.slice(0, length)
    const whole = cut.split('\n').filter((line) => /^api.*,\.$/.test(line)).length
    expect(readSpans(cut)).toEqual(spans.slice(0, whole))
  }
})

test('a stamp is the moment it names, and nothing else is one', () => {
  fc.assert(
    fc.property(fc.integer({ min: -62_000_000_000, max: 253_402_300_799 }), (instant) => {
      const text = formatInstant(instant)
      if (text.length === 20) expect(readStamp(text)).toBe(instant)
    }),
    runs,
  )
  for (const text of [
    '2026-02-29T00:00:00Z',
    '2100-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T00:60:00Z',
    '2026-01-01T00:00:60Z',
    '2026-01-01T00:00:0aZ',
    '2026-01-01T00:00:00',
    '2026-01-01 00:00:00Z',
    '2026-01-01T00:00:00ZZ',
    '-026-01-01T00:00:00Z',
  ]) {
    expect(readStamp(text), text).toBeNull()
  }
  expect(readStamp('2400-02-29T00:00:00Z')).not.toBeNull()
})

test('old response times are left out; each component keeps its first date', () => {
  const row = (date: string, component: string) => ({ date, component, runs: 288, p50: 80, p95: 120 })
  const rows = [row('2025-01-01', 'api'), row('2025-01-02', 'api'), row('2025-01-02', '288'), row('2025-06-01', 'web')]
  const text = formatLatency(rows)
  expect(readLatency(text, '2025-06-01')).toEqual(rows.slice(3))
  expect(['api', '288', 'web', 'db'].map((id) => firstDateOf(text, id))).toEqual([
    '2025-01-01',
    '2025-01-02',
    '2025-06-01',
    null,
  ])
  const torn = `${formatHeader(latencyColumns)}2025-01-01,api,28\n${formatRow(['2025-01-03', 'api', '1', '', ''])}`
  expect(firstDateOf(torn, 'api')).toBe('2025-01-03')
})
