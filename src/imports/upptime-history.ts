import { type LatencyRow, latencyOf } from '../checks/latency.ts'
import { dayOf, type Span } from '../checks/spans.ts'
import type { Interval } from '../intervals/interval.ts'
import { intersect, normalise, subtract } from '../intervals/set.ts'
import { day, hour, type Instant, parseInstant, utcDate } from '../time/instant.ts'
import type { Finding } from '../verdict/classes.ts'
import type { Haul } from './haul.ts'

/** What one commit says of one site; `text` of its history file, null: the file was removed. */
export interface Commit {
  slug: string
  at: Instant
  text: string | null
}

interface Observation extends Finding {
  at: Instant
  ms: number
  gone: boolean
}

/** Upptime commits at every change and once a day: where it committed nothing for longer, nobody looked. */
const longestSilence = 36 * hour

/** The states that commits tell, as the stretches that were not plainly up. Null when no commit tells any. */
export function upptimeHistory(commits: readonly Commit[]): Haul['history'] {
  const bySlug = new Map<string, Observation[]>()
  for (const commit of commits) {
    const seen = observationOf(commit)
    if (seen === null) continue
    bySlug.set(commit.slug, [...(bySlug.get(commit.slug) ?? []), seen])
  }
  const times = [...bySlug.values()]
    .flat()
    .map(({ at }) => at)
    .sort((a, b) => a - b)
  if (times.length === 0) return null
  const end = times.at(-1)!
  const silence = silences(times)
  const spans: Span[] = []
  const latency: LatencyRow[] = []
  for (const [component, unsorted] of bySlug) {
    const seen = unsorted.toSorted((a, b) => a.at - b.at)
    spans.push(...spansOf(component, seen, end, silence))
    latency.push(...latencyRows(component, seen))
  }
  return { spans, latency, end }
}

function observationOf({ at, text }: Commit): Observation | null {
  if (text === null) return { at, ms: 0, gone: true, verdict: 'unknown', class: null, detail: null }
  const value = (key: string) => new RegExp(`^${key}:[ \\t]*(.*)$`, 'm').exec(text)?.[1]?.trim() ?? ''
  const status = value('status').replaceAll(/['"]/g, '')
  const told = parseInstant(value('lastUpdated').replaceAll(/['"]/g, ''))
  const moment = told !== null && told <= at && at - told <= day ? told : at
  const ms = Math.max(0, Math.round(Number(value('responseTime')) || 0))
  const code = Number(value('code'))
  const base = { at: moment, ms, gone: false }
  if (status === 'up') return { ...base, verdict: 'up', class: null, detail: null }
  if (status === 'degraded') return { ...base, verdict: 'degraded', class: 'slow', detail: null }
  if (status !== 'down') return null
  // It got no answer, and does not say why.
  if (!(code >= 100 && code <= 599)) return { ...base, verdict: 'down', class: 'reported', detail: 'major_outage' }
  // A code that was expected and down all the same: its text was wrong.
  const class_ = code >= 200 && code <= 299 ? ('body' as const) : ('status' as const)
  return { ...base, verdict: 'down', class: class_, detail: class_ === 'status' ? String(code) : null }
}

function silences(times: readonly Instant[]): Interval[] {
  return times.slice(1).flatMap((at, index) => {
    const before = times[index]!
    return at - before > longestSilence ? [{ start: before + longestSilence, end: at }] : []
  })
}

function spansOf(component: string, seen: readonly Observation[], end: Instant, silence: readonly Interval[]): Span[] {
  const spans: Span[] = []
  const gap = { component, verdict: 'unknown' as const, class: null, detail: null }
  const put = (stretch: Interval, finding: Omit<Span, 'start' | 'end'>) =>
    spans.push(...cutAtMidnight(stretch).map((part) => ({ ...finding, ...part })))
  const first = seen[0]!.at
  put({ start: dayOf(first), end: first }, gap)
  const looked = subtract([{ start: first, end }], normalise([...silence]))
  for (const [index, { at, gone, verdict, class: name, detail }] of seen.entries()) {
    const until = seen[index + 1]?.at ?? end
    if (until <= at || verdict === 'up') continue
    const stretch = [{ start: at, end: until }]
    if (gone) put(stretch[0]!, gap)
    else for (const part of intersect(stretch, looked)) put(part, { component, verdict, class: name, detail })
  }
  const goneFor = seen.flatMap(({ at, gone }, index) => (gone ? [{ start: at, end: seen[index + 1]?.at ?? end }] : []))
  const lost = intersect([{ start: first, end }], normalise([...silence]))
  for (const part of subtract(lost, normalise(goneFor.filter((each) => each.end > each.start)))) put(part, gap)
  put({ start: end, end: dayOf(end) + day }, gap)
  return spans.filter((span) => span.end > span.start)
}

function cutAtMidnight({ start, end }: Interval): Interval[] {
  const parts: Interval[] = []
  for (let at = start; at < end; at = dayOf(at) + day) parts.push({ start: at, end: Math.min(end, dayOf(at) + day) })
  return parts
}

function latencyRows(component: string, seen: readonly Observation[]): LatencyRow[] {
  const dates = new Map<string, Observation[]>()
  for (const one of seen) if (!one.gone) dates.set(utcDate(one.at), [...(dates.get(utcDate(one.at)) ?? []), one])
  return [...dates].map(([date, results]) =>
    latencyOf(
      date,
      component,
      results.map(({ at, ms, verdict, class: name, detail }) => ({
        time: at,
        run: '',
        ms,
        verdict,
        class: name,
        detail,
      })),
    ),
  )
}
