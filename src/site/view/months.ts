import { addMonths, dateIn } from '../../time/zone.ts'
import { type ListedEntry, shared } from '../material.ts'

/** One month of the archive, newest entries first; the neighbours are months that have a page. */
export interface Month {
  month: string
  /** At least one, none larger than `pageSize`: each is a page. */
  pages: ListedEntry[][]
  count: number
  earlier: string | null
  later: string | null
}

/** Quiet months get a page of their own only this far back: a typo in a year must not make a thousand pages. */
const unbroken = 24
/** So many titles with their newest words stay below 40 KB, however busy the month. */
const pageSize = 150

const zone = shared.snapshot.config.site.timezone
const thisMonth = dateIn(zone, shared.snapshot.now).slice(0, 7)

const firstLook = Math.min(
  shared.snapshot.now,
  ...shared.components.flatMap((one) => one.history.first ?? one.component.since ?? []),
)

/** The month in which somebody first looked, or this one. */
export const firstMonth: string = dateIn(zone, firstLook).slice(0, 7)

/** Newest first, this month always among them. */
export const months: Month[] = monthsOf()

function monthsOf(): Month[] {
  const byMonth = new Map<string, ListedEntry[]>()
  // Days come newest first, as entries do.
  for (const [date, entries] of shared.entriesByDay) {
    const month = date.slice(0, 7)
    const list = byMonth.get(month)
    // What is only planned has a page of its own: the archive is of what was.
    const past = entries.filter(({ status }) => status !== 'scheduled')
    if (list) list.push(...past)
    else if (past.length > 0) byMonth.set(month, past)
  }
  const names = new Set([...byMonth.keys(), thisMonth])
  const earliest = [...names, firstMonth].sort()[0]!
  for (let back = 1; back < unbroken; back += 1) {
    const month = addMonths(thisMonth, -back)
    if (month < earliest) break
    names.add(month)
  }
  const sorted = [...names].sort().reverse()
  return sorted.map((month, index) => {
    const entries = byMonth.get(month) ?? []
    return {
      month,
      pages: inPages(entries),
      count: entries.length,
      later: sorted[index - 1] ?? null,
      earlier: sorted[index + 1] ?? null,
    }
  })
}

function inPages(entries: ListedEntry[]): ListedEntry[][] {
  const count = Math.max(1, Math.ceil(entries.length / pageSize))
  return Array.from({ length: count }, (_, page) => entries.slice(page * pageSize, (page + 1) * pageSize))
}
