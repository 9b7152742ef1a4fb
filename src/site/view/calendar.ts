import type { DayBar } from '../../uptime/figures.ts'

/** A month of days in weeks, as calendars show them; null where a week reaches into another month or an unknown day. */
export interface CalendarMonth {
  month: string
  weeks: (DayBar | { date: string } | null)[][]
}

/** Monday is 1, Sunday 7: where weeks begin for the readers of a language. English is British here, as dates are. */
export function firstWeekday(language: string): number {
  const locale = new Intl.Locale(language === 'en' ? 'en-GB' : language) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number }
  }
  return locale.getWeekInfo?.().firstDay ?? 1
}

/** Oldest month first; each whole, with bare dates for days that are not among those given. */
export function calendarOf(days: readonly DayBar[], firstDay: number): CalendarMonth[] {
  const known = new Map(days.map((day) => [day.date, day]))
  return [...new Set(days.map(({ date }) => date.slice(0, 7)))].map((month) => {
    const [year, number] = month.split('-').map(Number) as [number, number]
    const length = new Date(Date.UTC(year, number, 0)).getUTCDate()
    const weekday = new Date(Date.UTC(year, number - 1, 1)).getUTCDay() || 7
    const cells: CalendarMonth['weeks'][number] = Array.from({ length: (weekday - firstDay + 7) % 7 }, () => null)
    for (let day = 1; day <= length; day += 1) {
      const date = `${month}-${String(day).padStart(2, '0')}`
      cells.push(known.get(date) ?? { date })
    }
    while (cells.length % 7 !== 0) cells.push(null)
    return { month, weeks: Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7)) }
  })
}
