import { expect, test } from 'vitest'
import { readLooseTime } from '../../src/imports/loose-time.ts'
import { formatInstant } from '../../src/time/instant.ts'

const read = (text: string, zone = 'UTC') => {
  const at = readLooseTime(text, zone)
  return at === null ? null : formatInstant(at)
}

test.each([
  ['2021-05-25T11:30:00-00:00', '2021-05-25T11:30:00Z'],
  ['2024-03-19T8:30:00-00:00', '2024-03-19T08:30:00Z'],
  ['2024-03-19T008:30:00-00:00', '2024-03-19T08:30:00Z'],
  ['2024-03-19T08:30:00-007:00', '2024-03-19T15:30:00Z'],
  ['2024-03-19T08:30:00+1', '2024-03-19T07:30:00Z'],
  ['2024-03-19T08:30:00+0530', '2024-03-19T03:00:00Z'],
  ['2024-03-19T08:30Z', '2024-03-19T08:30:00Z'],
  ['2024-03-19 08:30', '2024-03-19T08:30:00Z'],
  ['2024-03-19 08:30:05.123 UTC', '2024-03-19T08:30:05Z'],
  ['2024-3-9', '2024-03-09T00:00:00Z'],
  ['2024-03-19T24:00:00Z', '2024-03-20T00:00:00Z'],
])('reads %s', (text, right) => {
  expect(read(text)).toBe(right)
})

test.each(['2021-02-30 10:00', '2021-02-01 31:00', '2021-02-01 10:77', 'yesterday', '', '21-02-01'])(
  'takes %j for no time',
  (text) => {
    expect(read(text)).toBeNull()
  },
)

test('reads a time without a zone in that of the page, also where a clock change makes two of it or none', () => {
  expect(read('2021-07-01 10:00', 'Europe/Berlin')).toBe('2021-07-01T08:00:00Z')
  expect(read('2021-10-31 02:30', 'Europe/Berlin')).toBe('2021-10-31T00:30:00Z')
  expect(read('2021-03-28 02:30', 'Europe/Berlin')).not.toBeNull()
})
