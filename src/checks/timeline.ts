import { hour, type Instant } from '../time/instant.ts'
import type { Finding } from '../verdict/classes.ts'
import type { Stretch } from './history.ts'
import { type Rules, settledUntil } from './rules.ts'
import type { RunResult } from './votes.ts'

/** What a closed day hands to the next at midnight: how the component stood, and when it was last bad before that. */
export interface Standing {
  at: Instant
  /** What it was bad with; null when it was up. */
  bad: Finding | null
  /** End of the last outage before the present state. */
  lastEnd: Instant | null
}

/** What counts of one result; `before` holds until `from` where the rest of its time had already been settled. */
interface Label extends Finding {
  before: Finding | null
  from: Instant
}

const up: Finding = { verdict: 'up', class: null, detail: null }
/** An outage that begins again this soon after the last one has to recover twice. */
const flapping = hour

/**
 * Results of one component, oldest first, as the stretches in which it was confirmed to be this or that; time that no
 * result covers is in none of them. A bad result counts once `confirmRuns` in a row are bad, from the first of them;
 * an up one ends an outage once `recoverRuns` in a row are up (two while it flaps), from the first of them. Unknown ones
 * abstain. What is older than `settledUntil` when they agree stays as it was: so a day can close two hours after its
 * end, and closing it changes nothing. With `standing`, results before its midnight only say what still holds.
 */
export function timeline(results: readonly RunResult[], rules: Rules, standing: Standing | null): Stretch[] {
  const labels = label(results, rules, standing)
  const stretches: Stretch[] = []
  for (const [at, { time }] of results.entries()) {
    const found = labels[at]!
    const { before, from } = found
    const end = holdsUntil(results, at, rules)
    const start = standing === null ? time : Math.max(time, standing.at)
    if (before !== null) append(stretches, before, start, Math.min(end, from))
    append(stretches, found, Math.max(start, from), end)
  }
  return stretches
}

function holdsUntil(results: readonly RunResult[], at: number, { staleAfter }: Rules): Instant {
  return Math.min(results[at + 1]?.time ?? Number.POSITIVE_INFINITY, results[at]!.time + staleAfter)
}

/** Adds a stretch, joined to the last one when it only goes on with it. */
export function append(stretches: Stretch[], finding: Finding, start: Instant, end: Instant): void {
  if (start >= end) return
  const { verdict, class: name, detail } = finding
  const last = stretches.at(-1)
  if (last?.end === start && last.verdict === verdict && last.class === name && last.detail === detail) last.end = end
  else stretches.push({ start, end, verdict, class: name, detail })
}

function label(results: readonly RunResult[], rules: Rules, standing: Standing | null): Label[] {
  const labels: Label[] = []
  let bad: Finding | null = null
  let lastEnd: Instant | null = null
  /** Results in a row that say otherwise, not enough of them yet. */
  let waiting: number[] = []
  let resumed = standing === null

  const resume = (upTo: number) => {
    resumed = true
    bad = standing!.bad
    lastEnd = standing!.lastEnd
    waiting = waitingAt(results, upTo, bad !== null, rules)
    for (let at = 0; at < upTo; at += 1) labels[at] = plain(results[at]!)
    for (const at of waiting) labels[at] = plain(bad ?? up)
  }

  for (const [at, result] of results.entries()) {
    if (!resumed && result.time >= standing!.at) resume(at)
    if (outageIsOver(results, at, rules, standing)) {
      if (bad !== null) lastEnd = endOfBad(results, labels, at, rules)
      bad = null
      waiting = []
    }
    const own = plain(result)
    labels[at] = own
    if (result.verdict === 'unknown') continue
    if ((result.verdict !== 'up') === (bad !== null)) {
      waiting = []
      if (bad !== null) bad = own
      continue
    }
    waiting.push(at)
    const flaps = lastEnd !== null && result.time - lastEnd <= flapping
    const needed = bad === null ? rules.confirmRuns : Math.max(rules.recoverRuns, flaps ? 2 : 1)
    if (waiting.length < needed) {
      labels[at] = plain(bad ?? up)
      continue
    }
    const settled = settledUntil(result.time)
    for (const each of waiting) {
      labels[each] = { ...plain(results[each]!), before: bad ?? up, from: settled }
    }
    if (bad !== null) lastEnd = endOfBad(results, labels, at, rules)
    bad = bad === null ? own : null
    waiting = []
  }
  if (!resumed) resume(results.length)
  return labels
}

function plain({ verdict, class: name, detail }: Finding): Label {
  return { verdict, class: name, detail, before: null, from: 0 }
}

/** Nobody looked for longer than an outage may go unseen: what comes now is a new story. */
function outageIsOver(results: readonly RunResult[], at: number, rules: Rules, standing: Standing | null): boolean {
  if (at === 0) return standing === null || results[0]!.time >= standing.at
  return results[at]!.time - results[at - 1]!.time > 2 * rules.staleAfter
}

/** The results before `upTo` that already disagree with how the component stands, in a row. */
function waitingAt(results: readonly RunResult[], upTo: number, isBad: boolean, rules: Rules): number[] {
  const waiting: number[] = []
  for (let at = upTo - 1; at >= 0; at -= 1) {
    const { verdict } = results[at]!
    if (verdict !== 'unknown') {
      if ((verdict !== 'up') === isBad) break
      waiting.unshift(at)
    }
    if (outageIsOver(results, at, rules, null)) break
  }
  return waiting
}

/** When the outage that ended before or within result `upTo` was last seen. */
function endOfBad(results: readonly RunResult[], labels: readonly Label[], upTo: number, rules: Rules): Instant | null {
  for (let at = upTo; at >= 0; at -= 1) {
    const { time } = results[at]!
    const { verdict, before, from } = labels[at] ?? plain(up)
    const end = holdsUntil(results, at, rules)
    if (verdict !== 'up' && verdict !== 'unknown' && time < end) return end
    if (before !== null && before.verdict !== 'up' && time < Math.min(end, from)) return Math.min(end, from)
  }
  return null
}
