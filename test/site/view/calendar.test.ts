import { expect, test } from 'vitest'
import { calendarOf, firstWeekday } from '../../../src/site/view/calendar.ts'
import type { DayBar } from '../../../src/uptime/figures.ts'

const bar = (date: string) => ({ date }) as DayBar
const datesOf = (week: ({ date: string } | null)[]) => week.map((day) => day?.date.slice(8) ?? null)

test('a month begins under its weekday and ends with a whole week', () => {
  const [month, ...others] = calendarOf([bar('2026-11-20'), bar('2026-11-21')], 1)
  expect(others).toEqual([])
  expect(datesOf(month!.weeks[0]!)).toEqual([null, null, null, null, null, null, '01'])
  expect(datesOf(month!.weeks.at(-1)!)).toEqual(['30', null, null, null, null, null, null])
  expect(month!.weeks.flat().filter((day) => day !== null)).toHaveLength(30)
})

test('a week begins on Sunday where readers expect it to', () => {
  expect(datesOf(calendarOf([bar('2026-11-01')], 7)[0]!.weeks[0]!)).toEqual(['01', '02', '03', '04', '05', '06', '07'])
  expect(firstWeekday('en')).toBe(1)
  expect(firstWeekday('pt-BR')).toBe(7)
})

test('February of a leap year has its 29th', () => {
  expect(
    calendarOf([bar('2028-02-03')], 1)[0]!
      .weeks.flat()
      .filter((day) => day !== null),
  ).toHaveLength(29)
})
