import type { ComponentNow } from '../../status/snapshot.ts'
import { addMonths, dateIn } from '../../time/zone.ts'
import { monthWindow } from '../../uptime/civil-months.ts'
import { figures, groupUptime } from '../../uptime/uptime.ts'
import { basis, shared } from '../material.ts'
import type { DayLevel } from './bars.ts'
import { decimalsOf } from './decimals.ts'
import { firstMonth } from './months.ts'

const mostColumns = 12

/** Months that somebody looked at, this one last. */
export const uptimeMonths: string[] = lastMonths(mostColumns)

export function lastMonths(most: number): string[] {
  const { config, now } = shared.snapshot
  const thisMonth = dateIn(config.site.timezone, now).slice(0, 7)
  return Array.from({ length: most }, (_, back) => addMonths(thisMonth, -back))
    .filter((month) => month >= firstMonth)
    .reverse()
}

/** Uptime of a component in each of `uptimeMonths`; worked out once a build, whatever the number of languages. */
export function monthsOf({ component }: ComponentNow): (number | null)[] {
  const known = worked.get(component.id)
  if (known !== undefined) return known
  const facts = basis().facts.get(component.id)!
  const { timezone } = shared.snapshot.config.site
  const made = uptimeMonths.map((month) => figures(facts, monthWindow(timezone, month)!, decimalsOf(component)).uptime)
  worked.set(component.id, made)
  return made
}

const worked = new Map<string, (number | null)[]>()

/** Month by month the mean of a group's components. */
export function groupMonthsOf(members: readonly ComponentNow[]): (number | null)[] {
  return uptimeMonths.map((_, index) => groupUptime(members.map((one) => monthsOf(one)[index]!)))
}

/** How a month's figure is coloured: against the component's own target, else 99.9 %. */
export function levelOfMonth(uptime: number | null, target: number | null): DayLevel {
  if (uptime === null) return 'none'
  if (uptime >= (target ?? 99.9)) return 'good'
  if (uptime >= 99) return 'slight'
  return uptime >= 97 ? 'notable' : 'bad'
}
