import { addMonths, dateIn } from '../../time/zone.ts'
import { type ListedEntry, shared } from '../shared.ts'

/** One page of the archive; the neighbours are pages that exist. */
export interface Month {
  month: string
  entries: ListedEntry[]
  earlier: string | null
  later: string | null
}

/** Quiet months get a page of their own only this far back: a typo in a year must not make a thousand pages. */
const unbroken = 24

/** Newest first, this month always among them. */
export const months: Month[] = monthsOf()

function monthsOf(): Month[] {
  const zone = shared.snapshot.config.site.timezone
  const byMonth = new Map<string, ListedEntry[]>()
  for (const [date, entries] of shared.entriesByDay) {
    const month = date.slice(0, 7)
    byMonth.set(month, [...(byMonth.get(month) ?? []), ...entries])
  }
  const thisMonth = dateIn(zone, shared.snapshot.now).slice(0, 7)
  const starts = shared.components.flatMap((one) => one.history.first ?? [])
  const firstLook =
    starts.length === 0
      ? thisMonth
      : dateIn(
          zone,
          starts.reduce((a, b) => Math.min(a, b)),
        ).slice(0, 7)
  const names = new Set([...byMonth.keys(), thisMonth])
  const earliest = [...names, firstLook].sort()[0]!
  for (let back = 1; back < unbroken; back += 1) {
    const month = addMonths(thisMonth, -back)
    if (month < earliest) break
    names.add(month)
  }
  const sorted = [...names].sort().reverse()
  return sorted.map((month, index) => ({
    month,
    entries: byMonth.get(month) ?? [],
    later: sorted[index - 1] ?? null,
    earlier: sorted[index + 1] ?? null,
  }))
}
