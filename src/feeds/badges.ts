import { wordsIn } from '../config/scalars.ts'
import type { ComponentNow, Indicator, Snapshot, StatusNow } from '../status/snapshot.ts'
import { groupUptime } from '../uptime/uptime.ts'
import { type Badge, badgeColours } from './badge.ts'
import { carriedLine } from './carried-text.ts'
import { cutTo } from './text-width.ts'

/** Stands for the whole page, unless a component has that id. */
export const wholePage = 'all'

export interface BadgeWords {
  headline: string
  status: (status: StatusNow) => string
  /** `99.95 %`, floored; `null` has words of its own. */
  percent: (uptime: number | null, decimals: number) => string
  /** `Public API, 90 days` */
  uptimeOf: (name: string) => string
}

export interface BadgePair {
  status: Badge
  uptime: Badge
}

/** Every badge of the page by id; those of a component also by the ids it had before. */
export function badges(snapshot: Snapshot, words: BadgeWords): Map<string, BadgePair> {
  const language = snapshot.config.site.languages[0]
  const all: BadgePair = pair(
    wordsIn(snapshot.config.site.name, language, language),
    words.headline,
    headlineColour(snapshot.headline.state),
    groupUptime(snapshot.components.map((one) => one.windows['90d'].uptime)),
    null,
    words,
  )
  const listed = [...snapshot.components, ...snapshot.retired]
  const own = (one: ComponentNow) =>
    pair(
      wordsIn(one.component.name, language, language),
      words.status(one.status),
      badgeColours[one.status],
      one.windows['90d'].uptime,
      one.component.target,
      words,
    )
  return new Map([
    [wholePage, all],
    ...listed.flatMap((one) => one.component.was.map((id) => [id, own(one)] as const)),
    ...listed.map((one) => [one.component.id, own(one)] as const),
  ])
}

function pair(
  name: string,
  message: string,
  colour: string,
  uptime: number | null,
  target: { percent: number; decimals: number } | null,
  words: BadgeWords,
): BadgePair {
  return {
    status: { label: name, message, colour },
    uptime: {
      // A long name may not push out what the figure is of.
      label: words.uptimeOf(cutTo(carriedLine(name), 190)),
      message: words.percent(uptime, target?.decimals ?? 2),
      colour: uptimeColour(uptime, target?.percent ?? null),
    },
  }
}

const headlineColours: Record<Indicator | 'unknown', string> = {
  none: badgeColours.operational,
  minor: badgeColours.degraded_performance,
  major: badgeColours.partial_outage,
  critical: badgeColours.major_outage,
  maintenance: badgeColours.under_maintenance,
  unknown: badgeColours.unknown,
}
const headlineColour = (state: Indicator | 'unknown') => headlineColours[state]

/** Green where the goal is met; without a goal by the nines. */
function uptimeColour(uptime: number | null, target: number | null): string {
  if (uptime === null) return badgeColours.unknown
  if (uptime >= (target ?? 99.9)) return badgeColours.operational
  if (uptime >= 99) return badgeColours.degraded_performance
  return uptime >= 95 ? badgeColours.partial_outage : badgeColours.major_outage
}
