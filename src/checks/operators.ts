import { formatInstant, type Instant } from '../time/instant.ts'
import { formatHeader, formatRow, readTable } from './csv.ts'
import { readStamp } from './stamp.ts'

/** `ack`: somebody looks at it. `mute`: operators hear no more of it until then. */
export const operatorSteps = ['ack', 'mute'] as const

/** What an operator said of an outage, and not to the public. */
export interface OperatorWord {
  time: Instant
  /** The outage's id. */
  outage: string
  step: (typeof operatorSteps)[number]
  /** Until when it holds; null for `ack`, which holds until the outage is over. */
  until: Instant | null
  /** Login at GitHub. */
  by: string
}

/**
 * Beside the results and not in incidents/: it makes no incident, it must arrive although main is protected, and two who
 * write at once lose nothing, rows being merged as all of checks/ is.
 */
export const operatorsFile = 'operators.csv'
export const operatorColumns = ['time', 'outage', 'step', 'until', 'by']
export const operatorsHeader = formatHeader(operatorColumns)

/** In the order of the file. Rows that say nothing this format knows are left out. */
export function readOperators(text: string): OperatorWord[] {
  return readTable(text, operatorColumns).rows.flatMap(({ cells }) => {
    const [stamp, outage, word, end, by] = cells as [string, string, string, string, string]
    const [time, until] = [readStamp(stamp), readStamp(end)]
    const step = operatorSteps.find((one) => one === word)
    if (time === null || step === undefined || (step === 'mute' && until === null)) return []
    return [{ time, outage, step, until: step === 'mute' ? until : null, by }]
  })
}

export function formatOperators(words: readonly OperatorWord[]): string {
  return words
    .map(({ time, outage, step, until, by }) =>
      formatRow([formatInstant(time), outage, step, until === null ? '' : formatInstant(until), by]),
    )
    .join('')
}

/** When somebody first said to look at an outage; null when nobody did by `now`. */
export function acknowledgedAt(words: readonly OperatorWord[], outage: string, now: Instant): Instant | null {
  const times = words.filter((one) => one.step === 'ack' && one.outage === outage && one.time <= now)
  return times.length === 0 ? null : Math.min(...times.map(({ time }) => time))
}

/** Until when operators are to hear nothing of an outage: the last word holds, so that a shorter one ends a longer. */
export function mutedUntil(words: readonly OperatorWord[], outage: string, now: Instant): Instant | null {
  const last = words
    .filter((one) => one.step === 'mute' && one.outage === outage && one.time <= now)
    .reduce<OperatorWord | null>((newest, one) => (newest === null || one.time >= newest.time ? one : newest), null)
  return last?.until != null && last.until > now ? last.until : null
}
