import type { Interval } from '../intervals/interval.ts'
import { day, formatInstant, type Instant } from '../time/instant.ts'
import { type Finding, isDetail, isResultClass, type Verdict, verdicts } from '../verdict/classes.ts'
import { formatHeader, formatRow, readTable } from './csv.ts'
import { cellOf, readPlainTable } from './plain-table.ts'
import { readStamp, readStampAt } from './stamp.ts'

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
  const plain = readPlainTable(text, spanColumns, (line, cuts) => {
    const [from, to] = [cuts[1]! + 1, cuts[2]! + 1]
    // Both times are of one length, or one of them is none.
    if (to - from !== 21 || cuts[3]! - to !== 20) return undefined
    const cell = (n: number) => cellOf(line, cuts, n)
    return spanOf(cell(0), readStampAt(line, from), readStampAt(line, to), cell(3), cell(4), cell(5))
  })
  if (plain !== null) return plain
  return readTable(text, spanColumns).rows.flatMap(({ cells }) => {
    const [component, from, to, verdict, name, detail] = cells as [string, string, string, string, string, string]
    return spanOf(component, readStamp(from), readStamp(to), verdict, name, detail) ?? []
  })
}

function spanOf(
  component: string,
  start: Instant | null,
  end: Instant | null,
  verdict: string,
  name: string,
  detail: string,
): Span | undefined {
  // Spans are cut at midnight: one that crosses it is not ours.
  if (start === null || end === null || start >= end || end > dayOf(start) + day) return undefined
  if (verdict === 'up' || !verdicts.includes(verdict as Verdict)) return undefined
  return {
    component,
    start,
    end,
    verdict: verdict as Verdict,
    class: isResultClass(name) ? name : null,
    detail: isDetail(detail) ? detail : null,
  }
}

export function formatSpans(spans: readonly Span[]): string {
  const rows = spans.map(({ component, start, end, verdict, class: name, detail }) =>
    formatRow([component, formatInstant(start), formatInstant(end), verdict, name ?? '', detail ?? '']),
  )
  return formatHeader(spanColumns) + rows.join('')
}
