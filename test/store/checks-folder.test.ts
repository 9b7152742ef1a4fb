import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseCell } from '../../src/checks/cell.ts'
import { readDayFile } from '../../src/checks/day-file.ts'
import { closeDays } from '../../src/store/checks-closing.ts'
import { appendRow, loadResults } from '../../src/store/checks-folder.ts'
import { parseInstant } from '../../src/time/instant.ts'
import { sampleConfig } from '../checks/sample.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'candor-checks-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

const at = (text: string) => parseInstant(`2026-11-${text}Z`)!
const config = sampleConfig([{ id: 'api' }, { id: 'web' }], 7 * 86_400)

async function append(time: string, run: string, cells: Record<string, string>, columns = ['api', 'web']) {
  const parsed = Object.entries(cells).map(([column, text]) => [column, parseCell(text)!] as const)
  await appendRow(root, { time: at(time), run, cells: new Map(parsed) }, columns)
}
const read = (name: string) => readFile(join(root, 'checks', name), 'utf8')

test('the first row brings the folder, its format and a header', async () => {
  await append('21T10:05:03', '1.1', { api: '187', web: '12 status:503' })
  await append('21T10:06:04', '1.1.r2', { web: '11 status:503' })
  await append('21T10:06:04', '1.1.r2', { web: '999' })
  expect(await read('FORMAT')).toBe('1\n')
  expect(await read('2026-11-21.csv')).toBe(`time,run,api,web,end_mark
2026-11-21T10:05:03Z,1.1,187,12 status:503,.
2026-11-21T10:06:04Z,1.1.r2,,11 status:503,.
`)
})

test('a file cut at any byte heals by the next append and keeps every whole row', async () => {
  await append('21T10:05:03', 'a', { api: '187' })
  await append('21T10:06:03', 'b', { api: '188', web: '5' })
  const whole = await read('2026-11-21.csv')
  for (let length = 0; length <= whole.length; length += 1) {
    const cut = whole.slice(0, length)
    await writeFile(join(root, 'checks', '2026-11-21.csv'), cut)
    const kept = readDayFile(cut).map(({ run }) => run)
    await append('21T10:07:03', 'c', { api: '189' })
    expect(readDayFile(await read('2026-11-21.csv')).map(({ run }) => run)).toEqual([...kept, 'c'])
  }
})

test('a newer format stops everything with what to do', async () => {
  await mkdir(join(root, 'checks'))
  await writeFile(join(root, 'checks', 'FORMAT'), '2\n')
  await expect(append('21T10:05:03', 'a', {})).rejects.toThrow(/Update Candor/)
  await expect(loadResults(root, config, at('21T11:00:00'))).rejects.toThrow(/FORMAT is 2/)
  await expect(closeDays(root, config, at('25T11:00:00'))).rejects.toThrow(/FORMAT is 2/)
})

test('days close two hours after their end, once, and old files go', async () => {
  await append('10T10:00:00', 'a', { api: '187', web: '20' })
  await append('10T10:30:00', 'b', { api: '5 refused', web: '20' })
  await append('10T11:00:00', 'c', { api: '187', web: '20' })
  expect(await closeDays(root, config, at('11T01:59:59'))).toEqual([])
  expect(await closeDays(root, config, at('11T02:00:00'))).toEqual(['2026-11-10'])
  const spans = await read('spans-2026.csv')
  expect(spans).toBe(`component,start,end,verdict,class,detail,end_mark
*,2026-11-10T00:00:00Z,2026-11-10T10:00:00Z,unknown,,,.
*,2026-11-10T12:00:00Z,2026-11-11T00:00:00Z,unknown,,,.
api,2026-11-10T10:30:00Z,2026-11-10T11:00:00Z,down,refused,,.
`)
  expect(await read('latency-2026.csv')).toBe(`date,component,runs,p50_ms,p95_ms,end_mark
2026-11-10,api,3,187,187,.
2026-11-10,web,3,20,20,.
`)
  await append('10T13:00:00', 'late', { api: '5 refused', web: '20' })
  expect(await closeDays(root, config, at('11T05:00:00'))).toEqual([])
  expect(await read('spans-2026.csv')).toBe(spans)
  const { histories } = await loadResults(root, config, at('11T05:00:00'))
  expect(histories.get('api')!.bad).toHaveLength(1)
  await closeDays(root, config, at('20T05:00:00'))
  expect((await readdir(join(root, 'checks'))).sort()).toEqual([
    'FORMAT',
    'latency-2026.csv',
    'ledger.csv',
    'spans-2026.csv',
  ])
  expect((await loadResults(root, config, at('20T05:00:00'))).histories.get('api')!.first).toBe(at('10T10:00:00'))
})

test('closing that was interrupted before its ledger ends in the same files', async () => {
  await append('10T10:00:00', 'a', { api: '187', web: '7 reset' })
  await closeDays(root, config, at('12T05:00:00'))
  const before = [await read('spans-2026.csv'), await read('latency-2026.csv'), await read('ledger.csv')]
  await rm(join(root, 'checks', 'ledger.csv'))
  await closeDays(root, config, at('12T05:00:00'))
  expect([await read('spans-2026.csv'), await read('latency-2026.csv'), await read('ledger.csv')]).toEqual(before)
})
