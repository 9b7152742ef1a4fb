import { addDays, dateIn } from '../../time/zone.ts'
import { type ListedEntry, shared } from '../shared.ts'

export interface PastDay {
  date: string
  entries: ListedEntry[]
}

const shown = 15

/** Today and the days before, newest first, with what began on them; what has yet to begin is left out. */
export function pastDays(): PastDay[] {
  const { snapshot, entriesByDay } = shared
  const today = dateIn(snapshot.config.site.timezone, snapshot.now)
  return Array.from({ length: shown }, (_, back) => {
    const date = addDays(today, -back)
    const entries = (entriesByDay.get(date) ?? []).filter(
      (entry) => entry.startedAt <= snapshot.now && entry.status !== 'scheduled',
    )
    return { date, entries }
  })
}
