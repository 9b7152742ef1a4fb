import { addDays, dateIn } from '../../time/zone.ts'
import { type ListedEntry, shared, takesPlaceAt } from '../material.ts'

export interface PastDay {
  date: string
  entries: ListedEntry[]
  /** Beyond those: their month lists them. */
  more: number
}

const shown = 15
/** The home page stays small on the worst of days. */
const mostADay = 8
const mostInAll = 40

/** Today and the days before, newest first, with what began on them; what has yet to begin is left out. */
export function pastDays(): PastDay[] {
  const { snapshot, entriesByDay } = shared
  const today = dateIn(snapshot.config.site.timezone, snapshot.now)
  let left = mostInAll
  return Array.from({ length: shown }, (_, back) => {
    const date = addDays(today, -back)
    const entries = (entriesByDay.get(date) ?? []).filter(
      (entry) => takesPlaceAt(entry) <= snapshot.now && entry.status !== 'scheduled',
    )
    const told = entries.slice(0, Math.min(left, mostADay))
    left -= told.length
    return { date, entries: told, more: entries.length - told.length }
  })
}
