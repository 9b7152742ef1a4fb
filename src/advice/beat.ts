import { formatDuration } from '../time/duration.ts'
import { day, hour, type Instant } from '../time/instant.ts'

/** What components.yml promises, in seconds. */
export interface PromisedBeat {
  /** The shortest interval of the components that are probed. */
  interval: number
  /** The shortest time after which the page says that it has no recent data. */
  staleAfter: number
}

/** From one round of checks to the next, in seconds; the time since the last one counts too. */
export interface RealBeat {
  /** Over 24 hours; null with fewer than two rounds. */
  median: number | null
  worstDay: number
  worstWeek: number
  /** When the longest one of the week began. */
  worstBegan: Instant
}

export type BeatFinding =
  | { state: 'none' }
  | { state: 'young' }
  /** `silent`: nothing for longer than `staleAfter`. `gaps`: the page was stale at times. `slow`: late, never stale. */
  | { state: 'good' | 'slow' | 'gaps' | 'silent'; beat: RealBeat }

/** Holds the rounds of the last week against the promise. `times` of rows, in any order. */
export function judgeBeat(times: readonly Instant[], promised: PromisedBeat, now: Instant): BeatFinding {
  const rounds = [...new Set(times)].filter((time) => time <= now && time > now - 7 * day).sort((a, b) => a - b)
  if (rounds.length === 0) return { state: 'none' }
  const last = rounds.at(-1)!
  // One round says nothing of a beat, unless no other came.
  if (rounds.length < 3 && now - last <= promised.staleAfter) return { state: 'young' }
  const beat = measure(rounds, now)
  if (now - last > promised.staleAfter) return { state: 'silent', beat }
  if (beat.worstDay > promised.staleAfter) return { state: 'gaps', beat }
  // GitHub's own schedule is late by minutes; that alone is no trouble while most rounds come in time.
  if (beat.median !== null && beat.median > 1.5 * promised.interval) return { state: 'slow', beat }
  return { state: 'good', beat }
}

function measure(rounds: readonly Instant[], now: Instant): RealBeat {
  const gaps = rounds.map((from, index) => ({ from, to: rounds[index + 1] ?? now }))
  const longest = (since: Instant) =>
    gaps
      .filter(({ to }) => to > since)
      .map(({ from, to }) => ({ from, length: to - from }))
      .reduce((worst, gap) => (gap.length > worst.length ? gap : worst), { from: since, length: 0 })
  const whole = gaps.slice(0, -1).filter(({ to }) => to > now - day)
  const lengths = whole.map(({ from, to }) => to - from).sort((a, b) => a - b)
  const week = longest(now - 7 * day)
  return {
    median: lengths[Math.floor((lengths.length - 1) / 2)] ?? null,
    worstDay: longest(now - day).length,
    worstWeek: week.length,
    worstBegan: week.from,
  }
}

/** One sentence for people: what was promised, and what came. */
export function sayBeat(finding: BeatFinding, promised: PromisedBeat): string {
  const every = `every ${formatDuration(promised.interval)}`
  switch (finding.state) {
    case 'none':
      return `Nothing was checked in the last 7 days; ${every} is promised.`
    case 'young':
      return `Checks have only just begun; ${every} is promised.`
    case 'silent':
      return `Nothing has been checked for ${formatDuration(finding.beat.worstDay)}; ${every} is promised, and the page says that it has no recent data.`
    case 'gaps':
      return `Promised ${every}, ${reality(finding.beat)}: longer than ${formatDuration(promised.staleAfter)} and the page says that it has no recent data.`
    case 'slow':
    case 'good':
      return `Promised ${every}, ${reality(finding.beat)}.`
  }
}

function reality({ median, worstDay, worstWeek }: RealBeat): string {
  const middle = median === null ? 'hardly ever' : `mostly ${formatDuration(median)} apart`
  const week = worstWeek > worstDay ? `, in 7 days ${formatDuration(worstWeek)}` : ''
  return `checks came ${middle}; the longest gap in 24 hours was ${formatDuration(worstDay)}${week}`
}

/** How long back rows are needed for this. */
export const beatLooksBack = 7 * day + hour
