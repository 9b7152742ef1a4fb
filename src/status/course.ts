import type { KnownCourse } from '../incidents/postmortem.ts'
import { writeTime } from '../incidents/times.ts'
import { statusTitles } from '../incidents/words.ts'
import type { Outage } from '../outages/outage.ts'
import { formatDuration } from '../time/duration.ts'
import { type Instant, minute } from '../time/instant.ts'
import { sentenceOf } from '../verdict/sentence.ts'
import type { Entry } from './snapshot.ts'

interface Step {
  at: Instant
  words: string
}

/** The course of an incident for its postmortem: what the probes saw, when people spoke, when it was over. */
export function courseOf(entry: Entry, timezone: string): KnownCourse {
  const steps = [...entry.outages.flatMap((outage) => seen(outage, entry)), ...said(entry)]
  const timeline = steps
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, words }) => `- ${writeTime(at, timezone)}: ${words}`)
    .join('\n')
  return { lasted: lastedOf(entry, timezone), timeline }
}

function lastedOf({ startedAt, resolvedAt }: Entry, timezone: string): string {
  const start = writeTime(startedAt, timezone)
  if (resolvedAt === null) return `It began at ${start}.`
  return `It lasted ${length(resolvedAt - startedAt)}, from ${start} to ${writeTime(resolvedAt, timezone)}.`
}

function seen({ component, start, end, verdict, class: resultClass, detail }: Outage, { components }: Entry): Step[] {
  const name = components.find(({ id }) => id === component)?.name ?? component
  const how = verdict === 'degraded' ? 'are slow' : verdict === 'partial' ? 'fail from some places' : 'fail'
  const begins: Step = { at: start, words: `checks of ${name} ${how}. ${sentenceOf(resultClass, detail)}` }
  if (end === null) return [begins]
  return [begins, { at: end, words: `checks of ${name} pass again, after ${length(end - start)}.` }]
}

/** People's updates by their status; the first is when we answered, the last end when it was over. */
function said({ updates, startedAt, resolvedAt, outages }: Entry): Step[] {
  const inOrder = updates.filter(({ status }) => status !== 'postmortem').toReversed()
  return inOrder.map(({ at, status }, index): Step => {
    const title = statusTitles[status]
    if (at === resolvedAt && status === 'resolved')
      return { at, words: `we write "${title}", ${length(at - startedAt)} after it began.` }
    if (index > 0 || outages.length === 0) return { at, words: `we write "${title}".` }
    const wait = at - startedAt
    return {
      at,
      words: `we write "${title}", ${wait <= 0 ? 'before the checks saw it' : `${length(wait)} after it began`}.`,
    }
  })
}

/** To the minute from two minutes on: probes know no better. */
function length(seconds: number): string {
  return formatDuration(seconds < 2 * minute ? seconds : Math.round(seconds / minute) * minute)
}
