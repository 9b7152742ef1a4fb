import type { Interval } from '../intervals/interval.ts'
import { day, formatInstant, type Instant } from '../time/instant.ts'
import { type Finding, isDetail, isResultClass, type Verdict, verdicts } from '../verdict/classes.ts'
import { formatHeader, formatRow, readTable } from './csv.ts'
import { readStamp } from './stamp.ts'

/** A stretch of one UTC day that was not plainly up. Component `*`: nobody was probed. */
export interface Span extends Interval, Finding {
  component: string
}

export const everybody = '*'
export const spanColumns = ['component', 'start', 'end', 'verdict', 'class', 'detail']

export function dayOf(instant: Instant): Instant {
  return Math.floor(instant / day) * day
}

/** The spans of a file that can be read, as they stand. */
export function readSpans(text: string): Span[] {
  const spans: Span[] = []
  for (const { cells } of readTable(text, spanColumns).rows) {
    const [component, from, to, verdict, name, detail] = cells as [string, string, string, string, string, string]
    const [start, end] = [readStamp(from), readStamp(to)]
    // Spans are cut at midnight: one that crosses it is not ours.
    if (start === null || end === null || start >= end || end > dayOf(start) + day) continue
    if (!verdicts.includes(verdict as Verdict) || verdict === 'up') continue
    spans.push({
      component,
      start,
      end,
      verdict: verdict as Verdict,
      class: isResultClass(name) ? name : null,
      detail: isDetail(detail) ? detail : null,
    })
  }
  return spans
}

export function formatSpans(spans: readonly Span[]): string {
  const rows = spans.map(({ component, start, end, verdict, class: name, detail }) =>
    formatRow([component, formatInstant(start), formatInstant(end), verdict, name ?? '', detail ?? '']),
  )
  return formatHeader(spanColumns) + rows.join('')
}
