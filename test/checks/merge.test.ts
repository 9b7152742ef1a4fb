import { expect, test } from 'vitest'
import { readDayFile } from '../../src/checks/day-file.ts'
import { mergeCheckFile } from '../../src/checks/merge.ts'

const header = 'time,run,api,end_mark\n'
const first = '2026-11-21T10:00:00Z,a,10,.\n'
const ours = '2026-11-21T10:05:00Z,b,11,.\n'
const theirs = '2026-11-21T10:04:00Z,c,12,.\n'

test('rows of both writers stay, each once, what is published first', () => {
  const merged = mergeCheckFile('checks/2026-11-21.csv', header + first + ours, header + first + theirs)
  expect(merged).toBe(header + first + theirs + ours)
})

test('merging again changes nothing', () => {
  const merged = mergeCheckFile('2026-11-21.csv', header + first + ours, header + first + theirs)
  expect(mergeCheckFile('2026-11-21.csv', header + first + ours, merged)).toBe(merged)
})

test('rows with other columns come under their own header', () => {
  const wide = 'time,run,api,web,end_mark\n2026-11-21T10:06:00Z,d,10,20,.\n'
  expect(mergeCheckFile('2026-11-21.csv', wide + ours, header + first)).toBe(header + first + wide)
  expect(mergeCheckFile('2026-11-21.csv', header + first + ours, wide)).toBe(wide + header + first + ours)
})

test('a torn tail of either side takes no row with it', () => {
  for (let length = 0; length < ours.length; length += 1) {
    const torn = header + first + ours.slice(0, length)
    const whole = length >= ours.length - 1 ? ['a', 'b', 'c'] : ['a', 'c']
    for (const [a, b] of [
      [torn, header + first + theirs],
      [header + first + theirs, torn],
    ] as const) {
      const runs = readDayFile(mergeCheckFile('2026-11-21.csv', a, b)).map(({ run }) => run)
      expect(runs.sort()).toEqual(whole)
    }
  }
})

test('a day closed by both is as it was published, and days closed by one are kept', () => {
  const columns = 'component,start,end,verdict,class,detail,end_mark\n'
  const span = (date: string, verdict: string) => `api,${date}T10:00:00Z,${date}T10:05:00Z,${verdict},,,.\n`
  const mine = columns + span('2026-11-19', 'down') + span('2026-11-20', 'down')
  const published = columns + span('2026-11-20', 'degraded') + span('2026-11-21', 'down')
  expect(mergeCheckFile('spans-2026.csv', mine, published)).toBe(
    columns + span('2026-11-19', 'down') + span('2026-11-20', 'degraded') + span('2026-11-21', 'down'),
  )
})

test('the ledger of what was told keeps every step of both, in order of time', () => {
  const columns = 'time,event,channel,step,end_mark\n'
  const claim = '2026-11-21T10:00:00Z,outage.opened:x,ops,claim,.\n'
  const told = '2026-11-21T10:00:05Z,outage.opened:x,ops,told,.\n'
  expect(mergeCheckFile('notified.csv', columns + claim + told, columns + claim)).toBe(columns + claim + told)
})
