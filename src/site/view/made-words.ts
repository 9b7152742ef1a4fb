import type { Outage } from '../../outages/outage.ts'
import type { Entry, EntryUpdate, Made } from '../../status/snapshot.ts'
import type { Site } from '../site.ts'
import { reasonOf } from './reason.ts'

/** A sentence that nobody wrote, as `t` and TimeIn take it. */
export interface Sentence {
  text: string
  values: Record<string, string>
  /** The text's {time}. */
  at: number
}

const keys: Record<Made, string> = {
  failing: 'made.opened',
  still_failing: 'made.still',
  seen: 'made.seen',
  passing: 'made.over',
  started: 'made.started',
  completed: 'made.completed',
}

/** What the checks or the clock say, in the page's language; the same as the entry says in English. */
export function madeSentence(entry: Entry, update: EntryUpdate, made: Made, site: Site): Sentence {
  const first = entry.outages[0]
  return {
    text: keys[made],
    at: update.at,
    values: {
      names: namesOf(entry.outages, site),
      why: first === undefined ? '' : reasonOf(first, site),
      duration: site.times.lasting(about(update.at - entry.startedAt)),
    },
  }
}

/** The title of an incident that nobody wrote. */
export function madeTitle({ outages }: Entry, site: Site): string {
  const partly = outages.every((outage) => outage.verdict === 'partial')
  return site.t(partly ? 'made.title_partly' : 'made.title', { names: namesOf(outages, site) })
}

/** Three names at most; a phone has no room for more. */
function namesOf(outages: readonly Outage[], { componentNames, lists, t }: Site): string {
  const names = [...new Set(outages.map(({ component }) => component))].map((id) => componentNames.get(id) ?? id)
  if (names.length <= 3) return lists.and(names)
  return t('made.names', { names: lists.plain(names.slice(0, 2)), count: names.length - 2 })
}

/** Probes know a failure's length to a minute or so. */
const about = (seconds: number) => (seconds < 120 ? seconds : Math.round(seconds / 60) * 60)
