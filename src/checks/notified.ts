import type { Instant } from '../time/instant.ts'
import { formatInstant } from '../time/instant.ts'
import { formatHeader, formatRow, readTable } from './csv.ts'
import { readStamp } from './stamp.ts'

/** `claim`: about to be told. `told`: it was. `gave_up`: nobody will try again. */
export const steps = ['claim', 'told', 'gave_up'] as const
export type Step = (typeof steps)[number]

/** One step in telling one channel of one event. */
export interface NotifiedRow {
  time: Instant
  /** `outage.opened:api-20261121T100503Z:down`: the event, what it is about, and which of several. */
  event: string
  /** The channel's id. */
  channel: string
  step: Step
}

export const notifiedFile = 'notified.csv'
export const notifiedColumns = ['time', 'event', 'channel', 'step']

/** What a channel is told first, silently: from here on it hears of what is over. Never forgotten. */
export const begunEvent = 'channel.begun'

/** In the order of the file. Rows that say nothing this format knows are left out. */
export function readNotified(text: string): NotifiedRow[] {
  return readTable(text, notifiedColumns).rows.flatMap(({ cells }) => {
    const [stamp, event, channel, word] = cells as [string, string, string, string]
    const time = readStamp(stamp)
    const step = steps.find((one) => one === word)
    return time === null || step === undefined ? [] : [{ time, event, channel, step }]
  })
}

/** The header alone: how a file begins. */
export const notifiedHeader = formatHeader(notifiedColumns)

export function formatNotifiedRows(rows: readonly NotifiedRow[]): string {
  return rows.map(({ time, event, channel, step }) => formatRow([formatInstant(time), event, channel, step])).join('')
}

/**
 * Without the rows before `from`: nothing so old is told at first sight, so they are no longer needed. What is still open
 * stays (an outage whose end was not told), and where each channel began.
 */
export function trimNotified(text: string, from: Instant): string {
  const rows = readNotified(text)
  const closed = new Set(
    rows.filter(({ event }) => event.startsWith('outage.resolved:')).map((row) => `${row.channel} ${subjectIn(row)}`),
  )
  const isOpen = (row: NotifiedRow) =>
    row.event.startsWith('outage.opened:') && !closed.has(`${row.channel} ${subjectIn(row)}`)
  const kept = rows.filter((row) => row.time >= from || row.event === begunEvent || isOpen(row))
  return kept.length === rows.length ? text : notifiedHeader + formatNotifiedRows(kept)
}

function subjectIn({ event }: NotifiedRow): string {
  return event.split(':')[1] ?? ''
}
